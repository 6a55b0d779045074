"""The phone of somebody in the room: follows the facilitator, votes, and waits in words."""

import json
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.bodies import takes_body
from accounts.visitors_language import speak
from assessments.selectors.answering import seat_key, seat_of
from assessments.selectors.workshops.own_votes import OwnVote, own_vote
from assessments.selectors.workshops.room import (
    RoomPlace,
    SessionNow,
    StoredVote,
    place_in_room,
    stored_vote,
)
from assessments.selectors.workshops.seats import seat_code, seat_of_token
from assessments.selectors.workshops.sessions import live_session
from assessments.services.answering import SeatUnknownError
from assessments.services.workshops.attending import heard, take_seat
from assessments.services.workshops.steps import settle
from assessments.services.workshops.voting import CastVote, VoteResult, cast_vote
from assessments.views.notices import seat_unknown
from assessments.views.seats import cookie_checked, no_store, seat_here, seat_token
from assessments.views.taps import token_missing
from assessments.views.workshops.screens import Audience, ScreenIsOldError, screen_at

LARGEST_BODY = 4 * 1024
NO_WORKSHOP = {"stage": "none"}


@no_store
@require_safe
def live(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show the workshop that is going on in a round to somebody who has joined it."""
    place = seat_here(request, round_id)
    if place is None:
        return seat_unknown(request)
    session = live_session(round_id)
    if session is None:
        return redirect("assessments:answer", round_id=round_id)
    record = {
        "round": str(round_id),
        "session": str(session.pk),
        "seat": seat_key(place.participant),
        "code": seat_code(seat_token(request), session.pk),
    }
    context = {"round": place.round, "record": record}
    return render(request, "workshops/phone/live.html", context)


@require_POST
@no_store
@cookie_checked(token_missing)
def live_attend(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Take a seat in the room; the same browser gets the same seat."""
    place = seat_here(request, round_id)
    session = live_session(round_id)
    if place is None or session is None:
        return _nothing(place)
    take_seat(session=session, place=place, token=seat_token(request))
    return JsonResponse({"stage": session.stage})


@no_store
@require_GET
def live_is_on(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Tell a page for answering whether there is a workshop to go to."""
    place = place_in_room(token=seat_token(request), round_id=round_id)
    if place is None:
        return _nothing(place)
    return JsonResponse({"is_on": place.session is not None})


@require_GET
def live_state(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Return all a phone shows, or 304 when it shows that already."""
    token = seat_token(request)
    place = _place_when_settled(token, round_id)
    if place is None or place.session is None:
        return _nothing(place)
    session = place.session
    seat = seat_of_token(token, session.id)
    stored = stored_now(session, seat)
    if stored.has_answered is None:
        _sit_down(token, round_id)
        stored = stored_now(session, seat)
    heard.of(session.id, seat)
    try:
        return state_told(request, place, session, stored, token=token, round_id=round_id)
    except ScreenIsOldError:
        return live_state(request, round_id)


def state_told(
    request: HttpRequest,
    place: RoomPlace,
    session: SessionNow,
    stored: StoredVote,
    *,
    token: str,
    round_id: UUID,
) -> HttpResponse:
    """Tell a phone the whole state, or that it shows it already.

    Raises
    ------
    ScreenIsOldError
        When the workshop has moved on since it was read.
    """
    own = "none" if stored.value is None else stored.sequence
    etag = f'"{session.id.hex}-{session.version}-{own}-{place.group_code}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    else:
        speak(request, place.language)
        vote = own_vote(session, place, stored, token=token, round_id=round_id)
        response = JsonResponse(_state(session, vote))
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


@takes_body(LARGEST_BODY)
@no_store
@require_POST
@cookie_checked(token_missing)
def live_vote(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Store a vote: 201 new, 200 the same again, 409 superseded, 422 refused, 423 over."""
    sent = sent_in(request)
    session_id = _as_id(sent.get("session"))
    if session_id is None:
        return JsonResponse({"status": 422}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        result = cast_vote(
            token=seat_token(request), round_id=round_id, session_id=session_id, vote=vote_in(sent)
        )
    except SeatUnknownError:
        return _nothing(None)
    return told_about(result)


def vote_in(sent: dict[str, Any]) -> CastVote:
    """Return the vote a phone has sent, not looked at yet."""
    return CastVote(
        sent.get("item"),
        sent.get("phase"),
        sent.get("value"),
        sent.get("sequence"),
        sent.get("given_before", False),
    )


def told_about(result: VoteResult) -> JsonResponse:
    """Tell a phone what became of its vote."""
    told = {
        "status": int(result.status),
        "value": result.value,
        "sequence": result.sequence,
        "sealed": result.is_sealed,
    }
    return JsonResponse(told, status=int(result.status))


def _place_when_settled(token: str, round_id: UUID) -> RoomPlace | None:
    """Return a browser's place, after what time has decided."""
    place = place_in_room(token=token, round_id=round_id)
    if place is None or place.session is None or not place.session.is_due:
        return place
    session = live_session(round_id)
    if session is not None:
        settle(session)
    return place_in_room(token=token, round_id=round_id)


def stored_now(session: SessionNow, seat: UUID) -> StoredVote:
    """Return what is stored of a seat for what is on the screens."""
    return stored_vote(session_id=session.id, seat=seat, item=session.item, phase=session.phase)


def _sit_down(token: str, round_id: UUID) -> None:
    """Give a phone its seat whose own request for it was lost on the way."""
    place, session = seat_of(token=token, round_id=round_id), live_session(round_id)
    if place is not None and session is not None:
        take_seat(session=session, place=place, token=token)


def _state(session: SessionNow, own: OwnVote) -> dict[str, Any]:
    left = None
    if session.deadline is not None:
        left = max((session.deadline - timezone.now()).total_seconds(), 0)
    return {
        "session": str(session.id),
        "stage": session.stage,
        "item": session.item,
        "phase": session.phase,
        "left": left,
        "screen": screen_at(session.id, session.version, Audience.PHONE),
        "own": {"value": own.value, "sequence": own.sequence, "stored": own.is_stored},
        "asked": own.is_asked,
        "answered": own.has_answered,
    }


def _nothing(place: object) -> HttpResponse:
    status = HTTPStatus.UNAUTHORIZED if place is None else HTTPStatus.OK
    return JsonResponse(NO_WORKSHOP, status=status)


def sent_in(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON object in a body; nothing for anything else."""
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _as_id(sent: Any) -> UUID | None:
    try:
        return UUID(sent) if isinstance(sent, str) else None
    except ValueError:
        return None
