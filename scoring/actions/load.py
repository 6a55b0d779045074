"""Loading a library of actions and its texts from their YAML files."""

from __future__ import annotations

from pathlib import Path

from scoring.actions.model import ActionLibrary
from scoring.actions.read_actions import read_actions
from scoring.actions.read_texts import read_texts
from scoring.framework.plain import plain_file
from scoring.framework.version import Framework


def load_actions(path: Path, framework: Framework) -> ActionLibrary:
    """Read and validate the library of actions for a framework.

    Parameters
    ----------
    path
        A UTF-8 YAML file of schema 1, at most 2 MB.
    framework
        The version the file is for: every capability of it has an action in every band.

    Raises
    ------
    FrameworkError
        With every problem: file, path inside the file, what is expected, what was found.
    """
    return read_actions(plain_file(path), str(path), framework)


def with_texts(path: Path, framework: Framework, library: ActionLibrary) -> ActionLibrary:
    """Return a library in the language of a file of texts; see `load_actions`.

    The file has the structure of the library and nothing but its texts (`what`, `role`,
    `proof`). A text it leaves out stays as it is in the library.
    """
    return read_texts(plain_file(path), str(path), framework, library)
