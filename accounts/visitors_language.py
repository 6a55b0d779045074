"""The language that somebody without an account reads: chosen, or known from their browser."""

from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

ANY = "*"
MOST_IN_MEMORY = 1000


def is_spoken(language: str) -> bool:
    """Tell whether this is one of the product's languages."""
    return language in dict(settings.LANGUAGES)


def language_asked_for(request: HttpRequest) -> str | None:
    """Return the language chosen here, else the best one the browser asks for; None for none."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if is_spoken(chosen):
        return chosen
    return _best_of(request.headers.get("Accept-Language", ""))


def speak(request: HttpRequest, language: str) -> None:
    """Go on in a language, unless the visitor asks for one.

    Lasts for the request: the middleware in `crm_readiness` puts back what was before.
    """
    if is_spoken(language) and language_asked_for(request) is None:
        translation.activate(language)


@lru_cache(maxsize=MOST_IN_MEMORY)
def _best_of(header: str) -> str | None:
    return _first_spoken(code for code, _weight in parse_accept_lang_header(header.lower()))


def _first_spoken(codes: Iterable[str]) -> str | None:
    for code in codes:
        if code == ANY:
            return None
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return None
