"""Loading a framework version from its YAML file."""

from __future__ import annotations

from pathlib import Path

from scoring.framework.plain import plain_data, text_of
from scoring.framework.read_framework import read_framework
from scoring.framework.version import Framework


def load(path: str | Path) -> Framework:
    """Read and validate a framework file.

    Parameters
    ----------
    path
        A UTF-8 YAML file of schema 1, at most 2 MB.

    Returns
    -------
    Framework

    Raises
    ------
    FrameworkError
        With every problem: file, path inside the file, what is expected, what was found.
    """
    return parse(text_of(Path(path)), str(path))


def parse(text: str, source: str = "text") -> Framework:
    """Read and validate the text of a framework file; see `load`."""
    return read_framework(plain_data(text, source), source)
