"""Watches which texts a page asks for in another language that no catalogue has."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import trans_real

# What each way of asking calls its text: its place among the arguments, and whether it is plural.
WAYS = {
    "gettext": (0, False),
    "ngettext": (0, True),
    "pgettext": (1, False),
    "npgettext": (1, True),
}


@contextmanager
def watched(language: str) -> Iterator[set[str]]:
    """Give the set of texts that were asked for in a language and are not translated to it."""
    missing: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        for way, (place, is_plural) in WAYS.items():
            patch.setattr(
                translation._trans, way, _watching(way, place, is_plural, language, missing)
            )
        yield missing


def _watching(way: str, place: int, is_plural: bool, language: str, missing: set[str]) -> Any:
    ask = getattr(trans_real, way)

    def asking(*arguments: Any) -> str:
        text = arguments[place]
        if text and translation.get_language() == language:
            key = f"{arguments[0]}\x04{text}" if place else text
            if (
                trans_real.translation(language)._catalog.get((key, 1) if is_plural else key)
                is None
            ):
                missing.add(text)
        return ask(*arguments)

    return asking
