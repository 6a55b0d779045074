"""Puts a report together: the summary, then a chapter for each page of the dashboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import get_language

from reports.document.agreement import agreement_chapters
from reports.document.dimension_pages import dimension_chapters
from reports.document.gaps import gap_chapters
from reports.document.method import method_chapters
from reports.document.overview import overview_chapters
from reports.document.parts import Chapter, Document
from reports.document.priorities import priority_chapters
from reports.document.summary import summary_of
from reports.document.trend import trend_chapters
from reports.material import Material

# In the order of the report. A maker gives no chapter where there is nothing to say.
MAKERS: tuple[Callable[[Material], Iterable[Chapter]], ...] = (
    overview_chapters,
    dimension_chapters,
    gap_chapters,
    agreement_chapters,
    priority_chapters,
    trend_chapters,
    method_chapters,
)


def document_of(material: Material) -> Document:
    """Return the report in the active language."""
    return Document(
        occasion=material.occasion,
        language=get_language() or "en-gb",
        summary=summary_of(material),
        chapters=tuple(chapter for maker in MAKERS for chapter in maker(material)),
    )
