"""What the summary says of change: the verdict, and scores that moved by more than chance."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.material import Material
from reports.story.changes import change_sentence, earlier_round
from reports.story.verdict_names import verdict_name
from scoring.change.labels import ChangeLabel
from scoring.change.released import ReleasedChange, ReleasedRoundChange

MOST = 4


def summary_changes(material: Material) -> tuple[str, ...]:
    """Real changes only, the dimensions first; else that there is none that could be detected."""
    change, since = material.change, {"round": earlier_round(material)}
    if change is None:
        return (_("The scores of %(round)s cannot be compared with these.") % since,)
    moved = [change_sentence(part, title) for part, title in _moved(material, change)]
    said = [*_verdict(change), *moved[:MOST]]
    if not moved:
        said.append(_("No detectable change of a score since %(round)s.") % since)
    return tuple(said)


def _moved(material: Material, change: ReleasedRoundChange) -> list[tuple[ReleasedChange, str]]:
    """What moved, each with its title: dimensions, then capabilities, the largest first."""
    wording = material.wording
    parts = (
        [(part, wording.dimension(part.code)) for part in change.dimensions if part.code],
        [(part, wording.capability(part.code)) for part in change.capabilities if part.code],
    )
    return [
        (part, title)
        for kind in parts
        for part, title in sorted(kind, key=lambda pair: -abs(pair[0].change))
        if part.label is not ChangeLabel.NOT_DISTINGUISHABLE
    ]


def _verdict(change: ReleasedRoundChange) -> list[str]:
    verdict = change.verdict
    if verdict is None or not verdict.is_changed:
        return []
    return [
        _("By the rules the verdict went from “%(before)s” to “%(after)s”.")
        % {"before": verdict_name(verdict.before), "after": verdict_name(verdict.after)}
    ]
