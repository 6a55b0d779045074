"""A short way for participants: what only signed-in people need is left out for them.

A person who answers has no account, so no session, sign-in or messages. A saved tap is a
request of its own, some fifty for each person, and half its time went into these layers.
"""

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages
from django.contrib.sessions import middleware as sessions
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

PARTICIPANTS = ("/answer/", "/join/", "/i/")


def is_participants(request: HttpRequest) -> bool:
    """Tell whether the address is one that participants use."""
    return request.path_info.startswith(PARTICIPANTS)


class MembersOnly(MiddlewareMixin):
    """Mixed into a middleware: participants pass by."""

    def __call__(self, request: HttpRequest) -> Any:
        if is_participants(request):
            return self.get_response(request)
        return super().__call__(request)


class SessionMiddleware(MembersOnly, sessions.SessionMiddleware):
    """Sessions of signed-in people."""


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


@cache
def policy_without_nonce() -> str:
    """Return the header's value for the settings."""
    return build_policy()
