"""Loading a framework version from its YAML file."""

from __future__ import annotations

from pathlib import Path

from scoring.framework.plain import LARGEST_FILE, plain_data
from scoring.framework.problems import FrameworkError, Problem
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
    source = str(path)
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        found = error.strerror or type(error).__name__
        raise FrameworkError([Problem(source, "", "a readable file", found)]) from error
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1}"
        raise FrameworkError([Problem(source, place, "UTF-8 text", "other bytes")]) from error
    return parse(text, source)


def parse(text: str, source: str = "text") -> Framework:
    """Read and validate the text of a framework file; see `load`."""
    return read_framework(plain_data(text, source), source)
