"""What a gap between two views amounts to, in words (method.md 3.9)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.story.numbers import level
from scoring.release import GapLabel
from scoring.release.parts import Limits


def gap_word(label: GapLabel | None) -> str:
    """A few words for a table and a figure; nothing for releases without labels."""
    if label is None:
        return ""
    return {
        GapLabel.LARGE: _("large, established"),
        GapLabel.ESTABLISHED: _("established"),
        GapLabel.WORTH_DISCUSSING: _("worth discussing"),
        GapLabel.NONE_MATERIAL: _("no material gap"),
        GapLabel.NOT_KNOWN: _("not known"),
    }[label]


def range_words(limits: Limits | None) -> str:
    """From where to where something lies; nothing without limits."""
    if limits is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": signed(limits.low), "high": signed(limits.high)}


def signed(value: float) -> str:
    """A difference with a minus that is as wide as a figure; never a minus before nought."""
    return level(value + 0.0).replace("-", "−")


def gap_note(label: GapLabel | None, limits: Limits | None) -> str:
    """The label of a gap with the interval it rests on."""
    word, limits_said = gap_word(label), range_words(limits)
    if not limits_said:
        return word
    if not word:
        return limits_said
    return _("%(label)s (%(range)s)") % {"label": word, "range": limits_said}


def is_established(label: GapLabel | None) -> bool:
    """Whether a gap is more than chance; releases without labels do not know."""
    return label is not None and label.is_established


def label_lines() -> tuple[str, ...]:
    """What the labels mean, for people who read the table."""
    return (
        _("Large: at least a whole level apart, and more than chance."),
        _("Established: at least half a level apart, and more than chance."),
        _("Worth discussing: at least half a level apart, but it may be chance."),
        _("No material gap: surely less than half a level apart."),
        _("Not known: too few answers, or too mixed, to tell."),
    )
