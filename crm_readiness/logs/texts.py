"""The text of a log line: what stands in the source, with numbers and names of classes.

A message is put together from a text in the source and values from outside. The text is ours,
or that of a library; a value may be a token, an address or an answer. So a value is written only
where its type rules that out, and a text that arrives put together already is left out.
"""

import ast
import logging
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from numbers import Number
from pathlib import Path
from typing import Any
from uuid import UUID

from celery import current_app

LEFT_OUT = "…"
MOST_FILES = 256


def text_of(record: logging.LogRecord) -> str:
    """Return the message of a record without anything that may have come from a person."""
    template = record.msg
    if isinstance(template, BaseException):
        return class_name(template)
    if not isinstance(template, str):
        return _left_out(record)
    if not record.args:
        return template if template in texts_in(record.pathname) else _left_out(record)
    try:
        return template % _shown_arguments(record)
    except (TypeError, ValueError, KeyError):
        return template  # it asks for a number and was given something else


def class_name(error: BaseException) -> str:
    """Return the name of an error's class with its module."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else _full_name(kind)


@lru_cache(maxsize=MOST_FILES)
def texts_in(source_file: str) -> frozenset[str]:
    """Return every text that is written out in a source file."""
    try:
        tree = ast.parse(Path(source_file).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return frozenset()
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return frozenset(each for each in constants if isinstance(each, str))


def _left_out(record: logging.LogRecord) -> str:
    return f"(left out: a text put together in {record.filename}, line {record.lineno})"


def _shown_arguments(record: logging.LogRecord) -> Any:
    if isinstance(record.args, Mapping):
        return {name: _shown(value, record.name) for name, value in record.args.items()}
    return tuple(_shown(value, record.name) for value in record.args or ())


def _shown(value: object, logger: str) -> object:
    if isinstance(value, Enum):
        return value.name
    if value is None or isinstance(value, Number | UUID):
        return value
    if isinstance(value, BaseException):
        return class_name(value)
    if isinstance(value, type):
        return _full_name(value)
    if isinstance(value, str) and (_is_id(value) or _is_task(value, logger)):
        return value
    return LEFT_OUT


def _is_id(text: str) -> bool:
    """Tell whether a text is a UUID as Celery writes them; no token has that form."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _is_task(text: str, logger: str) -> bool:
    return logger.startswith("celery") and text in current_app.tasks


def _full_name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"
