"""A short way for people without an account: what only signed-in people need is left out.

A person who answers, or who reads a shared report, has no session, sign-in or messages. A saved
tap is a request of its own, some fifty for each person, and half its time went into these layers.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages
from django.contrib.sessions import middleware as sessions
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

from crm_readiness.error_pages import bad_request

OPERATORS = "/admin/"
SESSION_KEY = re.compile("[a-z0-9]{32}")
PARTICIPANTS = ("/answer/", "/join/", "/i/")
VISITORS = ("/s/", "/shared/")


def is_without_account(request: HttpRequest) -> bool:
    """Tell whether the address is one of participants, or of visitors with a share link."""
    return request.path_info.startswith(PARTICIPANTS + VISITORS)


def is_operators(request: HttpRequest) -> bool:
    """Tell whether the address is one of the operator's pages."""
    return request.path_info.startswith(OPERATORS)


class MembersOnly(MiddlewareMixin):
    """Mixed into a middleware: people without an account pass by."""

    def __call__(self, request: HttpRequest) -> Any:
        if is_without_account(request):
            return self.get_response(request)
        return super().__call__(request)


class SessionMiddleware(MembersOnly, sessions.SessionMiddleware):
    """Sessions of signed-in people. Nothing is looked for that cannot be a key."""

    def process_request(self, request: HttpRequest) -> None:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        request.session = self.SessionStore(key if SESSION_KEY.fullmatch(key) else None)


class AuthenticationMiddleware(MembersOnly, auth.AuthenticationMiddleware):
    """Who is signed in."""


class MessageMiddleware(MembersOnly, messages.MessageMiddleware):
    """What a page says after a redirect."""


class ConfirmationMiddleware:
    """Ask again who it is before a sign-in is changed, and keep nothing of the request meanwhile.

    allauth would put all of it into the session, the address and the cookies included.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(exception, ReauthenticationRequired):
            return None
        ways = get_adapter().get_reauthentication_methods(request.user)
        page = ways[0]["url"] if ways else reverse("account_login")
        return redirect(f"{page}?{urlencode({'next': request.path})}")


class PolicyMiddleware(CSPMiddleware):
    """The content security policy; put together once for all pages that use no nonce."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if hasattr(request, "_csp_nonce"):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, policy_without_nonce())
        return response


class MistypedMiddleware(MiddlewareMixin):
    """An id in the operator's lists that cannot be one is refused; Django's pages break off."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ValidationError) and is_operators(request):
            return bad_request(request, exception)
        return None


@cache
def policy_without_nonce() -> str:
    """Return the header's value for the settings."""
    return build_policy()
