"""The wall of the room: readable from the last row, and without anything to press."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_safe

from accounts.access import MemberRequest, editor_required
from assessments.enums import SessionStage
from assessments.models import Session
from assessments.selectors.clients import visible_rounds
from assessments.selectors.languages import language_of
from assessments.selectors.workshops.counters import counters_of
from assessments.selectors.workshops.sessions import live_session
from assessments.services.workshops.steps import missing_votes, settle
from assessments.views.addresses import join_address
from assessments.views.gate import vouch_for
from assessments.views.workshops.screens import Audience, screen_html


@require_safe
@editor_required
def projector(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Show the room what it is doing, on a screen of its own."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    vouch_for(request, round)
    context = {"round": round, "join": join_address(request, round)}
    with translation.override(language_of(round)):
        return render(request, "workshops/projector/projector.html", context)


@require_GET
@editor_required
def projector_state(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Return all the projector shows, or 304 when it shows that already."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    session = live_session(round.pk)
    if session is None:
        return JsonResponse({"stage": "none"})
    session = settle(session)
    counters = counters_of(session)
    missing = missing_votes(session) if session.stage == SessionStage.CLOSING else 0
    counted = f"{counters.joined}-{counters.connected}-{counters.stored}-{missing}"
    etag = f'"{session.pk.hex}-{session.version}-{counted}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    else:
        left = None
        if session.deadline is not None:
            left = max((session.deadline - timezone.now()).total_seconds(), 0)
        response = JsonResponse(
            {
                "version": session.version,
                "stage": session.stage,
                "left": left,
                "screen": _screen_for_the_room(session),
                "joined": counters.joined,
                "connected": counters.connected,
                "stored": counters.stored,
                "missing": missing,
                "waiting": _waiting_in_words(session, missing),
            }
        )
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _screen_for_the_room(session: Session) -> SafeString:
    """Return the screen in the client's language, whatever the facilitator reads."""
    with translation.override(language_of(session.round)):
        return screen_html(session, Audience.PROJECTOR)


def _waiting_in_words(session: Session, missing: int) -> str:
    """Say for how many phones a vote that is closing still waits."""
    if session.stage != SessionStage.CLOSING:
        return ""
    with translation.override(language_of(session.round)):
        if not missing:
            return _("All votes are in.")
        words = ngettext(
            "Last seconds: %(count)d phone has not voted yet.",
            "Last seconds: %(count)d phones have not voted yet.",
            missing,
        )
        return words % {"count": missing}
