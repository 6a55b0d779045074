"""What a release shows of single groups: participation, views of capabilities, gaps."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from scoring.released import ReleasedCell, ReleasedGap, ReleasedGroup
from scoring.scorecard import CapabilityScore, GroupResponse, Scorecard
from scoring.suppression import hidden_groups


def release_response(card: Scorecard, k: int) -> tuple[ReleasedGroup, ...]:
    """Show counts of groups of at least k people; of others only that they are fewer."""
    return tuple(_group(group, k) for group in card.response)


def release_cells(card: Scorecard, hidden: Collection[str], k: int) -> tuple[ReleasedCell, ...]:
    """Show groups' means of capabilities, unless few stand behind one or a total betrays it.

    `hidden` are capabilities that are not shown themselves; neither are their cells.
    """
    return tuple(
        cell for part in card.capabilities for cell in _cells(part, part.code in hidden, k)
    )


def release_gaps(card: Scorecard, cells: Iterable[ReleasedCell], k: int) -> tuple[ReleasedGap, ...]:
    """Show gaps between the sides where every group in both may be shown."""
    shown = {(cell.capability, cell.group) for cell in cells if cell.n is not None}
    gaps = []
    for part in card.capabilities:
        sides = part.sides
        if sides is None or min(sides.n_business, sides.n_it) < k:
            continue
        groups = sides.business_groups + sides.it_groups
        if all((part.code, group) in shown for group in groups):
            gaps.append(ReleasedGap(part.code, sides.business, sides.it, sides.gap))
    return tuple(gaps)


def _group(group: GroupResponse, k: int) -> ReleasedGroup:
    if group.n < k:
        return ReleasedGroup(group.group, None, None, None, k, group.met)
    return ReleasedGroup(group.group, group.n, group.headcount, group.share, None, group.met)


def _cells(part: CapabilityScore, is_hidden: bool, k: int) -> list[ReleasedCell]:
    contributors = {cell.group: cell.n for cell in part.groups if cell.weight > 0}
    hidden = hidden_groups(contributors, k)
    cells = []
    for cell in part.groups:
        shown = not is_hidden and cell.n >= k and cell.group not in hidden
        mean, n = (cell.mean, cell.n) if shown else (None, None)
        cells.append(ReleasedCell(part.code, cell.group, mean, n))
    return cells
