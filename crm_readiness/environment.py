"""Typed readers for environment variables; settings read the environment only through them."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str = "") -> str:
    """Return the variable as text, without surrounding blanks; empty counts as not set."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Return the variable as yes or no."""
    word = os.environ.get(name, str(default)).strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} is {word!r}; expected yes or no (1 or 0)")


def number(name: str, default: int, *, least: int = 0) -> int:
    """Return the variable as a whole number of at least `least`."""
    word = os.environ.get(name, "").strip()
    if not word:
        return default
    try:
        value = int(word)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {word!r}; expected a whole number") from None
    if value < least:
        raise ImproperlyConfigured(f"{name} is {value}; expected {least} or more")
    return value


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return the variable as a list, split at commas."""
    raw = os.environ.get(name)
    if raw is None:
        return list(default)
    return [word.strip() for word in raw.split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """Return the variable as an absolute folder path; the folder is not created."""
    raw = os.environ.get(name, "").strip()
    return Path(raw).expanduser().resolve() if raw else default
