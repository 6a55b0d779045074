"""The page about method and limits: who answered, what is hidden, how numbers are made."""

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
    Presence,
    Row,
    Table,
)
from reports.material import Material
from reports.story.limits import limit_sentences
from reports.story.numbers import level, percent
from reports.story.quality import quality_sentences
from reports.story.response import has_hidden, people_line, proof_line, shortages, weights_line
from reports.story.sensitivity import choice_names, sensitivity_finding
from scoring.release.parts import ReleasedGroup

# Characters of a checksum that are enough to compare by eye.
CHECKSUM = 12


def method_chapters(material: Material) -> Iterator[Entry]:
    """Yield the page about method and limits; it is always there."""
    yield Entry(
        key="method",
        page=Page.METHOD,
        name=_("Method and limits"),
        title=lambda: _("How sure we are, and what this report is not"),
        blocks=lambda: _blocks(material),
    )


def _blocks(material: Material) -> Iterator[Block]:
    release, wording = material.release, material.wording
    yield _response(material)
    yield Passage(_("What is hidden, and why"), tuple(_hidden(material)))
    yield Passage(
        _("How the numbers are made"),
        (
            _("Each answer is a level from 1 to 5. Each group's average counts, not each person, "
              "so that a large group does not drown a small one."),
            weights_line(release, wording),
            proof_line(wording),
            _("A gate is a condition that no average can make up for."),
        ),
        Form.LIST,
    )  # fmt: skip
    if release.sensitivity:
        yield _sensitivity(material)
    quality = quality_sentences(material)
    if quality:
        yield Passage(_("How answers were given"), quality, Form.LIST)
    yield Passage(_("What this report is not"), limit_sentences(release, wording), Form.LIST)
    yield Passage(
        _("Where the questions come from"),
        (
            _("Framework %(framework)s, version %(version)s, checksum %(checksum)s.")
            % {
                "framework": wording.framework.title,
                "version": release.framework.version,
                "checksum": release.framework.checksum[:CHECKSUM],
            },
        ),
    )


def _response(material: Material) -> Exhibit:
    release, wording = material.release, material.wording
    title = _response_title(material)
    counts = (
        (
            Column(_("Answered"), is_number=True),
            Column(_("Asked"), is_number=True),
            Column(_("Share"), is_number=True),
        )
        if material.shows_people
        else ()
    )
    missing = shortages(release, wording, material.needed) if material.shows_people else ()
    return Exhibit(
        name="response",
        title=title,
        basis=people_line(release, wording) if material.shows_people else "",
        alternative=title,
        table=Table(
            caption=_("Who answered"),
            columns=(Column(_("Group")), *counts, Column(_("Enough for a verdict"))),
            rows=tuple(_response_row(material, group) for group in release.response),
        ),
        has_chart=False,
        notes=missing,
    )


def _response_title(material: Material) -> str:
    short = [
        material.wording.group(group.group)
        for group in material.release.response
        if not group.met
    ]  # fmt: skip
    if not short:
        return _("Every group gave enough answers for a verdict.")
    return _("Too few answers for a verdict: %(groups)s.") % {"groups": ", ".join(short)}


def _response_row(material: Material, group: ReleasedGroup) -> Row:
    wording = material.wording
    name = Cell(wording.group(group.group))
    met = Cell(_("yes") if group.met else _("no"))
    if not material.shows_people:
        return Row((name, met))
    if group.group in wording.absent:
        asked = (Cell(_("not asked"), presence=Presence.NOT_ASKED), *_nothing(), *_nothing())
        return Row((name, *asked, met))
    if group.n is None:
        fewer = _("fewer than %(k)s") % {"k": group.fewer_than}
        hidden = (Cell(fewer, presence=Presence.HIDDEN), *_nothing(), *_nothing())
        return Row((name, *hidden, met))
    return Row(
        (
            name,
            Cell(str(group.n), group.n),
            *_number(group.headcount, str(group.headcount)),
            *_number(group.share, "" if group.share is None else percent(group.share)),
            met,
        )
    )


def _nothing() -> tuple[Cell]:
    return (Cell("–", presence=Presence.HIDDEN),)


def _number(value: float | int | None, text: str) -> tuple[Cell]:
    return _nothing() if value is None else (Cell(text, value),)


def _hidden(material: Material) -> Iterator[str]:
    k = material.release.k
    yield _("Nothing is shown that fewer than %(k)s people stand behind.") % {"k": k}
    if has_hidden(material.release, material.wording):
        yield _(
            "Where a number could be worked out from others, more than one is hidden. "
            "Such places say “too few answers to show”."
        )
        yield _("What is hidden still counts in the averages, wherever these are shown.")
    else:
        yield _("In this round nothing had to be hidden for that reason.")


def _sensitivity(material: Material) -> Exhibit:
    release, wording = material.release, material.wording
    finding = sensitivity_finding(release)
    rows = []
    for name, part in zip(choice_names(release, wording), release.sensitivity, strict=True):
        scores = (part.overall, *part.dimensions)
        rows.append(Row((Cell(name), *map(_score, scores))))
    return Exhibit(
        name="sensitivity",
        title=finding or _("What other weights would change"),
        basis=_("The average of all on 1 to 5, under other weights of the groups."),
        alternative=finding or _("What other weights would change"),
        table=Table(
            caption=_("Scores under other weights"),
            columns=(
                Column(_("Weights")),
                Column(_("Overall"), is_number=True),
                *(
                    Column(part.title, is_number=True)
                    for part in wording.framework.dimensions
                ),
            ),
            rows=tuple(rows),
        ),
        has_chart=bool(finding),
    )  # fmt: skip


def _score(score: float | None) -> Cell:
    if score is None:
        return Cell(_("not scored"), presence=Presence.EMPTY)
    return Cell(level(score), score)
