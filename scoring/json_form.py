"""Frozen dataclasses to plain JSON types and back, by their annotations."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Result = TypeVar("Result")
# Takes a plain value and where it stands, for the error.
Reader = Callable[[Any, str], Any]


def to_plain(value: Any) -> Any:
    """Turn dataclasses, enumerations and tuples into dicts, texts and lists."""
    kind: Any = type(value)
    if hasattr(kind, "__dataclass_fields__"):
        return {name: to_plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, tuple | list):
        return [to_plain(part) for part in value]
    return value.value if isinstance(value, Enum) else value


def from_plain(kind: type[Result], plain: object) -> Result:
    """Rebuild a dataclass from its plain form; only fields with a default may be absent.

    Raises
    ------
    ValueError
        If the plain form does not fit the annotations.
    """
    read: Reader = _reader(cast("Any", kind))
    return cast("Result", read(plain, kind.__name__))


@cache
def _reader(kind: Any) -> Reader:
    """Return what rebuilds a kind: a release has thousands of values of a few kinds."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(next(part for part in get_args(kind) if part is not type(None)))
    if origin is tuple:
        return _sequence(get_args(kind)[0])
    if dataclasses.is_dataclass(kind):
        return partial(_read_dataclass, kind)
    if issubclass(kind, Enum):
        return lambda plain, _path: kind(plain)
    return partial(_read_scalar, kind)


def _optional(kind: Any) -> Reader:
    read = _reader(kind)
    return lambda plain, path: None if plain is None else read(plain, path)


def _sequence(kind: Any) -> Reader:
    read = _reader(kind)

    def read_all(plain: Any, path: str) -> Any:
        if not isinstance(plain, list):
            raise ValueError(f"{path} must be a list")  # noqa: TRY004 - one error for any misfit
        return tuple([read(part, f"{path}[{n}]") for n, part in enumerate(plain)])

    return read_all


def _read_scalar(kind: Any, plain: Any, path: str) -> Any:
    if type(plain) is kind:
        return plain
    if kind is float and type(plain) is int:
        return float(plain)
    raise ValueError(f"{path} must be {kind.__name__}, not {type(plain).__name__}")


def _read_dataclass(kind: Any, plain: Any, path: str) -> Any:
    if not isinstance(plain, Mapping):
        raise ValueError(f"{path} must be a mapping")  # noqa: TRY004 - one error for any misfit
    readers, required = _readers(kind), _required(kind)
    if not required <= plain.keys() <= readers.keys():
        odd = (plain.keys() - readers.keys()) | (required - plain.keys())
        raise ValueError(f"{path} lacks or has too much: {', '.join(sorted(odd))}")
    return kind(**{name: readers[name](part, f"{path}.{name}") for name, part in plain.items()})


@cache
def _readers(kind: Any) -> dict[str, Reader]:
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


@cache
def _required(kind: Any) -> frozenset[str]:
    fields = dataclasses.fields(kind)
    return frozenset(field.name for field in fields if field.default is dataclasses.MISSING)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
