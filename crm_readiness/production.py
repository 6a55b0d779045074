"""What production refuses to start with: secrets that others know, and doors left open."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 50
RECIPE = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
# From examples, tutorials and this repository. Long enough never to stand in a random text.
KNOWN_WORDS = re.compile(
    "change.?me|replace.?me|secret.?key|django.insecure|example|password|placeholder|"
    "filled.in.by.hand|only.while.building",
    re.IGNORECASE,
)
KNOWN_PASSWORDS = frozenset({"secret", "changeme", "password", "postgres", "redis", "crm", "admin"})


def refuse_what_is_weak(
    *,
    secret_keys: Sequence[str],
    debug: bool,
    hosts: Sequence[str],
    server_urls: Mapping[str, str],
) -> None:
    """Raise ImproperlyConfigured with everything that is wrong, a line each."""
    problems = [
        *_secret_problems(secret_keys),
        *_door_problems(debug=debug, hosts=hosts),
        *_password_problems(server_urls),
    ]
    if problems:
        raise ImproperlyConfigured("\n".join(["Production does not start like this:", *problems]))


def secret_weakness(secret: str) -> str | None:
    """Return why a secret can be guessed, in words that follow its name."""
    if not secret:
        return "is missing"
    if KNOWN_WORDS.search(secret):
        return "is one that stands in an example"
    if len(secret) < SHORTEST_SECRET:
        return f"is too short: {len(secret)} characters, at least {SHORTEST_SECRET} are needed"
    # What was drawn by chance hardly ever has the same three signs twice.
    threes = {secret[start : start + 3] for start in range(len(secret) - 2)}
    if len(threes) < len(secret) / 2:
        return "repeats itself too much to be drawn by chance"
    return None


def _secret_problems(secret_keys: Sequence[str]) -> Iterator[str]:
    """Find weak keys; one of before opens as much as the new one, so it is held to as much."""
    for position, secret in enumerate(secret_keys):
        name = "SECRET_KEY_FALLBACKS" if position else "SECRET_KEY"
        if weakness := secret_weakness(secret):
            yield f"{name} {weakness}. Make one with: {RECIPE}"


def _door_problems(*, debug: bool, hosts: Sequence[str]) -> Iterator[str]:
    if debug:
        yield "DEBUG shows internals to strangers. Set it to 0."
    if not hosts:
        yield "ALLOWED_HOSTS is empty. Name the host under which people reach it."
    if "*" in hosts:
        yield "ALLOWED_HOSTS is *, so links could be made to lead elsewhere. Name the host."


def _password_problems(server_urls: Mapping[str, str]) -> Iterator[str]:
    for name, url in server_urls.items():
        parts = urlsplit(url)
        password = unquote(parts.password or "")
        if password.lower() in KNOWN_PASSWORDS or (password and password == parts.username):
            yield f"{name} has a password that stands in an example. Give the server another one."
