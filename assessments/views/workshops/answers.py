"""Answers of a room in words and bars, as projector, phones and the facilitator show them."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from assessments.enums import VotePhase
from assessments.selectors.workshops.snapshots import Snapshot
from scoring.release.live import Distance, LiveGap, LiveRelease, LiveView


@dataclass(frozen=True, slots=True)
class Bar:
    """How many chose a level: the label of the level, and a height of 0 to 100."""

    label: str
    level: int
    percent: int


@dataclass(frozen=True, slots=True)
class Voice:
    """What is shown of one group, or of all together: bars, or a sentence."""

    code: str
    name: str
    bars: tuple[Bar, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one vote."""

    title: str
    voices: tuple[Voice, ...]
    gaps: tuple[str, ...]


def answers_shown(shown: Snapshot) -> tuple[Answers, ...]:
    """Return what the room has seen of the item on the screens, the newest vote first."""
    votes = ((VotePhase.SECOND, shown.second), (VotePhase.BLIND, shown.first))
    return tuple(_answers(shown, str(phase.label), release) for phase, release in votes if release)


def _answers(shown: Snapshot, title: str, release: LiveRelease) -> Answers:
    views = release.groups if release.together is None else (release.together,)
    return Answers(
        title=title,
        voices=tuple(_voice(shown, view) for view in views),
        gaps=tuple(_gap_in_words(shown, gap) for gap in release.gaps),
    )


def _voice(shown: Snapshot, view: LiveView) -> Voice:
    name = shown.groups[view.group].label if view.group else _("All together")
    bars = tuple(
        Bar(label, level, percent)
        for level, (label, percent) in enumerate(
            zip(shown.labels, view.bars or (), strict=False), start=1
        )
    )
    return Voice(view.group, name, bars, _words(shown, view))


def _words(shown: Snapshot, view: LiveView) -> str:
    if view.bars is not None:
        most = max(range(len(view.bars)), key=view.bars.__getitem__)
        return _("Most of them: %(label)s") % {"label": shown.labels[most]}
    if view.level is not None:
        return _("About level %(level)d: %(label)s") % {
            "level": view.level,
            "label": shown.labels[view.level - 1],
        }
    return _("Too few answers to show")


def _gap_in_words(shown: Snapshot, gap: LiveGap) -> str:
    sides = {"higher": _named(shown, gap.higher), "lower": _named(shown, gap.lower)}
    if gap.distance is Distance.SAME:
        return _("%(higher)s and %(lower)s see it about the same.") % sides
    if gap.distance is Distance.HALF:
        return _("%(higher)s: half a level above %(lower)s.") % sides
    if gap.distance is Distance.LEVEL:
        return _("%(higher)s: a full level above %(lower)s.") % sides
    return _("%(higher)s: two levels or more above %(lower)s.") % sides


def _named(shown: Snapshot, codes: tuple[str, ...]) -> str:
    return get_text_list([shown.groups[code].label for code in codes], _("and"))
