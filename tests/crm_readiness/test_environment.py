"""The readers of environment variables: blanks, words for yes and no, wrong input."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from crm_readiness import environment


@pytest.mark.parametrize(
    ("value", "expected"), [("postgres://x", "postgres://x"), ("  x ", "x"), ("", "d"), (None, "d")]
)
def test_text(monkeypatch, value, expected):
    _set(monkeypatch, value)
    assert environment.text("VARIABLE", "d") == expected


@pytest.mark.parametrize("value", ["1", "true", "YES", " on "])
def test_flag_yes(monkeypatch, value):
    _set(monkeypatch, value)
    assert environment.flag("VARIABLE", default=False) is True


@pytest.mark.parametrize("value", ["0", "False", "no", "off", "", "  "])
def test_flag_no(monkeypatch, value):
    _set(monkeypatch, value)
    assert environment.flag("VARIABLE", default=True) is False


@pytest.mark.parametrize("default", [True, False])
def test_flag_default(monkeypatch, default):
    _set(monkeypatch, None)
    assert environment.flag("VARIABLE", default=default) is default


def test_flag_refuses_other_words(monkeypatch):
    _set(monkeypatch, "perhaps")
    with pytest.raises(ImproperlyConfigured, match="VARIABLE is 'perhaps'; expected yes or no"):
        environment.flag("VARIABLE", default=False)


@pytest.mark.parametrize(("value", "expected"), [("12", 12), (" 7 ", 7), ("", 5), (None, 5)])
def test_number(monkeypatch, value, expected):
    _set(monkeypatch, value)
    assert environment.number("VARIABLE", 5) == expected


@pytest.mark.parametrize("value", ["many", "1.5", "0x10"])
def test_number_refuses_what_is_no_whole_number(monkeypatch, value):
    _set(monkeypatch, value)
    with pytest.raises(ImproperlyConfigured, match=f"VARIABLE is '{value}'; expected a whole"):
        environment.number("VARIABLE", 5)


def test_number_refuses_less_than_the_least(monkeypatch):
    _set(monkeypatch, "0")
    with pytest.raises(ImproperlyConfigured, match="VARIABLE is 0; expected 1 or more"):
        environment.number("VARIABLE", 5, least=1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a.example, b.example", ["a.example", "b.example"]), (" , ", []), ("", []), (None, ["d"])],
)
def test_words(monkeypatch, value, expected):
    _set(monkeypatch, value)
    assert environment.words("VARIABLE", ("d",)) == expected


def test_folder_is_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    _set(monkeypatch, "some where")
    assert environment.folder("VARIABLE", Path("/d")) == tmp_path / "some where"


@pytest.mark.parametrize("value", [None, "", "  "])
def test_folder_default(monkeypatch, value):
    _set(monkeypatch, value)
    assert environment.folder("VARIABLE", Path("/d")) == Path("/d")


def _set(monkeypatch, value):
    if value is None:
        monkeypatch.delenv("VARIABLE", raising=False)
    else:
        monkeypatch.setenv("VARIABLE", value)
