"""Reading a group of named numbers, each with a default and with bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, replace
from typing import Any, ClassVar, Protocol, TypeVar

from scoring.framework.table import Table

Bounds = Mapping[str, tuple[float, float]]


class Dataclass(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Rules = TypeVar("Rules", bound=Dataclass)


def read_numbers(table: Table, defaults: Rules, bounds: Bounds) -> Rules:
    """Return `defaults` with the numbers that `table` gives instead.

    A number whose default is whole must be whole.
    """
    numbers: dict[str, Any] = {}
    for name, (low, high) in bounds.items():
        default = getattr(defaults, name)
        if isinstance(default, int):
            numbers[name] = table.whole(name, int(low), int(high), default)
        else:
            numbers[name] = table.number(name, low, high, default)
    return replace(defaults, **numbers)
