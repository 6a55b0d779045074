"""The catalogues: complete, compiled, and true to what they translate."""

import gettext
import os
import re
import shutil
import string
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from crm_readiness.management.commands.makemessages import NO_PRODUCT
from tests.services.requirements import need

LOCALE = settings.LOCALE_PATHS[0]
OTHERS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
FIELD = re.compile(r"%\((\w+)\)([a-z])|(%%)|(%[sd])")

Texts = dict[str, tuple[str, ...]]


def catalogue(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def translations(compiled: Path) -> Texts:
    """Return what a compiled catalogue holds: each text, or pair of texts, with its forms."""
    with compiled.open("rb") as file:
        found = gettext.GNUTranslations(file)._catalog
    texts: dict[str, dict[int, str]] = {}
    for key, text in found.items():
        msgid, form = key if isinstance(key, tuple) else (key, 0)
        texts.setdefault(msgid, {})[form] = text
    return {msgid: tuple(forms[form] for form in sorted(forms)) for msgid, forms in texts.items()}


def compiled(source: Path, folder: Path) -> Path:
    made = folder / "django.mo"
    command = [str(need("msgfmt")), "--check", "--output-file", str(made), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return made


def statistics(source: Path) -> str:
    """Return how many texts are translated, are not, or may be wrong ("fuzzy")."""
    command = [str(need("msgfmt")), "--statistics", "--output-file", "-", str(source)]
    plain = os.environ | {"LC_ALL": "C"}
    return subprocess.run(command, check=True, capture_output=True, env=plain).stderr.decode()


def fields_of(text: str) -> set[str]:
    return {match[0] for match in FIELD.finditer(text)}


def faults(msgid: str, text: str, *, has_plural: bool = False) -> list[str]:
    """Say in which ways a text is not a translation of another.

    The fields of plural forms are checked by `msgfmt --check`, which knows both texts.
    """
    found = []
    if not has_plural and fields_of(msgid) != fields_of(text):
        found.append("other fields")
    if sorted(TAG.findall(msgid)) != sorted(TAG.findall(text)):
        found.append("other HTML")
    if "!" in text and "!" not in msgid:
        found.append("an exclamation mark")
    if msgid[:1] in string.ascii_letters and msgid[-1:] != text[-1:] and msgid[-1:] in ".:?…":
        found.append("another end")
    return found


@pytest.fixture
def collected(tmp_path, monkeypatch) -> Path:
    """The catalogues as collecting anew would leave them, made in a copy of the product."""
    need("xgettext")
    wanted = shutil.ignore_patterns("*.pyc", "__pycache__", ".*", "static", *NO_PRODUCT)
    copy = tmp_path / "product"
    shutil.copytree(settings.BASE_DIR, copy, ignore=wanted)
    monkeypatch.chdir(copy)
    monkeypatch.setattr(settings, "LOCALE_PATHS", [copy / "locale"])
    call_command("makemessages", locale=OTHERS, verbosity=0)
    return copy / "locale"


def test_every_text_in_scope_is_collected_and_translated(collected) -> None:
    for language in OTHERS:
        now = collected / language / "LC_MESSAGES" / "django.po"
        assert now.read_text() == catalogue(language).read_text(), "run `make messages`"
        assert re.fullmatch(r"\d+ translated messages\.\s*", statistics(now)), statistics(now)
        assert "#~ " not in now.read_text()  # a text that nothing says any more


@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_catalogue_is_that_of_the_source(language, tmp_path) -> None:
    made = compiled(catalogue(language), tmp_path)
    assert translations(made) == translations(catalogue(language).with_suffix(".mo"))


@pytest.mark.parametrize("language", OTHERS)
def test_translations_keep_fields_and_html(language) -> None:
    texts = translations(catalogue(language).with_suffix(".mo"))
    del texts[""]
    wrong = [
        (msgid, found)
        for msgid, forms in texts.items()
        for form in forms
        if (found := faults(msgid, form, has_plural=len(forms) > 1))
    ]
    assert wrong == []


def test_a_plural_without_its_fields_does_not_compile(tmp_path) -> None:
    head = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n#, python-format\n'
    pair = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'
    source = tmp_path / "django.po"
    source.write_text(head + pair + 'msgstr[0] "%(n)s Tag"\nmsgstr[1] "%(n)s Tage"\n')
    compiled(source, tmp_path)
    source.write_text(head + pair + 'msgstr[0] "%(n)s Tag"\nmsgstr[1] "%(m)s Tage"\n')
    with pytest.raises(subprocess.CalledProcessError):
        compiled(source, tmp_path)


@pytest.mark.parametrize(
    ("msgid", "text"),
    [
        ("%(n)s of 3", "%(m)s von 3"),
        ("%(n)s of 3", "3"),
        ("Go to <strong>it</strong>", "Zu <b>it</b>"),
        ("Go", "<em>Los</em>"),
        ("Saved.", "Gespeichert!"),
        ("Saved.", "Gespeichert"),
    ],
)
def test_a_text_that_is_no_translation_is_found(msgid, text) -> None:
    assert faults(msgid, text)
