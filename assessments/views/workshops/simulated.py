"""What simulated phones of a rehearsal ask: the services of real phones, behind a signed pass.

No cookie lets anybody in here, so there is nothing a foreign page could ride on.
"""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from accounts.bodies import takes_body
from assessments.enums import PlaceKind
from assessments.selectors.workshops.rehearsals import (
    rehearsed_session,
    room_place,
    session_now,
    simulated_place,
)
from assessments.selectors.workshops.seats import seat_in
from assessments.services.answering import SeatUnknownError
from assessments.services.workshops.attending import heard, take_seat
from assessments.services.workshops.steps import settle
from assessments.services.workshops.voting import cast_simulated_vote
from assessments.views.seats import no_store
from assessments.views.workshops.phones import (
    LARGEST_BODY,
    sent_in,
    state_told,
    stored_now,
    told_about,
    vote_in,
)
from assessments.views.workshops.screens import ScreenIsOldError

SCHEME = "Rehearsal "


@csrf_exempt
@takes_body(LARGEST_BODY)
@no_store
@require_POST
def rehearsal_seat(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take a seat in the rehearsal."""
    session = rehearsed_session(session_id)
    place = None if session is None else simulated_place(session, _pass(request))
    if session is None or place is None:
        return _no_pass()
    take_seat(session=session, place=place, token=_pass(request), kind=PlaceKind.SIMULATED)
    return JsonResponse({"stage": session.stage})


@require_GET
def rehearsal_state(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Return all a phone shows."""
    token, session = _pass(request), rehearsed_session(session_id)
    place = None if session is None else simulated_place(session, token)
    if session is None or place is None:
        return _no_pass()
    session = settle(session)
    seat, now = seat_in(session, token), session_now(session)
    heard.of(session.pk, seat)
    try:
        return state_told(
            request,
            room_place(session, place),
            now,
            stored_now(now, seat),
            token=token,
            round_id=session.round_id,
        )
    except ScreenIsOldError:
        return rehearsal_state(request, session_id)


@csrf_exempt
@takes_body(LARGEST_BODY)
@no_store
@require_POST
def rehearsal_vote(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Store a vote in the rehearsal; the answers are those of a real one."""
    vote = vote_in(sent_in(request))
    try:
        result = cast_simulated_vote(shown=_pass(request), session_id=session_id, vote=vote)
    except SeatUnknownError:
        return _no_pass()
    return told_about(result)


def _pass(request: HttpRequest) -> str:
    return request.headers.get("Authorization", "").removeprefix(SCHEME)


def _no_pass() -> HttpResponse:
    return JsonResponse({"stage": "none"}, status=HTTPStatus.UNAUTHORIZED)
