"""What the capabilities say: the lowest and highest, and how a group's view is written."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.story.numbers import MATERIAL, distance, level
from reports.wording import Wording
from scoring.release import Release
from scoring.release.parts import ReleasedCapability, ReleasedCell

FURTHEST = 3


def capability_finding(release: Release, wording: Wording) -> str:
    """The lowest and the highest capability over all groups."""
    scored = sorted(_scored(release), key=_score)
    if not scored:
        return _("No capability can be shown yet.")
    low, high = scored[0], scored[-1]
    if _score(high) - _score(low) < MATERIAL:
        return _("All capabilities stand close together, from %(low)s to %(high)s on average.") % {
            "low": level(_score(low)),
            "high": level(_score(high)),
        }
    finding = _(
        "“%(lowest)s” stands lowest at %(low)s on average, “%(highest)s” highest at %(high)s."
    ) % {
        "lowest": wording.capability(low.code),
        "low": level(_score(low)),
        "highest": wording.capability(high.code),
        "high": level(_score(high)),
    }
    held = [cap_sentence(part, wording) for part in (low, high) if part.cap_binds]
    return " ".join([finding, *held])


def cap_note(part: ReleasedCapability) -> str:
    """What is said beside a score that the proof on paper holds down; else nothing."""
    if not part.cap_binds:
        return ""
    if part.evidence is None:
        return _("held down by the proof on paper")
    return _("held down by the proof: what is on paper stands at %(evidence)s") % {
        "evidence": level(part.evidence)
    }


def cap_sentence(part: ReleasedCapability, wording: Wording) -> str:
    """The same as a sentence of its own; only for a capability that is held down."""
    return _("“%(capability)s” is %(note)s.") % {
        "capability": wording.capability(part.code),
        "note": cap_note(part),
    }


def furthest_below(release: Release, wording: Wording) -> tuple[str, ...]:
    """The capabilities furthest below their target, as sentences."""
    lagging = sorted(
        (part for part in _scored(release) if part.target - _score(part) >= MATERIAL),
        key=lambda part: _score(part) - part.target,
    )
    return tuple(_lag(part, wording) for part in lagging[:FURTHEST])


def said_of(cell: ReleasedCell) -> str | None:
    """A group's view as it is shown: its average, or about which level; None when hidden."""
    if cell.about is not None:
        return _("about %(level)s") % {"level": cell.about}
    return None if cell.mean is None else level(cell.mean)


def group_codes(release: Release, wording: Wording) -> list[str]:
    """The groups that were asked and are in the release, in the round's order."""
    there = {cell.group for cell in release.cells}
    return [code for code in wording.groups if code in there and code not in wording.absent]


def _lag(part: ReleasedCapability, wording: Wording) -> str:
    words = {
        "capability": wording.capability(part.code),
        "score": level(_score(part)),
        "distance": distance(part.target, _score(part)),
        "target": level(part.target),
        "note": cap_note(part),
    }
    if part.cap_binds:
        return (
            _(
                "“%(capability)s” stands at %(score)s on average, %(distance)s below the target of "
                "%(target)s: it is %(note)s."
            )
            % words
        )
    return (
        _(
            "“%(capability)s” stands at %(score)s on average: "
            "%(distance)s below the target of %(target)s."
        )
        % words
    )


def _scored(release: Release) -> list[ReleasedCapability]:
    return [part for part in release.capabilities if part.score is not None]


def _score(part: ReleasedCapability) -> float:
    return part.score or 0.0
