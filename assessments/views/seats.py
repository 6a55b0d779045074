"""The cookie that marks a browser's place in a round, and the doors that ask for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from accounts.visitors_language import speak
from assessments.models import Round, StakeholderGroup
from assessments.selectors.answering import Seat, Standing, first_capability, seat_of
from assessments.selectors.workshops.sessions import live_session
from assessments.services.answering import SeatUnknownError
from assessments.services.joining import AnsweringRefusedError
from assessments.views.notices import answering_is_over, cookie_refused, seat_unknown

SEAT = "seat"
HANDED_IN = "handed-in"
# Says "somebody joined here" where the seat itself is not sent; it opens nothing.
JOINED = "joined"
DAYS_180 = 180 * 24 * 60 * 60

View = Callable[..., HttpResponseBase]
Refusal = Callable[..., HttpResponse]

no_store = cache_control(no_store=True)


class SeatRequest(HttpRequest):
    """A request that came through `seat_required`."""

    seat: Seat


def seat_token(request: HttpRequest) -> str:
    return request.COOKIES.get(SEAT, "")


def answer_path(round_id: UUID) -> str:
    return reverse("assessments:answer", args=[round_id])


def keep(response: HttpResponse, name: str, value: str, path: str) -> None:
    """Set a cookie that only its own pages get and no script can read."""
    response.set_cookie(
        name,
        value,
        max_age=DAYS_180,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def seat_here(request: HttpRequest, round_id: UUID) -> Seat | None:
    """Return this browser's place in a round, and speak the language of its client."""
    seat = seat_of(token=seat_token(request), round_id=round_id)
    if seat is not None:
        speak(request, seat.round.assessment.client.language)
    return seat


def seated(round: Round, group: StakeholderGroup, *, token: str, came_from: str) -> HttpResponse:
    """Send a browser that has got its place to the workshop, if one is on, or a question."""
    response = redirect(_beginning(round, group))
    keep(response, SEAT, token, answer_path(round.pk))
    keep(response, JOINED, str(round.pk), came_from)
    return response


def _beginning(round: Round, group: StakeholderGroup) -> str:
    first = first_capability(round, group)
    if live_session(round.pk) is not None:
        return reverse("assessments:live", args=[round.pk])
    if first is None:
        return reverse("assessments:answer-review", args=[round.pk])
    return reverse("assessments:answer-place", args=[round.pk, first])


def has_joined(request: HttpRequest, round_id: UUID) -> bool:
    """Tell whether this browser took a place in the round from this very address."""
    return request.COOKIES.get(JOINED) == str(round_id)


def joined_round(request: HttpRequest) -> UUID | None:
    """Return the round this browser joined from this very address."""
    try:
        return UUID(request.COOKIES.get(JOINED, ""))
    except ValueError:
        return None


def cookie_checked(refusal: Refusal = cookie_refused) -> Callable[[View], View]:
    """Check the form token like Django does, but answer in the participant's own words."""

    def decorate(view: View) -> View:
        check = CsrfViewMiddleware(_any_view)

        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, **parts: Any) -> HttpResponseBase:
            if check.process_view(request, _any_view, (), {}) is not None:
                return refusal(request, **parts)
            return view(request, **parts)

        return guarded

    return decorate


def seat_required(view: View) -> View:
    """Let a browser pass that has a place in the round and may still answer.

    The view gets `request.seat`. Who has handed in is shown the receipt.
    """

    @no_store
    @wraps(view)
    def guarded(request: SeatRequest, round_id: UUID, **parts: Any) -> HttpResponseBase:
        seat = seat_here(request, round_id)
        if seat is None or seat.draft is None or seat.standing is not Standing.OPEN:
            return no_answering(request, seat)
        request.seat = seat
        try:
            return view(request, **parts)
        except (AnsweringRefusedError, SeatUnknownError):
            # The round was closed a moment ago.
            return no_answering(request, seat_here(request, round_id))

    return guarded


def no_answering(request: HttpRequest, seat: Seat | None) -> HttpResponse:
    """Show why nothing can be answered; who has handed in is shown the receipt."""
    if seat is None or seat.standing is Standing.OPEN:
        return seat_unknown(request)
    if seat.standing is Standing.SUBMITTED:
        return redirect("assessments:receipt", round_id=seat.round.pk)
    return answering_is_over(request, seat.round, seat.standing)


def _any_view(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError
