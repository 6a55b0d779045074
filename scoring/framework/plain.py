"""YAML text into plain data, refusing what a framework file never needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from scoring.framework.problems import FrameworkError, Problem, Problems

LARGEST_FILE = 2_000_000
DEEPEST = 20
SCALARS = {
    "tag:yaml.org,2002:" + name for name in ("null", "bool", "int", "float", "str", "timestamp")
}
# libyaml where PyYAML was built with it: ten times faster, the same rules.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain_file(path: Path) -> object:
    """Return the one document of a UTF-8 file; see `plain_data`.

    Raises
    ------
    FrameworkError
        For a file that cannot be read, and as `plain_data` does.
    """
    return plain_data(text_of(path), str(path))


def text_of(path: Path) -> str:
    """Return the text of a UTF-8 file; a FrameworkError says why it cannot be read."""
    source = str(path)
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1).decode("utf-8-sig")
    except OSError as error:
        found = error.strerror or type(error).__name__
        raise FrameworkError([Problem(source, "", "a readable file", found)]) from error
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1}"
        raise FrameworkError([Problem(source, place, "UTF-8 text", "other bytes")]) from error


def plain_data(text: str, source: str) -> object:
    """Return the one document in `text` as dicts, lists and scalars.

    Raises
    ------
    FrameworkError
        For text over 2 MB, broken syntax (with line and column), aliases, tags, more
        than one document, deep nesting, keys that are not text, keys given twice.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_FILE:
        raise FrameworkError([Problem(source, "", "at most 2 MB of text", "more")])
    problems = Problems(source)
    try:
        _refuse_aliases_and_depth(text, source)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            data = None if node is None else _value(loader, node, "", problems)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise FrameworkError([_syntax_problem(error, source)]) from error
    problems.raise_if_any()
    return data


def _refuse_aliases_and_depth(text: str, source: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise FrameworkError(
                [Problem(source, _place(event.start_mark), "values written out", "a YAML alias")]
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise FrameworkError(
                [
                    Problem(
                        source,
                        _place(event.start_mark),
                        f"at most {DEEPEST} levels of nesting",
                        "more",
                    )
                ]
            )


def _value(loader: Any, node: yaml.Node, path: str, problems: Problems) -> object:
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, path, problems)
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(loader, child, f"{path}[{position}]", problems)
            for position, child in enumerate(node.value)
        ]
    if node.tag not in SCALARS:
        problems.note_words(path, "plain text or a number", f"the tag {node.tag}")
        return None
    if node.tag.endswith(":timestamp"):
        return node.value
    try:
        value: object = loader.construct_object(node)
    except (ValueError, KeyError):
        problems.note(path, "plain text or a number", str(node.value))
        return None
    return value


def _mapping(
    loader: Any, node: yaml.MappingNode, path: str, problems: Problems
) -> dict[str, object]:
    values: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if key_node.tag != "tag:yaml.org,2002:str":
            problems.note_words(
                path, "keys that are text", f"a key in {_place(key_node.start_mark)}"
            )
            continue
        inner = f"{path}.{key}" if path else key
        if key in values:
            again = f"a second one in {_place(key_node.start_mark)}"
            problems.note_words(inner, "each key once", again)
            continue
        values[key] = _value(loader, value_node, inner, problems)
    return values


def _syntax_problem(error: yaml.YAMLError, source: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    words = getattr(error, "problem", None) or getattr(error, "reason", None) or "broken syntax"
    return Problem(source, _place(mark) if mark else "", "YAML", str(words))


def _place(mark: Any) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}"
