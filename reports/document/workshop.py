"""The page about workshops: the survey, both votes and the agreed level beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from django.utils.translation import gettext as _

from reports.document.cells import empty_cell, hidden_cell, not_asked_cell, score_cell
from reports.document.entries import Entry
from reports.document.parts import Block, Cell, Column, Exhibit, Form, Page, Passage, Row, Table
from reports.material import Material
from reports.story.numbers import listed
from reports.story.workshop import (
    above_sentences,
    agreed_note,
    gap_words,
    reading_sentences,
    reasons,
    view_words,
    workshop_finding,
    workshop_title,
)
from reports.wording import Wording
from reports.workshops import Discussed, Workshop
from scoring.release.live import LiveRelease, LiveView
from scoring.release.parts import ReleasedItem, ReleasedItemCell

# The codes of the groups that were compared, whichever of them stood higher.
Sides = frozenset[str]


def workshop_chapters(material: Material) -> Iterator[Entry]:
    """Yield the page where a workshop has shown answers."""
    if material.workshops:
        yield Entry(
            key="workshop",
            page=Page.WORKSHOP,
            name=_("Workshop"),
            title=lambda: workshop_finding(material),
            blocks=lambda: _blocks(material),
        )


def _blocks(material: Material) -> Iterator[Block]:
    agreed = _agreed_levels(material)
    if agreed.table.rows:
        yield agreed
    for number, workshop in enumerate(material.workshops, start=1):
        yield from _workshop_blocks(material, workshop, number)
    yield Passage(_("How to read this"), reading_sentences(), Form.LIST)


def _workshop_blocks(material: Material, workshop: Workshop, number: int) -> Iterator[Block]:
    yield _votes(material, workshop, number)
    above = tuple(above_sentences(workshop, material.wording))
    if above:
        yield Passage(_("Above the first vote"), above, Form.LIST)
    given = reasons(workshop, material.wording)
    if given:
        leads, sentences = zip(*given, strict=True)
        yield Passage(_("What convinced the room"), sentences, Form.LIST, leads)


def _agreed_levels(material: Material) -> Exhibit:
    """What was agreed on at a glance, beside what the survey says."""
    title = workshop_finding(material)
    return Exhibit(
        name="workshop-agreed",
        title=title,
        basis=_("Levels from 1 to 5. The verdict rests on the survey alone."),
        alternative=title,
        table=Table(
            caption=_("Agreed levels"),
            columns=(
                Column(_("Question")),
                Column(_("Survey"), is_number=True),
                Column(_("Agreed level"), is_number=True),
                Column(_("Remark")),
            ),
            rows=tuple(
                Row(
                    (
                        Cell(material.wording.item(each.item)),
                        _score(_released(material, each.item)),
                        Cell(str(each.agreed.level), each.agreed.level),
                        Cell(agreed_note(each.agreed)),
                    )
                )
                for workshop in material.workshops
                for each in workshop.items
                if each.agreed is not None
            ),
        ),
        has_chart=False,
    )


def _votes(material: Material, workshop: Workshop, number: int) -> Exhibit:
    title = workshop_title(workshop)
    return Exhibit(
        name=f"workshop-{number}",
        title=title,
        basis=_("The survey: averages from 1 to 5. The votes: as the room saw them, in words."),
        alternative=title,
        table=Table(
            caption=title,
            columns=(
                Column(_("Who")),
                Column(_("Survey")),
                Column(_("First vote")),
                Column(_("Second vote")),
                Column(_("Agreed level")),
            ),
            rows=tuple(row for each in workshop.items for row in _rows(material, each)),
        ),
        has_chart=False,
    )


def _rows(material: Material, discussed: Discussed) -> Iterator[Row]:
    released = _released(material, discussed.item)
    yield Row((Cell(material.wording.item(discussed.item)),), is_heading=True)
    yield Row(
        (
            Cell(_("All together")),
            _score(released),
            *_both(discussed, _together),
            _agreed(discussed),
        )
    )
    yield from _group_rows(material, discussed, released)
    yield from _gap_rows(material.wording, discussed)


def _released(material: Material, code: str) -> ReleasedItem | None:
    return next((item for item in material.release.items if item.code == code), None)


def _score(released: ReleasedItem | None) -> Cell:
    return score_cell(None if released is None else released.score)


def _agreed(discussed: Discussed) -> Cell:
    agreed = discussed.agreed
    if agreed is None:
        return empty_cell()
    return Cell(str(agreed.level), agreed.level, agreed_note(agreed))


def _group_rows(
    material: Material, discussed: Discussed, released: ReleasedItem | None
) -> Iterator[Row]:
    """Yield the groups that were asked; none where the room saw all together only."""
    if not any(view.is_shown for vote in discussed.votes for view in vote.groups):
        return
    asked = {view.group for vote in discussed.votes for view in vote.groups}
    survey = {cell.group: cell for cell in released.cells} if released else {}
    for code, name in material.wording.groups.items():
        if code in asked:
            votes = _both(discussed, partial(_of_group, code))
            yield Row((Cell(name), _survey(survey.get(code)), *votes, empty_cell()))


def _gap_rows(wording: Wording, discussed: Discussed) -> Iterator[Row]:
    """Yield what was compared: a vote in which other groups were shown compares others."""
    for sides in dict.fromkeys(sides for vote in discussed.votes for sides in _gaps(vote)):
        names = listed([name for code, name in wording.groups.items() if code in sides])
        votes = _both(discussed, partial(_gap, wording, sides))
        yield Row((Cell(names), empty_cell(), *votes, empty_cell()))


def _both(discussed: Discussed, said: Callable[[LiveRelease], Cell]) -> Iterator[Cell]:
    """Yield the cells of the first and the second vote; empty where nobody voted."""
    for vote in (discussed.first, discussed.second):
        yield empty_cell() if vote is None else said(vote)


def _together(vote: LiveRelease) -> Cell:
    return empty_cell() if vote.together is None else _view(vote.together)


def _of_group(code: str, vote: LiveRelease) -> Cell:
    view = next((view for view in vote.groups if view.group == code), None)
    return not_asked_cell() if view is None else _view(view)


def _view(view: LiveView) -> Cell:
    return Cell(view_words(view)) if view.is_shown else hidden_cell()


def _survey(cell: ReleasedItemCell | None) -> Cell:
    if cell is None:
        return not_asked_cell()
    if cell.about is not None:
        return Cell(_("about %(level)s") % {"level": cell.about}, cell.about)
    return score_cell(cell.mean)


def _gaps(vote: LiveRelease) -> tuple[Sides, ...]:
    return tuple(frozenset((*gap.higher, *gap.lower)) for gap in vote.gaps)


def _gap(wording: Wording, sides: Sides, vote: LiveRelease) -> Cell:
    for its, gap in zip(_gaps(vote), vote.gaps, strict=True):
        if its == sides:
            return Cell(gap_words(gap, wording))
    return empty_cell()
