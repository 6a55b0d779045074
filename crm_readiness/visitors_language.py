"""Pages for people without an account speak their language; all others speak the first one.

A link with `?language=de` chooses: the choice is kept in a cookie, and the browser is sent to
the same address without it. So a choice needs no script, no form and no address to return to.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.encoding import escape_uri_path

from accounts.visitors_language import is_spoken, language_asked_for

CHOICE = "language"
SPOKEN_TO = ("/answer/", "/join/", "/i/", "/facts/", "/s/", "/shared/")
SAFE = frozenset({"GET", "HEAD"})


class VisitorsLanguage:
    """Answers in the language the visitor asks for, and says that the answer depends on it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(SPOKEN_TO):
            return self.get_response(request)
        chosen = request.GET.get(CHOICE, "") if request.method in SAFE else ""
        if is_spoken(chosen):
            return _chosen(request, chosen)
        with translation.override(language_asked_for(request) or settings.LANGUAGE_CODE):
            response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def _chosen(request: HttpRequest, language: str) -> HttpResponse:
    """Keep a choice, and go back to the address it was made at."""
    rest = request.GET.copy()
    del rest[CHOICE]
    query = f"?{rest.urlencode()}" if rest else ""
    response = HttpResponseRedirect(f"{escape_uri_path(request.path)}{query}")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
