"""The preparation: static files are collected when, and only when, one has changed."""

import pytest
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
