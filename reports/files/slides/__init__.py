"""A report as slides with native charts that can be edited, on the consultancy's template."""

from reports.files.slides.deck import slides_and_trouble, slides_of

__all__ = ["slides_and_trouble", "slides_of"]
