"""The page about change: the rounds so far, and what is more than chance."""

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
from reports.material import HistoryScore, Material
from reports.story.changes import (
    change_finding,
    change_sentences,
    change_word,
    earlier_round,
    fact_sentences,
    notice_sentences,
    verdict_sentences,
)
from reports.story.gap_labels import range_words, signed
from reports.story.numbers import level, percent
from reports.story.trend import UsualRange, has_trend, runs, trend_lines, usual_finding, usual_range
from reports.story.verdict_names import verdict_name
from scoring.change.released import ReleasedChange, ReleasedRoundChange


def trend_chapters(material: Material) -> Iterator[Entry]:
    """Yield the page from the second round on."""
    if not has_trend(material):
        return
    yield Entry(
        key="trend",
        page=Page.TREND,
        name=_("Trend"),
        title=lambda: change_finding(material),
        blocks=lambda: _blocks(material),
    )


def _blocks(material: Material) -> Iterator[Block]:
    change, wording = material.change, material.wording
    yield _trend(material)
    moved = change_sentences(material)
    if moved:
        yield Passage(_("What moved"), moved, Form.LIST)
    if change is not None:
        verdict = tuple(verdict_sentences(change, wording))
        if verdict:
            yield Passage(_("The verdict and the gates"), verdict, Form.LIST)
        facts = tuple(fact_sentences(change, wording))
        if facts:
            yield Passage(_("Facts that changed"), facts, Form.LIST)
        yield _changes(material, change)
    usual = usual_range(material.history)
    if usual is not None:
        yield _usual(material, usual)
    yield Passage(_("How to read this"), _reading(material), Form.LIST)


def _trend(material: Material) -> Exhibit:
    lines = trend_lines(material.history, material.wording)
    change = material.change
    basis = [_("Averages from 1 to 5, as the report of each round shows them.")]
    if change is not None:
        basis.append(_("The band: what chance may explain, around the round before."))
    return Exhibit(
        name="trend",
        title=change_finding(material),
        basis=" ".join(basis),
        alternative=_alternative(material),
        table=Table(
            caption=_("Scores by round"),
            columns=(
                Column(_("Round")),
                *(Column(line.title, is_number=True) for line in lines),
                Column(_("Verdict by the rules")),
            ),
            rows=tuple(_round_rows(material)),
        ),
        notes=_breaks(material),
    )


def _alternative(material: Material) -> str:
    return " ".join(
        _("%(round)s: %(score)s.") % {"round": point.round, "score": _said(point.overall)}
        for point in material.history
    )


def _said(score: HistoryScore) -> str:
    return _("not shown") if score.score is None else level(score.score)


def _round_rows(material: Material) -> Iterator[Row]:
    lines = trend_lines(material.history, material.wording)
    for place, point in enumerate(material.history):
        verdict = "–" if point.verdict is None else verdict_name(point.verdict)
        yield Row(
            (
                Cell(point.round),
                *(_score(line.scores[place]) for line in lines),
                Cell(verdict),
            )
        )
    change = material.change
    if change is None:
        return
    since = _("Change since %(round)s") % {"round": earlier_round(material)}
    moved = {part.code: part for part in (change.overall, *change.dimensions) if part is not None}
    found = [moved.get(line.code) for line in lines]
    yield Row((Cell(since), *map(_moved, found), Cell("")))
    yield Row((Cell(_("Least change that counts")), *map(_least, found), Cell("")))


def _score(score: HistoryScore | None) -> Cell:
    if score is None:
        return Cell("", presence=Presence.NOT_ASKED)
    if score.score is None:
        return Cell("–", presence=Presence.HIDDEN)
    return Cell(level(score.score), score.score, range_words(score.interval))


def _moved(part: ReleasedChange | None) -> Cell:
    if part is None:
        return Cell("–", presence=Presence.HIDDEN)
    return Cell(signed(part.change), part.change, change_word(part.label))


def _least(part: ReleasedChange | None) -> Cell:
    if part is None:
        return Cell("–", presence=Presence.HIDDEN)
    return Cell(level(part.mdc), part.mdc)


def _breaks(material: Material) -> tuple[str, ...]:
    found = list(runs(material.history))
    if len(found) < 2:
        return ()
    names = ", ".join(material.history[part.start].round for part in found[1:])
    return (_("The line breaks where the questions changed: %(rounds)s.") % {"rounds": names},)


def _changes(material: Material, change: ReleasedRoundChange) -> Exhibit:
    wording = material.wording
    rows = [
        *([_change_row(change.overall, _("Overall"))] if change.overall else []),
        *(_change_row(part, wording.dimension(part.code or "")) for part in change.dimensions),
        *(_change_row(part, wording.capability(part.code or "")) for part in change.capabilities),
    ]
    title = _("Change of every score since %(round)s") % {"round": earlier_round(material)}
    return Exhibit(
        name="changes",
        title=title,
        basis=_(
            "Like for like: the same questions and groups in both rounds. A change is called "
            "real with a confidence of %(confidence)s."
        )
        % {"confidence": percent(change.confidence)},
        alternative=title,
        table=Table(
            caption=title,
            columns=(
                Column(_("Score")),
                Column(_("Before"), is_number=True),
                Column(_("Now"), is_number=True),
                Column(_("Change"), is_number=True),
                Column(_("Least change that counts"), is_number=True),
                Column(_("What it amounts to")),
            ),
            rows=tuple(rows),
        ),
        has_chart=False,
    )


def _change_row(part: ReleasedChange, title: str) -> Row:
    return Row(
        (
            Cell(title),
            Cell(level(part.before), part.before),
            Cell(level(part.after), part.after),
            Cell(signed(part.change), part.change),
            _least(part),
            Cell(change_word(part.label)),
        )
    )


def _usual(material: Material, usual: UsualRange) -> Exhibit:
    history = material.history
    finding = usual_finding(history)
    return Exhibit(
        name="trend_limits",
        title=finding,
        basis=_("The average of all, with its mean and the limits of its usual ups and downs."),
        alternative=finding,
        table=Table(
            caption=_("Usual ups and downs"),
            columns=(Column(_("Round")), Column(_("Overall"), is_number=True)),
            rows=(
                *(
                    Row((Cell(point.round), _score(point.overall)))
                    for point in history[usual.first :]
                ),
                Row((Cell(_("Lower limit")), Cell(level(usual.low), usual.low))),
                Row((Cell(_("Mean")), Cell(level(usual.mean), usual.mean))),
                Row((Cell(_("Upper limit")), Cell(level(usual.high), usual.high))),
            ),
        ),
        notes=(
            _("The limits are the mean and 2.66 times the average step from round to round."),
        ),
    )  # fmt: skip


def _reading(material: Material) -> tuple[str, ...]:
    change = material.change
    if change is None:
        return (
            _("The answers of the round before are not there to compare with any more, "
              "so no change can be called real."),
        )  # fmt: skip
    return (
        _("A change counts only where it is larger than chance explains; small moves are noise."),
        *notice_sentences(change, material.wording),
    )
