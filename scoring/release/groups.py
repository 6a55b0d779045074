"""What a release shows of single groups: participation, views of capabilities, gaps."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.release import numbers
from scoring.release.coarse import (
    FEWEST_ALIKE,
    level_near,
    limits,
    one_decimal,
    percent,
    say_the_same,
)
from scoring.release.crowds import Crowds
from scoring.release.parts import (
    ReleasedCell,
    ReleasedGap,
    ReleasedGroup,
    ReleasedHierarchyGap,
)
from scoring.release.shown import Shown
from scoring.scorecard import CapabilityGroup, Gap, GapPair, GroupResponse, Scorecard


def release_response(card: Scorecard, crowds: Crowds) -> tuple[ReleasedGroup, ...]:
    """Show counts of groups of at least k people; of others only that they are fewer.

    A group that has fewer people than k is never shown, however many ballots it has.
    """
    return tuple(_group(group, crowds) for group in card.response)


def release_cells(card: Scorecard, shown: Shown) -> tuple[ReleasedCell, ...]:
    """Show groups' means of capabilities; a level only where few people said the same."""
    return tuple(
        _cell(card, part.code, view)
        if numbers.cell(part.code, view.group) in shown
        else ReleasedCell(part.code, view.group, None, None)
        for part in card.capabilities
        for view in part.groups
    )


def release_gaps(card: Scorecard, shown: Shown) -> tuple[ReleasedGap, ...]:
    """Show gaps between the sides."""
    return tuple(
        ReleasedGap(
            capability=gap.capability,
            business=one_decimal(gap.second),
            it=one_decimal(gap.first),
            gap=_distance(gap),
            interval=limits(gap.difference),
            label=gap.label,
        )
        for gap in _open_gaps(card, shown, GapPair.SIDES)
    )


def release_hierarchy_gaps(card: Scorecard, shown: Shown) -> tuple[ReleasedHierarchyGap, ...]:
    """Show gaps between those above and those below."""
    return tuple(
        ReleasedHierarchyGap(
            capability=gap.capability,
            upper_groups=gap.first_groups,
            lower_groups=gap.second_groups,
            upper=one_decimal(gap.first),
            lower=one_decimal(gap.second),
            gap=_distance(gap),
            interval=limits(gap.difference),
            label=gap.label,
            is_discussed=gap.is_discussed,
        )
        for gap in _open_gaps(card, shown, GapPair.HIERARCHY)
    )


def _open_gaps(card: Scorecard, shown: Shown, pair: GapPair) -> Iterator[Gap]:
    return (gap for gap in card.gaps if gap.pair is pair and shown.has_gap(gap))


def _distance(gap: Gap) -> float:
    """Return first minus second as they are shown, so that a reader finds the same."""
    return one_decimal(one_decimal(gap.first) - one_decimal(gap.second))


def _group(group: GroupResponse, crowds: Crowds) -> ReleasedGroup:
    if crowds.people(group.group, group.n) < crowds.k:
        return ReleasedGroup(group.group, None, None, None, crowds.k, group.met)
    # More answers than people were counted is the consultant's business, not a share.
    share = None if group.share is None else percent(min(group.share, 1.0))
    return ReleasedGroup(group.group, group.n, group.headcount, share, None, group.met)


def _cell(card: Scorecard, capability: str, view: CapabilityGroup) -> ReleasedCell:
    said = [
        cell
        for item in card.items
        if item.capability == capability
        for cell in item.groups
        if cell.group == view.group and cell.n
    ]
    if view.mean is not None and view.n < FEWEST_ALIKE and say_the_same(said):
        return ReleasedCell(capability, view.group, None, view.n, about=level_near(view.mean))
    agreement = view.agreement
    return ReleasedCell(
        capability=capability,
        group=view.group,
        mean=one_decimal(view.mean),
        n=view.n,
        interval=limits(view.interval),
        agreement=None if agreement is None else agreement.label,
    )
