"""JSON Schema of dataclasses, by their annotations: the counterpart of `json_form`."""

from __future__ import annotations

import dataclasses
import types
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number"}

Schema = dict[str, Any]


def schema_of(kind: type, version: int) -> Schema:
    """Return the JSON Schema of what `to_plain` makes of a dataclass, with its `schema` field.

    Every dataclass inside is described once, under its name; so is every enumeration. The
    first paragraph of a docstring becomes the description.
    """
    found: dict[str, Schema] = {}
    _describe(kind, found)
    top = found.pop(kind.__name__)
    top["properties"] = {"schema": {"const": version}, **top["properties"]}
    top["required"] = ["schema", *top["required"]]
    return {"$schema": DIALECT, "title": kind.__name__, **top, "$defs": dict(sorted(found.items()))}


def _describe(kind: Any, found: dict[str, Schema]) -> Schema:
    """Return the schema of a type; named types are put into `found` and referred to."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = next(part for part in get_args(kind) if part is not type(None))
        return {"anyOf": [_describe(inner, found), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _describe(get_args(kind)[0], found)}
    if kind in PLAIN:
        return {"type": PLAIN[kind]}
    if kind.__name__ not in found:
        found[kind.__name__] = {}
        found[kind.__name__].update(_named(kind, found))
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _named(kind: Any, found: dict[str, Schema]) -> Schema:
    description = (kind.__doc__ or "").strip().split("\n\n")[0]
    if issubclass(kind, Enum):
        return {"description": description, "enum": [member.value for member in kind]}
    hints = get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    return {
        "description": " ".join(description.split()),
        "type": "object",
        "properties": {name: _describe(hints[name], found) for name in names},
        "required": names,
        "additionalProperties": False,
    }
