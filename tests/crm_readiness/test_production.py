"""Production refuses to start with secrets that others know and doors left open."""

import base64
import os
import secrets
import string
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.core import signing
from django.core.exceptions import ImproperlyConfigured

from assessments.fact_links import FactLink, read_fact_link, sign_fact_link
from crm_readiness.production import refuse_what_is_weak, secret_weakness
from tests.settings import VARIABLES

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Drawn once and written down: processes that share the tests must name them alike.
GOOD = "mK2vXw9QeR7tYb4ZcU1nPj6LsD8fGh3JaV5oBxTiWqE0rMdHyCkNzSgFpAuIlOvXbnQ"
SOUND = {
    "secret_keys": (GOOD,),
    "debug": False,
    "hosts": ("readiness.example.org",),
    "server_urls": {"DATABASE_URL": "postgres://crm:Vq8ZbWn4@db:5432/crm", "REDIS_URL": ""},
}


def problems(**changed) -> list[str]:
    """Return what is refused, without the recipe for a better one."""
    try:
        refuse_what_is_weak(**(SOUND | changed))
    except ImproperlyConfigured as refusal:
        return [line.split(". ")[0] for line in str(refusal).splitlines()[1:]]
    return []


def test_what_is_sound_starts() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("secret", "weakness"),
    [
        ("", "is missing"),
        ("short", "is too short: 5 characters, at least 50 are needed"),
        ("changeme" * 8, "is one that stands in an example"),
        ("django-insecure-" + GOOD, "is one that stands in an example"),
        ("used-only-while-building" + GOOD, "is one that stands in an example"),
        ("a" * 64, "repeats itself too much to be drawn by chance"),
        ("0123456789" * 6, "repeats itself too much to be drawn by chance"),
        ("harbour-lantern" * 4, "repeats itself too much to be drawn by chance"),
    ],
)
def test_a_secret_that_can_be_guessed(secret: str, weakness: str) -> None:
    assert secret_weakness(secret) == weakness
    assert problems(secret_keys=(secret,)) == [f"SECRET_KEY {weakness}"]
    assert problems(secret_keys=(GOOD, secret)) == [f"SECRET_KEY_FALLBACKS {weakness}"]


def test_secrets_made_by_usual_tools_pass() -> None:
    for _drawn in range(1000):
        for secret in (
            secrets.token_urlsafe(50),
            secrets.token_hex(32),
            base64.b64encode(secrets.token_bytes(48)).decode(),
            "".join(secrets.choice(string.digits) for _sign in range(60)),
        ):
            assert secret_weakness(secret) is None


def test_open_doors() -> None:
    assert problems(debug=True) == ["DEBUG shows internals to strangers"]
    assert problems(hosts=()) == ["ALLOWED_HOSTS is empty"]
    assert problems(hosts=("a.example", "*")) == [
        "ALLOWED_HOSTS is *, so links could be made to lead elsewhere"
    ]


@pytest.mark.parametrize("password", ["secret", "Secret", "changeme", "postgres", "crm", "reader"])
def test_a_password_from_an_example(password: str) -> None:
    url = f"postgres://reader:{password}@db:5432/crm"
    assert problems(server_urls={"DATABASE_URL": url}) == [
        "DATABASE_URL has a password that stands in an example"
    ]


def test_a_socket_without_password_is_no_example() -> None:
    assert problems(server_urls={"DATABASE_URL": "postgres:///crm"}) == []


def test_everything_is_told_at_once_and_nothing_starts(tmp_path) -> None:
    done = prepare(tmp_path, PRODUCTION="1", DEBUG="1", REDIS_URL="redis://:secret@redis:6379/0")
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "Production does not start like this:"
    assert [line.split(" ")[0] for line in done.stderr.splitlines()[1:]] == [
        "SECRET_KEY",
        "DEBUG",
        "ALLOWED_HOSTS",
        "REDIS_URL",
    ]


def test_a_link_signed_with_the_key_of_before_still_opens(settings) -> None:
    link = FactLink(round_id=uuid4(), owner="it")
    settings.SECRET_KEY = before = secrets.token_urlsafe(50)
    signed = sign_fact_link(link)
    session = signing.dumps({"a": 1})

    settings.SECRET_KEY = GOOD
    assert read_fact_link(signed) is None
    settings.SECRET_KEY_FALLBACKS = [before]
    assert read_fact_link(signed) == link
    assert signing.loads(session) == {"a": 1}


def prepare(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    foreign = {*VARIABLES, "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return subprocess.run(
        [sys.executable, "-m", "crm_readiness.prepare"],
        cwd=BASE_DIR,
        env=kept | {"DATA_DIR": str(folder)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
