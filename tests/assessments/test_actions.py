"""The library of actions reaches the product from its file, in the language asked for."""

from dataclasses import replace

import pytest
import yaml

from assessments import framework_files
from assessments.selectors.actions import actions_for
from scoring.framework import load


@pytest.fixture(scope="module")
def framework():
    return load(framework_files.BUILT_IN / "crm-readiness-2.yaml")


@pytest.fixture(autouse=True)
def _nothing_in_memory():
    actions_for.cache_clear()
    yield
    actions_for.cache_clear()


def test_the_library_is_read_once(framework):
    library = actions_for(framework, "en")
    assert library is not None
    assert library.language == "en"
    assert actions_for(framework, "en") is library


def test_a_framework_without_a_library_has_none(framework):
    assert actions_for(replace(framework, slug="own"), "en") is None
    assert actions_for(replace(framework, version=99), "en") is None


def test_a_language_without_texts_reads_english(framework):
    library = actions_for(framework, "en")
    assert actions_for(framework, "xx") == library


def test_texts_of_a_language_are_taken(framework, tmp_path, monkeypatch):
    texts = {
        "schema": 1,
        "framework": framework.slug,
        "version": framework.version,
        "language": "xx",
        "actions": {"S1": {"start": {"what": "Ha!"}}},
    }
    (tmp_path / "crm-readiness-2.actions.xx.yaml").write_text(yaml.safe_dump(texts))
    english = framework_files.actions_file(framework.slug, framework.version)
    (tmp_path / english.name).write_text(english.read_text())
    monkeypatch.setattr(framework_files, "BUILT_IN", tmp_path)
    library = actions_for(framework, "xx-at")
    assert library is not None
    assert library.actions["S1", "start"].what == "Ha!"
    assert library.actions["S1", "spread"].what.startswith("Add a target")


def test_only_frameworks_are_loaded_as_frameworks():
    names = [file.name for file in framework_files.framework_files()]
    assert names == ["crm-readiness-2.yaml"]
