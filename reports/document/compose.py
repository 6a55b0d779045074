"""Puts a report together: the summary, then a chapter for each page of the dashboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reports.document.agreement import agreement_chapters
from reports.document.dimension_pages import dimension_chapters
from reports.document.entries import Entry
from reports.document.gaps import gap_chapters
from reports.document.method import method_chapters
from reports.document.outline import Outline
from reports.document.overview import overview_chapters
from reports.document.parts import Document
from reports.document.priorities import priority_chapters
from reports.document.trend import trend_chapters
from reports.document.workshop import workshop_chapters
from reports.material import Material

# In the order of the report. A maker gives no chapter where there is nothing to say.
MAKERS: tuple[Callable[[Material], Iterable[Entry]], ...] = (
    overview_chapters,
    dimension_chapters,
    gap_chapters,
    agreement_chapters,
    workshop_chapters,
    priority_chapters,
    trend_chapters,
    method_chapters,
)


def outline_of(material: Material) -> Outline:
    """Return the report in the active language, no part of it made yet."""
    return Outline(material, tuple(entry for maker in MAKERS for entry in maker(material)))


def document_of(material: Material) -> Document:
    """Return the whole report in the active language."""
    return outline_of(material).document()
