"""What the capabilities say: the lowest and highest, and a table of every group's view."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.story.numbers import MATERIAL, distance, level
from reports.wording import Wording
from scoring.release import Release
from scoring.release.parts import ReleasedCapability, ReleasedCell

FURTHEST = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A group's view: `mean` is None where it is hidden; not asked cells have no marks."""

    mean: str | None
    n: int | None
    is_asked: bool


@dataclass(frozen=True, slots=True)
class CapabilityLine:
    """A capability with all groups' views."""

    title: str
    score: str | None
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CapabilityTable:
    """The capabilities of one dimension."""

    title: str
    lines: tuple[CapabilityLine, ...]


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


def group_names(release: Release, wording: Wording) -> tuple[str, ...]:
    """The columns of the table and the figure, in the same order."""
    return tuple(wording.group(code) for code in group_codes(release, wording))


def capability_tables(release: Release, wording: Wording) -> tuple[CapabilityTable, ...]:
    """Every capability that applies, by dimension, with every group's view."""
    cells = {(cell.capability, cell.group): cell for cell in release.cells}
    columns = group_codes(release, wording)

    def line(part: ReleasedCapability) -> CapabilityLine:
        views = []
        for group in columns:
            cell = cells.get((part.code, group))
            views.append(
                Cell(
                    mean=None if cell is None else said_of(cell),
                    n=None if cell is None else cell.n,
                    is_asked=wording.is_asked(group, part.code),
                )
            )
        score = None if part.score is None else level(part.score)
        return CapabilityLine(wording.capability(part.code), score, cap_note(part), tuple(views))

    return tuple(
        CapabilityTable(
            wording.dimension(dimension.code),
            tuple(
                line(part)
                for part in release.capabilities
                if part.dimension == dimension.code and part.applies
            ),
        )
        for dimension in release.dimensions
    )


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
