"""The pages of a report's dashboard: which there are, and one of them with its addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from reports.document import Outline
from reports.document.parts import (
    ActionList,
    Block,
    Chapter,
    Exhibit,
    GateRow,
    Page,
    Passage,
    Summary,
)
from reports.files.direction import with_names_apart
from reports.files.drawing import Drawing
from reports.selectors.contents import drawings_of
from reports.selectors.files import has_pictures

TEMPLATES: dict[type[Block], str] = {
    Passage: "reports/blocks/passage.html",
    Exhibit: "reports/blocks/exhibit.html",
    GateRow: "reports/blocks/gates.html",
    ActionList: "reports/blocks/actions.html",
}


class Place(Protocol):
    """Where a report is read, with the addresses there."""

    def page(self, key: str) -> str: ...

    def figure(self, name: str) -> str: ...

    def table(self, name: str) -> str: ...

    def picture(self, name: str, kind: str) -> str: ...

    def explanations(self) -> str: ...

    def logo(self) -> str: ...

    def look(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page in the list of pages."""

    name: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Download:
    """A form in which a chart can be had."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Chart:
    """An exhibit's chart as it stands on a page."""

    wide: str
    narrow: str
    figure_url: str
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block with the template that shows it, and the chart of an exhibit."""

    template: str
    content: Block
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A page: the summary or a chapter, its blocks, and the way to the others.

    Blocks of the summary stand where its template puts them, by name.
    """

    key: str
    name: str
    summary: Summary | None
    chapter: Chapter | None
    blocks: tuple[ShownBlock, ...]
    charts: dict[str, ShownBlock]
    links: tuple[PageLink, ...]
    following: PageLink | None
    explanations: str


def page_of(
    outline: Outline, key: str, report_id: UUID, place: Place, others: tuple[tuple[str, str], ...]
) -> ReportPage | None:
    """Return a page of a report; None where the report has no such page.

    Parameters
    ----------
    key
        "summary" or the key of a chapter.
    others
        Key and name of pages that are no part of the outline, such as what-if.
    """
    chapter = with_names_apart(outline.chapter(key))
    if chapter is None and key != Page.SUMMARY:
        return None
    summary = None if chapter else with_names_apart(outline.summary())
    links = links_to(outline, key, place, others)
    exhibits = chapter.exhibits if chapter else summary.exhibits if summary else ()
    drawings = drawings_of(report_id, [each.name for each in exhibits if each.has_chart])
    show = _showing(drawings, place, has_pictures=has_pictures(report_id))
    blocks = chapter.blocks if chapter else ()
    return ReportPage(
        key=key,
        name=next(link.name for link in links if link.is_current),
        summary=summary,
        chapter=chapter,
        blocks=tuple(map(show, blocks)),
        charts={each.name: show(each) for each in summary.exhibits} if summary else {},
        links=links,
        following=_following(links),
        explanations=_explanations(outline, place),
    )


def _explanations(outline: Outline, place: Place) -> str:
    """Where numbers are explained; nowhere for who does not see what they are made of."""
    sees_parts = any(entry.page is Page.DIMENSION for entry in outline.entries)
    return place.explanations() if sees_parts else ""


def links_to(
    outline: Outline, key: str, place: Place, others: tuple[tuple[str, str], ...]
) -> tuple[PageLink, ...]:
    """Return the list of pages; the page of `key` is the current one."""
    return tuple(
        PageLink(name, place.page(each), each == key) for each, name in _in_order(outline, others)
    )


def _in_order(outline: Outline, others: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """Yield key and name of every page, those of the outline and the others, in their order."""
    order = list(Page)
    pages = [
        (Page.SUMMARY, Page.SUMMARY.value, _("Summary")),
        *((each.page, each.key, each.name) for each in outline.entries),
        *((Page(key), key, name) for key, name in others),
    ]
    for _page, key, name in sorted(pages, key=lambda page: order.index(page[0])):
        yield key, name


def _following(links: tuple[PageLink, ...]) -> PageLink | None:
    current = next(place for place, link in enumerate(links) if link.is_current)
    return links[current + 1] if current + 1 < len(links) else None


def _showing(
    drawings: dict[str, Drawing], place: Place, *, has_pictures: bool
) -> Callable[[Block], ShownBlock]:
    def show(block: Block) -> ShownBlock:
        chart = None
        if isinstance(block, Exhibit):
            drawing = drawings.get(block.name)
            chart = _chart(block, drawing, place, has_pictures=has_pictures)
        return ShownBlock(TEMPLATES[type(block)], block, chart)

    return show


def _chart(exhibit: Exhibit, drawing: Drawing | None, place: Place, *, has_pictures: bool) -> Chart:
    downloads = [Download("CSV", place.table(exhibit.name))]
    if drawing is not None and has_pictures:
        downloads = [
            Download("PNG", place.picture(exhibit.name, "png")),
            Download("SVG", place.picture(exhibit.name, "svg")),
            *downloads,
        ]
    return Chart(
        wide=_markup(drawing.wide) if drawing else "",
        narrow=_markup(drawing.narrow) if drawing else "",
        figure_url=place.figure(exhibit.name),
        downloads=tuple(downloads),
    )


def _markup(drawing: str) -> str:
    # Made by reports.svg, which escapes every text in it.
    return mark_safe(drawing)  # noqa: S308  # nosemgrep: scan.unescaped-html
