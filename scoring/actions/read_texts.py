"""Reading the texts of a library in another language; what is missing stays as it is."""

from __future__ import annotations

from dataclasses import replace

from scoring.actions.model import Action, ActionLibrary
from scoring.actions.read_actions import read_heading
from scoring.framework.problems import Problems
from scoring.framework.table import Table
from scoring.framework.version import Framework


def read_texts(
    spec: object, source: str, framework: Framework, library: ActionLibrary
) -> ActionLibrary:
    """Return the library with the texts of plain data in place of its own.

    Raises
    ------
    FrameworkError
        With every problem found; a text for what the library does not have is one.
    """
    problems = Problems(source)
    top = Table(spec, "", problems)
    language = read_heading(top, framework)
    table = top.table("actions")
    actions = dict(library.actions)
    for capability in dict.fromkeys(code for code, _band in library.actions):
        if table.has(capability):
            actions |= _read_capability(table.table(capability), capability, library)
    table.finish()
    top.finish()
    problems.raise_if_any()
    return replace(library, language=language, actions=actions)


def _read_capability(
    table: Table, capability: str, library: ActionLibrary
) -> dict[tuple[str, str], Action]:
    found = {}
    for band in library.bands:
        if table.has(band.code):
            action = library.actions[capability, band.code]
            found[capability, band.code] = _read_action(table.table(band.code), action)
    table.finish()
    return found


def _read_action(table: Table, action: Action) -> Action:
    texts = replace(
        action,
        what=table.text("what", default=action.what),
        role=table.text("role", default=action.role),
        proof=table.text("proof", default=action.proof),
    )
    table.finish()
    return texts
