"""The address that saves answers as they are tapped; speaks JSON."""

import json
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from accounts.bodies import takes_body
from assessments.services.answering import (
    SeatUnknownError,
    Tap,
    TapResult,
    TapStatus,
    save_taps,
)
from assessments.services.joining import AnsweringRefusedError
from assessments.views.seats import cookie_checked, no_store, seat_token

LARGEST_BODY = 64 * 1024
MOST_TAPS = 200
# The first of these that some tap met is the status of the whole.
BY_WEIGHT = (TapStatus.REFUSED, TapStatus.SUPERSEDED, TapStatus.SAVED, TapStatus.SAME)


class BadBodyError(Exception):
    """The request cannot be read at all; nothing of it is saved."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def token_missing(_request: HttpRequest, **_parts: Any) -> HttpResponse:
    return _refused(HTTPStatus.FORBIDDEN, "token")


@takes_body(LARGEST_BODY)
@no_store
@require_POST
@cookie_checked(token_missing)
def answer_taps(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Save taps: 201 saved, 200 the same again, 409 superseded, 422 refused, 423 closed."""
    try:
        taps, place = _read(request)
        results = save_taps(token=seat_token(request), round_id=round_id, taps=taps, place=place)
    except BadBodyError as bad:
        return _refused(bad.status, bad.reason)
    except SeatUnknownError:
        return _refused(HTTPStatus.UNAUTHORIZED, "unknown")
    except AnsweringRefusedError as refused:
        return _refused(HTTPStatus.LOCKED, refused.standing)
    met = {result.status for result in results}
    status = next((status for status in BY_WEIGHT if status in met), TapStatus.SAME)
    body = {"status": int(status), "taps": [_described(result) for result in results]}
    return JsonResponse(body, status=int(status))


def _read(request: HttpRequest) -> tuple[list[Tap], str]:
    body = _body(request)
    sent = body.get("taps") if isinstance(body, dict) else None
    place = body.get("place") if isinstance(body, dict) else None
    if not isinstance(sent, list):
        raise BadBodyError(HTTPStatus.UNPROCESSABLE_ENTITY, "no_taps")
    if len(sent) > MOST_TAPS:
        raise BadBodyError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_many")
    return [_tap(each) for each in sent], place if isinstance(place, str) else ""


def _body(request: HttpRequest) -> Any:
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise BadBodyError(HTTPStatus.BAD_REQUEST, "not_json") from None


def _tap(sent: Any) -> Tap:
    if not isinstance(sent, dict) or "value" not in sent:
        return Tap(None, None, None)
    return Tap(sent.get("item"), sent["value"], sent.get("seq"))


def _described(result: TapResult) -> dict[str, Any]:
    described = {
        "item": result.item,
        "seq": result.sequence,
        "status": int(result.status),
        "value": result.value,
    }
    more = {"reason": result.reason or None, "newest": result.newest}
    return described | {name: value for name, value in more.items() if value is not None}


def _refused(status: HTTPStatus, reason: str) -> JsonResponse:
    return JsonResponse({"status": int(status), "reason": reason}, status=int(status))
