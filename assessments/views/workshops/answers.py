"""Answers of a room as one table: a row for each answer, a column for each group.

The first and the second vote stand beside each other in every cell, so that a room sees what
its talk has changed. Wall, phones and the facilitator show the same table.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.enums import VotePhase
from assessments.selectors.workshops.snapshots import Snapshot
from scoring.release.live import Distance, LiveGap, LiveRelease, LiveView

# Those whose views are compared stand side by side; other groups follow in their own order.
SIDE_BY_SIDE = ("business", "it", "executives", "frontline")
# The widest bar stands for this many percent at least.
SHORTEST_SCALE = 50
# From this share of a group on, in percent of a bar, what the bar says in words.
SHARES = (
    (60, gettext_lazy("most")),
    (40, gettext_lazy("about half")),
    (15, gettext_lazy("some")),
    (1, gettext_lazy("a few")),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is shown of one vote at one answer: a bar of 0 to 100, or "about here".

    Once there is a second vote, the first one is drawn hollow.
    """

    phase: VotePhase
    percent: int | None
    is_hollow: bool

    @property
    def words(self) -> str | Promise:
        if self.percent is None:
            return _("about here")
        return next(
            (words for least, words in SHARES if self.percent >= least), _("hardly anybody")
        )


@dataclass(frozen=True, slots=True)
class Column:
    """A group, or under no code all together; `notes` say which votes stay hidden."""

    code: str
    name: str
    is_hidden: bool
    notes: tuple[str, ...]

    @property
    def has_mark(self) -> bool:
        """Whether a shape and a colour are its own; where none are, its name stands at its bars."""
        return not self.code or self.code in SIDE_BY_SIDE


@dataclass(frozen=True, slots=True)
class Cell:
    """What a group answered with one answer, by vote."""

    column: Column
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in its own words."""

    label: str
    is_agreed: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """How far two sides lie apart; of two votes the first gap of each has a `title`."""

    title: str
    words: str
    is_earlier: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """All that a room has seen of one question; `phases` has the name of each vote shown."""

    phases: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]

    @property
    def longest(self) -> int:
        """The percent at which a bar is as wide as its column; the same for all bars."""
        marks = (mark for row in self.rows for cell in row.cells for mark in cell.marks)
        return max(SHORTEST_SCALE, max((mark.percent or 0 for mark in marks), default=0))

    @property
    def is_compared(self) -> bool:
        return len(self.phases) > 1


def answers_shown(shown: Snapshot) -> Answers | None:
    """Return what the room has seen of the question on the screens; None before that."""
    votes = _votes(shown)
    if not votes:
        return None
    views = {
        phase: {view.group: view for view in _views(release)} for phase, release in votes.items()
    }
    codes = _in_order({code: None for by_group in views.values() for code in by_group})
    columns = tuple(_column(shown, code, views) for code in codes)
    return Answers(
        phases=tuple(str(phase.label) for phase in votes),
        columns=columns,
        rows=_rows(shown, columns, views),
        gaps=_gaps(shown, votes),
    )


def level_shown(shown: Snapshot) -> int | None:
    """Return the level the newest vote looks like: what stands in the middle of what is shown."""
    votes = _votes(shown)
    newest = list(votes.values())[-1] if votes else None
    levels = sorted(_level(view) for view in _views(newest) if view.is_shown) if newest else []
    return levels[(len(levels) - 1) // 2] if levels else None


def agreed_label(shown: Snapshot) -> str:
    """Return the words of the agreed level; empty while there is none."""
    return shown.labels[shown.agreed.level - 1] if shown.agreed else ""


def _votes(shown: Snapshot) -> dict[VotePhase, LiveRelease]:
    votes = {VotePhase.BLIND: shown.first, VotePhase.SECOND: shown.second}
    return {phase: release for phase, release in votes.items() if release is not None}


def _views(release: LiveRelease) -> tuple[LiveView, ...]:
    return release.groups if release.together is None else (release.together,)


def _level(view: LiveView) -> int:
    if view.level is not None:
        return view.level
    bars = view.bars or ()
    return 1 + max(range(len(bars)), key=bars.__getitem__)


def _in_order(codes: Iterable[str]) -> list[str]:
    places = {code: place for place, code in enumerate(SIDE_BY_SIDE)}
    return sorted(codes, key=lambda code: places.get(code, len(places)))


Views = dict[VotePhase, dict[str, LiveView]]


def _column(shown: Snapshot, code: str, views: Views) -> Column:
    hidden = [
        phase
        for phase, by_group in views.items()
        if code in by_group and not by_group[code].is_shown
    ]
    is_hidden = len(hidden) == sum(code in by_group for by_group in views.values())
    notes = () if is_hidden else tuple(_too_few(phase) for phase in hidden)
    name = shown.groups[code].label if code else _("All together")
    return Column(code, name, is_hidden, notes)


def _too_few(phase: VotePhase) -> str:
    return _("%(vote)s: too few answers to show") % {"vote": phase.label}


def _rows(shown: Snapshot, columns: tuple[Column, ...], views: Views) -> tuple[Row, ...]:
    """Return a row for each answer in the order in which it was asked."""
    levels = list(enumerate(shown.labels, start=1))
    if shown.item is not None and shown.item.is_reversed:
        levels.reverse()
    return tuple(
        Row(
            label,
            shown.agreed is not None and shown.agreed.level == level,
            tuple(Cell(column, tuple(_marks(level, column.code, views))) for column in columns),
        )
        for level, label in levels
    )


def _marks(level: int, code: str, views: Views) -> Iterable[Mark]:
    for phase, by_group in views.items():
        view = by_group.get(code)
        is_hollow = phase == VotePhase.BLIND and len(views) > 1
        if view is not None and view.bars is not None:
            yield Mark(phase, view.bars[level - 1], is_hollow)
        elif view is not None and view.level == level:
            yield Mark(phase, None, is_hollow)


def _gaps(shown: Snapshot, votes: dict[VotePhase, LiveRelease]) -> tuple[Gap, ...]:
    """Return the sentences of all votes, the newest first, each vote under its name."""
    newest = max(votes)
    return tuple(
        Gap(
            title=str(phase.label) if len(votes) > 1 and place == 0 else "",
            words=_gap_in_words(shown, gap),
            is_earlier=phase != newest,
        )
        for phase, release in sorted(votes.items(), reverse=True)
        for place, gap in enumerate(release.gaps)
    )


def _gap_in_words(shown: Snapshot, gap: LiveGap) -> str:
    sides = {"higher": _named(shown, gap.higher), "lower": _named(shown, gap.lower)}
    if gap.distance is Distance.SAME:
        return _("%(higher)s: about the same as %(lower)s.") % sides
    if gap.distance is Distance.HALF:
        return _("%(higher)s: half a level above %(lower)s.") % sides
    if gap.distance is Distance.LEVEL:
        return _("%(higher)s: a full level above %(lower)s.") % sides
    return _("%(higher)s: two levels or more above %(lower)s.") % sides


def _named(shown: Snapshot, codes: tuple[str, ...]) -> str:
    return get_text_list([shown.groups[code].label for code in codes], _("and"))
