"""The gate before join codes and personal links: who has guessed too often waits."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponseBase

from accounts.client_address import address_key
from accounts.models import Membership
from accounts.visitors_language import speak
from assessments.models import Round
from assessments.selectors.answering import round_by_code
from assessments.services.guessing import (
    count_wrong_code,
    count_wrong_link,
    has_guessed_too_often,
    is_vouched_for,
    vouch,
)
from assessments.views.notices import too_many_wrong_codes

SESSION_KEY = re.compile("[a-z0-9]{32}")

View = Callable[..., HttpResponseBase]


class TooManyGuessesError(Exception):
    """So many wrong codes came from this address that it has to wait."""


def guarded_against_guessing(view: View) -> View:
    """Show a plain page (429) to who has to wait."""

    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        try:
            return view(request, **parts)
        except TooManyGuessesError:
            return too_many_wrong_codes(request)

    return guarded


def round_to_join(request: HttpRequest, typed: str) -> Round | None:
    """Return the round with a code; count a wrong one, and refuse where too many were wrong."""
    round = round_by_code(typed)
    if round is not None:
        speak(request, round.assessment.client.language)
    address = address_key(request)
    must_wait = has_guessed_too_often(address=address)
    if round is None:
        if must_wait or not count_wrong_code(address=address, typed=typed):
            raise TooManyGuessesError
    elif must_wait and not _is_admitted(request, round, address):
        raise TooManyGuessesError
    return round


def count_dead_link(request: HttpRequest) -> None:
    """Count a personal link that leads nowhere; one that leads somewhere cannot be guessed."""
    address = address_key(request)
    if has_guessed_too_often(address=address) or not count_wrong_link(address=address):
        raise TooManyGuessesError


def vouch_for(request: HttpRequest, round: Round) -> None:
    """Remember for a day that people of this round come from this address."""
    vouch(address=address_key(request), round_id=round.pk)


def _is_admitted(request: HttpRequest, round: Round, address: str) -> bool:
    return is_vouched_for(address=address, round_id=round.pk) or _is_member(request, round)


def _is_member(request: HttpRequest, round: Round) -> bool:
    """Look at the session, which participants' pages otherwise pass by."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if SESSION_KEY.fullmatch(key) is None:
        return False
    request.session = SessionStore(key)
    user = get_user(request)
    del request.session
    if not user.is_authenticated:
        return False
    return Membership.objects.filter(workspace_id=round.workspace_id, user_id=user.pk).exists()
