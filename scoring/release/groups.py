"""What a release shows of single groups: participation, views of capabilities, gaps."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from scoring.release.crowds import Crowds
from scoring.release.parts import ReleasedCell, ReleasedGap, ReleasedGroup
from scoring.release.suppression import hidden_groups
from scoring.scorecard import CapabilityScore, GapPair, GroupResponse, Scorecard


def release_response(card: Scorecard, crowds: Crowds) -> tuple[ReleasedGroup, ...]:
    """Show counts of groups of at least k people; of others only that they are fewer.

    A group that has fewer people than k is never shown, however many ballots it has.
    """
    return tuple(_group(group, crowds) for group in card.response)


def release_cells(
    card: Scorecard, hidden: Collection[str], crowds: Crowds
) -> tuple[ReleasedCell, ...]:
    """Show groups' means of capabilities, unless few stand behind one or a total betrays it.

    `hidden` are capabilities that are not shown themselves; neither are their cells.
    """
    return tuple(
        cell for part in card.capabilities for cell in _cells(part, part.code in hidden, crowds)
    )


def release_gaps(card: Scorecard, cells: Iterable[ReleasedCell], k: int) -> tuple[ReleasedGap, ...]:
    """Show gaps between the sides where every group in both may be shown.

    These groups have at least k people each, so n of a side, though it counts ballots,
    reaches k only where k people stand behind it.
    """
    shown = {(cell.capability, cell.group) for cell in cells if cell.n is not None}
    gaps = []
    for gap in card.gaps:
        if gap.pair is not GapPair.SIDES or min(gap.n_first, gap.n_second) < k:
            continue
        groups = gap.first_groups + gap.second_groups
        if all((gap.capability, group) in shown for group in groups):
            difference = gap.difference.value
            gaps.append(ReleasedGap(gap.capability, gap.second, gap.first, difference))
    return tuple(gaps)


def _group(group: GroupResponse, crowds: Crowds) -> ReleasedGroup:
    if crowds.people(group.group, group.n) < crowds.k:
        return ReleasedGroup(group.group, None, None, None, crowds.k, group.met)
    # More answers than people were counted is the consultant's business, not a share.
    share = None if group.share is None else min(group.share, 1.0)
    return ReleasedGroup(group.group, group.n, group.headcount, share, None, group.met)


def _cells(part: CapabilityScore, is_hidden: bool, crowds: Crowds) -> list[ReleasedCell]:
    people = {cell.group: crowds.people(cell.group, cell.n) for cell in part.groups}
    contributors = {cell.group: people[cell.group] for cell in part.groups if cell.weight > 0}
    hidden = hidden_groups(contributors, crowds.k)
    cells = []
    for cell in part.groups:
        shown = not is_hidden and people[cell.group] >= crowds.k and cell.group not in hidden
        mean, n = (cell.mean, cell.n) if shown else (None, None)
        cells.append(ReleasedCell(part.code, cell.group, mean, n))
    return cells
