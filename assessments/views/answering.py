"""Pages for answering: one screen per capability, the review, handing in, the receipt.

Everything here works as plain forms. With JavaScript one page turns all its screens itself and
saves through `answer-taps`.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.selectors.answering import (
    Standing,
    receipt_code,
    seat_key,
    today,
)
from assessments.selectors.workshops.sessions import live_session
from assessments.services.answering import (
    SeatUnknownError,
    TapResult,
    TapStatus,
    save_place,
    submit_ballot,
)
from assessments.services.joining import AnsweringRefusedError
from assessments.views.notices import seat_unknown
from assessments.views.questionnaire import (
    FIELD,
    Screen,
    overview,
    screen_html,
    screens_html,
    screens_of,
)
from assessments.views.seats import (
    HANDED_IN,
    SeatRequest,
    answer_path,
    cookie_checked,
    keep,
    no_answering,
    no_store,
    seat_here,
    seat_required,
    seat_token,
)

REVIEW = "assessments:answer-review"
PLACE = "assessments:answer-place"


@require_safe
@seat_required
def answer(request: SeatRequest) -> HttpResponse:
    """Go to the place seen last, or to the first one."""
    seat = request.seat
    codes = seat.capabilities
    if not codes:
        return redirect(REVIEW, round_id=seat.round.pk)
    place = seat.draft.place if seat.draft is not None else ""
    return redirect(PLACE, round_id=seat.round.pk, capability=place if place in codes else codes[0])


@require_http_methods(["GET", "HEAD", "POST"])
@cookie_checked()
@gzip_page
@seat_required
def answer_place(request: SeatRequest, capability: str) -> HttpResponse:
    """Show the questions of one capability; as a plain form, save them and go on."""
    found = [each for each in screens_of(request.seat) if each.code == capability]
    if not found:
        return redirect(answer_path(request.seat.round.pk))
    if request.method == "POST":
        return _save(request, found[0])
    return _screen_page(request, found[0])


@require_safe
@gzip_page
@seat_required
def answer_review(request: SeatRequest) -> HttpResponse:
    """Show what is still open before handing in."""
    seat = request.seat
    rows = overview(seat)
    context = {
        "seat": seat,
        "rows": rows,
        "open_rows": [row for row in rows if row.open_count],
        "open_count": sum(row.open_count for row in rows),
        "record": _page_record(request),
        "workshop_is_on": live_session(seat.round.pk) is not None,
    }
    return render(request, "answering/review.html", context)


@no_store
@require_POST
@cookie_checked()
def answer_submit(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Hand the answers in; a second press finds them handed in and shows the receipt."""
    try:
        ballot = submit_ballot(token=seat_token(request), round_id=round_id)
    except (AnsweringRefusedError, SeatUnknownError):
        return no_answering(request, seat_here(request, round_id))
    response = redirect("assessments:receipt", round_id=round_id)
    if ballot is not None:
        keep(response, HANDED_IN, ballot.day.isoformat(), answer_path(round_id))
    return response


@no_store
@require_safe
def receipt(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show that the answers were handed in. The day is known to this browser only."""
    seat = seat_here(request, round_id)
    if seat is None:
        return seat_unknown(request)
    if seat.standing is not Standing.SUBMITTED:
        return redirect(answer_path(round_id))
    context = {
        "seat": seat,
        "day": _handed_in_on(request),
        "code": receipt_code(seat.participant),
        "record": {"round": str(round_id)},
        "workshop_is_on": live_session(round_id) is not None,
    }
    return render(request, "answering/receipt.html", context)


def _screen_page(
    request: SeatRequest,
    screen: Screen,
    problems: tuple[TapResult, ...] = (),
    given: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    refused = {each.item for each in problems if each.status is TapStatus.REFUSED}
    typed = {code: given[code] for code in refused}
    context = {
        "seat": request.seat,
        "screen": screen,
        "shown": screen_html(request.seat, screen, request.seat.answers | typed),
        "record": _page_record(request) | {"here": screen.code},
        "all_screens": screens_html(request.seat),
        "is_refused": bool(refused),
        "is_superseded": len(problems) > len(refused),
        "workshop_is_on": live_session(request.seat.round.pk) is not None,
    }
    status = 200
    if problems:
        status = TapStatus.REFUSED if refused else TapStatus.SUPERSEDED
    return render(request, "answering/questions.html", context, status=int(status))


def _save(request: SeatRequest, screen: Screen) -> HttpResponse:
    seat = request.seat
    codes = [each.code for each in screens_of(seat)]
    step = -1 if request.POST.get("go") == "back" else 1
    target = max(codes.index(screen.code) + step, 0)
    is_last = target == len(codes)
    given = _given(request, screen)
    results = save_place(
        token=seat_token(request),
        round_id=seat.round.pk,
        given=given,
        seen=_whole(request.POST.get("seen", "")),
        place=screen.code if is_last else codes[target],
    )
    problems = tuple(each for each in results if each.status is not TapStatus.SAVED)
    if problems:
        request.seat = seat_here(request, seat.round.pk) or seat
        return _screen_page(request, screen, problems, given)
    if is_last:
        return redirect(REVIEW, round_id=seat.round.pk)
    return redirect(PLACE, round_id=seat.round.pk, capability=codes[target])


def _given(request: HttpRequest, screen: Screen) -> dict[str, Any]:
    """Return the answers of a plain form: levels as numbers, an emptied text as None."""
    given: dict[str, Any] = {}
    for question in screen.questions:
        value = request.POST.get(FIELD + question.code)
        if value is None:
            continue
        if question.is_text:
            value = value.replace("\r\n", "\n")
            given[question.code] = value if value.strip() else None
        else:
            given[question.code] = int(value) if value in {"1", "2", "3", "4", "5"} else value
    return given


def _page_record(request: SeatRequest) -> dict[str, Any]:
    """Return what the page's script needs to know about this participant and round."""
    seat = request.seat
    return {
        "round": str(seat.round.pk),
        "seat": seat_key(seat.participant),
        "base": answer_path(seat.round.pk),
        "answers": seat.answers,
        "last": seat.last_sequence,
    }


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 17 else 0


def _handed_in_on(request: HttpRequest) -> date | None:
    try:
        return min(date.fromisoformat(request.COOKIES.get(HANDED_IN, "")), today())
    except ValueError:
        return None
