"""The page about gaps: business against IT, and those above against those below."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.document.entries import Entry
from reports.document.parts import (
    Block,
    Cell,
    Column,
    Exhibit,
    Form,
    Page,
    Passage,
    Row,
    Table,
)
from reports.material import Material
from reports.story.gap_labels import gap_word, is_established, label_lines, signed
from reports.story.gaps import (
    MOST,
    gap_finding,
    gap_sentence,
    has_sides,
    largest_gaps,
    people_on_sides,
)
from reports.story.hierarchy import (
    blocking_sentence,
    discussed_sentences,
    hierarchy_finding,
    hierarchy_sentence,
    lower_name,
    upper_name,
    widest_hierarchy_gaps,
)
from reports.story.numbers import level, percent
from scoring.release.parts import Limits, ReleasedGap, ReleasedHierarchyGap

# Topics of each kind that the list to talk about names.
TOPICS = 4


def gap_chapters(material: Material) -> Iterator[Entry]:
    """Yield the page where the framework compares anybody at all."""
    if not has_sides(material.wording) and material.wording.framework.hierarchy is None:
        return
    yield Entry(
        key="gaps",
        page=Page.GAPS,
        name=_("Gaps"),
        title=lambda: _title(material),
        blocks=lambda: _blocks(material),
    )


def _blocks(material: Material) -> Iterator[Block]:
    yield from _side_blocks(material)
    yield from _hierarchy_blocks(material)
    yield from _topics(material)
    yield Passage(_("What the words mean"), label_lines(), Form.LIST)


def _title(material: Material) -> str:
    release, wording = material.release, material.wording
    blocking = blocking_sentence(release, wording)
    if blocking:
        return blocking
    if has_sides(wording) and (release.gaps or not release.hierarchy_gaps):
        return gap_finding(release, wording)
    return hierarchy_finding(release, wording)


def _side_blocks(material: Material) -> Iterator[Block]:
    release, wording = material.release, material.wording
    if not has_sides(wording):
        return
    gaps = largest_gaps(release, len(release.gaps))
    yield Exhibit(
        name="gap_dumbbell",
        title=gap_finding(release, wording),
        basis=_basis(
            material,
            _("In brackets: the %(confidence)s interval of IT minus business."),
            people_on_sides(release, wording),
        ),
        alternative=_alternative(
            [gap_sentence(gap, wording) for gap in gaps[:MOST]], gap_finding(release, wording)
        ),
        table=Table(
            caption=_("Business and IT"),
            columns=_columns(_("Business"), _("IT"), _("IT minus business")),
            rows=tuple(_side_row(material, gap) for gap in gaps),
        ),
        has_chart=bool(gaps),
        notes=_left_out(len(gaps)),
    )


def _hierarchy_blocks(material: Material) -> Iterator[Block]:
    release, wording = material.release, material.wording
    if wording.framework.hierarchy is None:
        return
    gaps = widest_hierarchy_gaps(release, len(release.hierarchy_gaps))
    yield Exhibit(
        name="hierarchy_dumbbell",
        title=hierarchy_finding(release, wording),
        basis=_basis(material, _("In brackets: the %(confidence)s interval of above minus below.")),
        alternative=_alternative(
            [hierarchy_sentence(gap, wording) for gap in gaps[:MOST]],
            hierarchy_finding(release, wording),
        ),
        table=Table(
            caption=_("Those above and those below"),
            columns=_columns(_("Above"), _("Below"), _("Above minus below")),
            rows=tuple(_hierarchy_row(material, gap) for gap in gaps),
        ),
        has_chart=bool(gaps),
        notes=discussed_sentences(release, wording) + _left_out(len(gaps)),
    )


def _basis(material: Material, bracket: str, people: str = "") -> str:
    confidence = material.release.confidence
    parts = [_("Averages from 1 to 5, of the questions both were asked.")]
    if people and material.shows_people:
        parts.append(people)
    if confidence is not None:
        parts.append(bracket % {"confidence": percent(confidence)})
    return " ".join(parts)


def _alternative(sentences: list[str], finding: str) -> str:
    return " ".join(sentences) or finding


def _left_out(number: int) -> tuple[str, ...]:
    if number <= MOST:
        return ()
    return (_("The chart shows the widest %(most)s; the table has all.") % {"most": MOST},)


def _columns(first: str, second: str, difference: str) -> tuple[Column, ...]:
    return (
        Column(_("Capability")),
        Column(first, is_number=True),
        Column(second, is_number=True),
        Column(difference, is_number=True),
        Column(_("From"), is_number=True),
        Column(_("To"), is_number=True),
        Column(_("What it amounts to")),
    )


def _side_row(material: Material, gap: ReleasedGap) -> Row:
    return Row(
        (
            Cell(material.wording.capability(gap.capability)),
            Cell(level(gap.business), gap.business),
            Cell(level(gap.it), gap.it),
            Cell(signed(gap.gap), gap.gap),
            *_limits(gap.interval),
            Cell(gap_word(gap.label)),
        )
    )


def _hierarchy_row(material: Material, gap: ReleasedHierarchyGap) -> Row:
    wording = material.wording
    return Row(
        (
            Cell(wording.capability(gap.capability)),
            Cell(level(gap.upper), gap.upper, upper_name(gap, wording)),
            Cell(level(gap.lower), gap.lower, lower_name(gap, wording)),
            Cell(signed(gap.gap), gap.gap),
            *_limits(gap.interval),
            Cell(gap_word(gap.label)),
        )
    )


def _limits(limits: Limits | None) -> tuple[Cell, Cell]:
    if limits is None:
        return Cell("–"), Cell("–")
    return Cell(signed(limits.low), limits.low), Cell(signed(limits.high), limits.high)


def _topics(material: Material) -> Iterator[Passage]:
    release, wording = material.release, material.wording
    above = [
        hierarchy_sentence(gap, wording)
        for gap in widest_hierarchy_gaps(release, len(release.hierarchy_gaps))
        if is_established(gap.label)
    ]
    beside = [
        gap_sentence(gap, wording)
        for gap in largest_gaps(release, len(release.gaps))
        if is_established(gap.label)
    ]
    topics = (*above[:TOPICS], *beside[:TOPICS])
    if topics:
        yield Passage(_("What to talk about"), topics, Form.LIST)
        yield Passage(_("How to talk about it"), _manners(), Form.LIST)


def _manners() -> tuple[str, ...]:
    return (
        _("Show both numbers first. Neither side is wrong: they see different things."),
        _("Let each side tell what happened the last time, and what would make it one level more."),
        _("Never ask who said what, and do not guess."),
    )
