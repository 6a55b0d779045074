"""The preparation: static files are collected on change only, and a removed demo stays away."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as product
from django.contrib.staticfiles.finders import get_finder

from crm_readiness.prepare import collect_static


@pytest.fixture
def style(settings, tmp_path):
    """A single static file, and folders of the test's own."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "style.css").write_text("a {}")
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.STATIC_ROOT = settings.DATA_DIR / "static"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    get_finder.cache_clear()
    yield source / "style.css"
    get_finder.cache_clear()


def test_the_first_time_collects(style, settings):
    assert collect_static() is True
    assert (settings.STATIC_ROOT / "style.css").read_text() == "a {}"


def test_unchanged_files_are_left_alone(style):
    collect_static()
    assert collect_static() is False


def test_a_changed_file_is_collected_again(style, settings):
    collect_static()
    style.write_text("b {} c {}")
    get_finder.cache_clear()
    assert collect_static() is True
    assert (settings.STATIC_ROOT / "style.css").read_text() == "b {} c {}"


def test_a_removed_file_is_removed(style, settings):
    collect_static()
    style.with_name("other.css").write_text("d {}")
    style.unlink()
    get_finder.cache_clear()
    assert collect_static() is True
    assert [path.name for path in settings.STATIC_ROOT.iterdir()] == ["other.css"]


def test_lost_files_are_collected_again(style, settings):
    collect_static()
    (settings.STATIC_ROOT / "style.css").unlink()
    settings.STATIC_ROOT.rmdir()
    assert collect_static() is True


def ran(folder, *command: str) -> str:
    """Run Python as an operator would, with a data folder of its own; return what it printed."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=product.BASE_DIR,
        env={
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "DATA_DIR": str(folder),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_a_removed_demo_stays_away_until_it_is_loaded_by_hand(tmp_path):
    prepare = ("-m", "crm_readiness.prepare")
    assert "owner@example.com" in ran(tmp_path, *prepare)
    assert "1 × workspace" in ran(tmp_path, "manage.py", "remove_demo")
    assert ran(tmp_path, *prepare) == ""
    assert "Loaded the demo" in ran(tmp_path, "manage.py", "load_demo")
    assert "owner@example.com" in ran(tmp_path, *prepare)


def test_a_reader_that_leaves_early_is_no_error(tmp_path):
    """As in `manage.py remove_demo | head -0`: the pipe is closed before anything is written."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "manage.py", "help"],
        cwd=product.BASE_DIR,
        env=os.environ | {"DATA_DIR": str(tmp_path)},
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.stderr, done.returncode) == ("", 1)
