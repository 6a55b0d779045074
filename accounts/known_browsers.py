"""Browsers in which an account was signed in before, told by a signed cookie without a name."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE = "known"
SALT = "known browser"
NINETY_DAYS = 90 * 24 * 3600


def remember(response: HttpResponse, email: str) -> None:
    """Let the browser show next time that the account was signed in here."""
    response.set_cookie(
        COOKIE,
        _mark(email),
        max_age=NINETY_DAYS,
        path="/sign-in/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def is_known(request: HttpRequest, email: str) -> bool:
    """Tell whether this account was signed in in this browser; nobody can make that up."""
    return constant_time_compare(request.COOKIES.get(COOKIE, ""), _mark(email))


def _mark(email: str) -> str:
    return salted_hmac(SALT, email.strip().casefold(), algorithm="sha256").hexdigest()
