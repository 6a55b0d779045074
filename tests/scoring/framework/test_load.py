"""A framework is read from its file; what is no such file is refused with a reason."""

from pathlib import Path

import pytest

from scoring.framework import FrameworkError, Problem, load
from tests.scoring.conftest import FRAMEWORKS


def test_a_file_is_read_from_its_path(tmp_path: Path):
    path = tmp_path / "own.yaml"
    path.write_text((FRAMEWORKS / "small.yaml").read_text())
    assert load(path) == load(str(path))
    path.write_text("﻿" + (FRAMEWORKS / "small.yaml").read_text(), encoding="utf-8")
    assert load(path).slug == "small"


@pytest.mark.parametrize(
    ("content", "path", "expected", "found"),
    [
        (None, "", "a readable file", "No such file or directory"),
        (b"\xff\xfe", "byte 1", "UTF-8 text", "other bytes"),
        (b"", "", "a mapping", "nothing"),
        (b"# only a remark\n", "", "a mapping", "nothing"),
        (b"- 1\n- 2\n", "", "a mapping", "a list of 2"),
        (b"just words", "", "a mapping", '"just words"'),
        (b"x" * 2_000_001, "", "at most 2 MB of text", "more"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, content, path, expected, found):
    file = tmp_path / "odd.yaml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FrameworkError) as raised:
        load(file)
    assert raised.value.problems == (Problem(str(file), path, expected, found),)


def test_a_directory_is_no_file(tmp_path: Path):
    with pytest.raises(FrameworkError, match="a readable file"):
        load(tmp_path)
