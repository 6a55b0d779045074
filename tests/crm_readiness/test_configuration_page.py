"""docs/configuration.md names exactly the variables that the code reads, with their defaults."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.settings import VARIABLES

BASE_DIR = Path(__file__).resolve().parent.parent.parent
PAGE = BASE_DIR / "docs" / "configuration.md"
CODE = [
    path
    for application in ("accounts", "assessments", "backups", "crm_readiness", "reports", "scoring")
    for path in sorted((BASE_DIR / application).rglob("*.py"))
]
READERS = {"text", "flag", "number", "words", "folder"}
# Defaults that are computed, and how the page puts them.
IN_WORDS = {
    "BASE_DIR / 'var'": "`var` in the project",
    "DATA_DIR / 'backups'": "`backups` in `DATA_DIR`",
    "() if PRODUCTION else LOCAL_HOSTS": "`localhost,127.0.0.1,[::1]`; none with `PRODUCTION`",
    "not settings.PRODUCTION": "`1`; `0` with `PRODUCTION`",
}


@cache
def defaults_in_code():
    """Return each variable read through environment.py with the set of its defaults."""
    found = {}
    for path in CODE:
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and _is_reader(call.func):
                found.setdefault(call.args[0].value, set()).add(_default(call))
    return found


def defaults_on_page():
    """Return each variable of the tables with the text of its default."""
    rows = re.findall(r"^\| `([A-Z_]+)` \|(.*)\|(.*)\|.*\|$", PAGE.read_text(), re.MULTILINE)
    assert len(rows) == len({name for name, *_ in rows}), "a variable stands in two rows"
    return {name: default.strip() for name, _meaning, default in rows}


def test_page_and_code_name_the_same_variables():
    assert set(defaults_on_page()) == set(defaults_in_code())


def test_page_and_code_give_the_same_defaults():
    assert {name: {default} for name, default in defaults_on_page().items()} == defaults_in_code()


def test_tests_shut_out_every_variable():
    assert set(VARIABLES) == set(defaults_in_code())


def test_the_environment_is_read_through_the_readers_only():
    readings = re.compile(r"os\.getenv|os\.environ\.get|os\.environ\[")
    offenders = [str(path) for path in CODE if readings.search(path.read_text())]
    assert offenders == [str(BASE_DIR / "crm_readiness" / "environment.py")]


def test_the_local_hosts_on_the_page_are_those_of_the_settings():
    from crm_readiness.settings import LOCAL_HOSTS

    assert ",".join(LOCAL_HOSTS) == "localhost,127.0.0.1,[::1]"


def _is_reader(function):
    return (
        isinstance(function, ast.Attribute)
        and function.attr in READERS
        and isinstance(function.value, ast.Name)
        and function.value.id in {"env", "environment"}
    )


def _default(call):
    given = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "default")]
    if not given:
        return "–"
    if isinstance(given[0], ast.Constant):
        value = given[0].value
        return f"`{int(value) if isinstance(value, bool) else value}`"
    return IN_WORDS[ast.unparse(given[0])]
