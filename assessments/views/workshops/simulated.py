"""What simulated phones of a rehearsal ask: the services of real phones, behind a signed pass.

No cookie lets anybody in here, so there is nothing a foreign page could ride on.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from accounts.bodies import takes_body
from assessments.enums import PlaceKind
from assessments.models import Session
from assessments.selectors.answering import Seat
from assessments.selectors.workshops.rehearsals import rehearsed_session, simulated_place
from assessments.services.workshops.attending import take_seat
from assessments.services.workshops.voting import cast_simulated_vote
from assessments.views.seats import no_store
from assessments.views.workshops.phones import (
    LARGEST_BODY,
    sent_in,
    state_for,
    told_about,
    vote_in,
)

SCHEME = "Rehearsal "

View = Callable[[HttpRequest, Session, Seat, str], HttpResponse]


def pass_required(view: View) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """Let a simulated phone of this rehearsal pass; for all others there is nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, session_id: UUID) -> HttpResponse:
        shown = request.headers.get("Authorization", "").removeprefix(SCHEME)
        session = rehearsed_session(session_id)
        place = None if session is None else simulated_place(session, shown)
        if session is None or place is None:
            return JsonResponse({"stage": "none"}, status=HTTPStatus.UNAUTHORIZED)
        return view(request, session, place, shown)

    return guarded


@csrf_exempt
@takes_body(LARGEST_BODY)
@no_store
@require_POST
@pass_required
def rehearsal_seat(
    _request: HttpRequest, session: Session, place: Seat, token: str
) -> HttpResponse:
    """Take a seat in the rehearsal."""
    take_seat(session=session, place=place, token=token, kind=PlaceKind.SIMULATED)
    return JsonResponse({"stage": session.stage})


@require_GET
@pass_required
def rehearsal_state(
    request: HttpRequest, session: Session, place: Seat, token: str
) -> HttpResponse:
    """Return all a phone shows."""
    return state_for(request, session, place, token)


@csrf_exempt
@takes_body(LARGEST_BODY)
@no_store
@require_POST
@pass_required
def rehearsal_vote(request: HttpRequest, session: Session, place: Seat, token: str) -> HttpResponse:
    """Store a vote in the rehearsal."""
    vote = vote_in(sent_in(request))
    return told_about(
        cast_simulated_vote(place=place, token=token, session_id=session.pk, vote=vote)
    )
