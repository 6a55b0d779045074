"""A report as slides with native charts that can be edited, on the consultancy's template."""

from reports.files.slides.deck import slides_of
from reports.files.slides.template import trouble_of

__all__ = ["slides_of", "trouble_of"]
