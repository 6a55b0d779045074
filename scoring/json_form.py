"""Frozen dataclasses to plain JSON types and back, by their annotations."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Result = TypeVar("Result")


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
    return cast("Result", _build(kind, plain, kind.__name__))


def _build(kind: Any, plain: Any, path: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _build_union(kind, plain, path)
    if origin is tuple:
        if not isinstance(plain, list):
            raise ValueError(f"{path} must be a list")
        inner = get_args(kind)[0]
        return tuple(_build(inner, part, f"{path}[{n}]") for n, part in enumerate(plain))
    if dataclasses.is_dataclass(kind):
        return _build_dataclass(kind, plain, path)
    if issubclass(kind, Enum):
        return kind(plain)
    if kind is float and type(plain) is int:
        return float(plain)
    if type(plain) is not kind:
        raise ValueError(f"{path} must be {kind.__name__}, not {type(plain).__name__}")
    return plain


def _build_union(kind: Any, plain: Any, path: str) -> Any:
    if plain is None:
        return None
    inner = next(part for part in get_args(kind) if part is not type(None))
    return _build(inner, plain, path)


def _build_dataclass(kind: Any, plain: Any, path: str) -> Any:
    if not isinstance(plain, Mapping):
        raise ValueError(f"{path} must be a mapping")  # noqa: TRY004 - one error for any misfit
    hints = _hints(kind)
    odd = (set(plain) - set(hints)) | (_required(kind) - set(plain))
    if odd:
        raise ValueError(f"{path} lacks or has too much: {', '.join(sorted(odd))}")
    return kind(**{name: _build(hints[name], plain[name], f"{path}.{name}") for name in plain})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _required(kind: Any) -> frozenset[str]:
    fields = dataclasses.fields(kind)
    return frozenset(field.name for field in fields if field.default is dataclasses.MISSING)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
