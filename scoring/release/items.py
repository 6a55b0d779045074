"""What a release shows of single items: over all groups, and of each group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.release import numbers
from scoring.release.coarse import (
    FEWEST_ALIKE,
    FEWEST_COUNTED,
    level_near,
    limits,
    one_decimal,
    percent,
    say_the_same,
)
from scoring.release.live import Seen, may_be_counted_out
from scoring.release.parts import ReleasedItem, ReleasedItemCell
from scoring.release.shown import Shown
from scoring.scorecard import ItemGroup, ItemScore, Scorecard

# What rooms have seen, by item and group.
SeenInRooms = Mapping[tuple[str, str], Sequence[Seen]]


def release_items(
    card: Scorecard, shown: Shown, k: int, in_rooms: SeenInRooms
) -> tuple[ReleasedItem, ...]:
    """Show items that apply; facts are known, they rest on nobody's answers."""
    return tuple(_item(item, shown, k, in_rooms) for item in card.items if item.applies)


def _item(item: ItemScore, shown: Shown, k: int, in_rooms: SeenInRooms) -> ReleasedItem:
    is_open = item.is_fact or numbers.item(item.code) in shown
    agreement = item.agreement if is_open else None
    return ReleasedItem(
        code=item.code,
        capability=item.capability,
        is_fact=item.is_fact,
        weight=item.weight,
        score=one_decimal(item.score) if is_open else None,
        interval=limits(item.interval) if is_open and not item.is_fact else None,
        agreement=None if agreement is None else agreement.label,
        cells=tuple(
            _cell(cell, k, in_rooms.get((item.code, cell.group), ()))
            if numbers.item_cell(item.code, cell.group) in shown
            else ReleasedItemCell(cell.group, None, None, None, (), None, None)
            for cell in item.groups
        ),
    )


def _cell(cell: ItemGroup, k: int, seen: Sequence[Seen]) -> ReleasedItemCell:
    if cell.mean is None:
        return ReleasedItemCell(cell.group, None, None, None, (), None, None)
    is_counted = cell.n >= FEWEST_COUNTED and may_be_counted_out(cell.counts, k, seen)
    is_coarse = not is_counted or (cell.n < FEWEST_ALIKE and say_the_same([cell]))
    has_stands = cell.stands >= FEWEST_COUNTED and not is_coarse
    return ReleasedItemCell(
        group=cell.group,
        mean=None if is_coarse else one_decimal(cell.mean),
        about=level_near(cell.mean) if is_coarse else None,
        n=cell.n,
        counts=() if is_coarse else cell.counts,
        dont_know_share=percent(cell.dont_know_share) if has_stands else None,
        agreement=None if is_coarse or cell.agreement is None else cell.agreement.label,
    )
