"""Rules that hold between parts of a framework file."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.framework.model import (
    CLIENT_TYPES,
    Dimension,
    Group,
    Item,
    Side,
    client_is_exempt,
)
from scoring.framework.problems import Problems
from scoring.framework.rules import ScoringRules


def check_item_codes(dimensions: tuple[Dimension, ...], problems: Problems) -> None:
    """Note every item code used twice."""
    first: set[str] = set()
    for path, item in _items_with_paths(dimensions):
        if item.code and item.code in first:
            problems.note(f"{path}.code", "a code used once", item.code)
        first.add(item.code)


def check_sides(
    dimensions: tuple[Dimension, ...], groups: tuple[Group, ...], problems: Problems
) -> None:
    """Note groups without a side, and a missing side, where a dimension compares sides."""
    sides = {group.code: group.side for group in groups}
    for position, dimension in enumerate(dimensions):
        if dimension.sides is None:
            continue
        asked = {
            group
            for part in dimension.capabilities
            for item in part.items
            if item.is_perception
            for group in item.groups
        }
        for number, group in enumerate(groups):
            if group.code in asked and group.side is None:
                words = f"a side, because dimension {dimension.code} compares sides"
                problems.note(f"groups[{number}].side", words, None)
        missing = set(Side) - {sides[code] for code in asked if code in sides}
        for side in sorted(missing):
            words = f"a scored item answered by the {side} side"
            problems.note(f"dimensions[{position}].sides.{side}", words, None)


def check_reachable(
    dimensions: tuple[Dimension, ...], scoring: ScoringRules, problems: Problems
) -> None:
    """Note a minimum of capabilities that some dimension can never reach."""
    for dimension in dimensions:
        for client_type in CLIENT_TYPES:
            count = sum(
                not client_is_exempt(part.not_applicable_for, client_type)
                for part in dimension.capabilities
            )
            if count < scoring.dimension_capabilities:
                words = f"at most {count}, the capabilities in {dimension.code} for {client_type}"
                found = scoring.dimension_capabilities
                problems.note("scoring.dimension_capabilities", words, found)
                break


def _items_with_paths(dimensions: tuple[Dimension, ...]) -> Iterator[tuple[str, Item]]:
    for first, dimension in enumerate(dimensions):
        for second, part in enumerate(dimension.capabilities):
            for third, item in enumerate(part.items):
                yield f"dimensions[{first}].capabilities[{second}].items[{third}]", item
