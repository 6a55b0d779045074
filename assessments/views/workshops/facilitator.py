"""The facilitator's page: agenda, the item on the screens, and one next step at a time."""

import math
from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh, trigger_client_event

from accounts.access import MemberRequest, editor_required
from accounts.enums import Action
from assessments.enums import AgendaState, SessionStage, VotePhase
from assessments.forms.workshops import AgreeForm, NotesForm, StartForm
from assessments.models import Round, Session
from assessments.selectors.clients import visible_rounds
from assessments.selectors.workshops.agendas import Agenda, agenda_of
from assessments.selectors.workshops.counters import counters_of
from assessments.selectors.workshops.sessions import live_session, sessions_of
from assessments.selectors.workshops.snapshots import Snapshot, snapshot_of
from assessments.services.workshops import steps
from assessments.services.workshops.agreeing import agree
from assessments.services.workshops.locks import SessionMovedError
from assessments.services.workshops.noting import WrittenElsewhereError, keep_notes
from assessments.services.workshops.sessions import end_session, start_session
from assessments.views.addresses import join_address
from assessments.views.gate import vouch_for
from assessments.views.noting import note_round
from assessments.views.workshops.agenda import folds_of, topic_of
from assessments.views.workshops.answers import agreed_label, answers_shown
from assessments.views.workshops.prompts import prompts_for

COUNTDOWN_SECONDS = {"30": 30, "60": 60, "120": 120}
# Where the facilitator's last choice is kept from one question to the next.
COUNTDOWN = "workshop-countdown"
MOVED = "workshop-moved"
# The heading of what is on the screens.
NOW = "#now"

Move = Callable[[MemberRequest, Session, int], object]


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def workshop(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Start a workshop, or run the one that is going on."""
    round = _round(request, round_id)
    vouch_for(request, round)
    session = live_session(round.pk)
    if session is not None and request.method != "POST":
        return _running(request, round, steps.settle(session))
    here = _address(request, round)
    form = StartForm(request.POST or None)
    if session is None and form.is_valid():
        try:
            start_session(round=round, facilitator=request.membership.user, ends_at=form.moment())
        except steps.SessionStepError as error:
            messages.warning(request, str(error))
        else:
            note_round(request, Action.WORKSHOP_STARTED, round)
            here += NOW
    if request.method == "POST" and (session is not None or form.is_valid()):
        return redirect(here)
    context = {"round": round, "form": form, "earlier": sessions_of(round)}
    return render(request, "workshops/facilitator/start.html", context)


@require_safe
@editor_required
def workshop_counters(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Return the counters; when the workshop has moved on, tell the page to follow."""
    round = _round(request, round_id)
    session = live_session(round.pk)
    if session is None:
        return HttpResponseClientRefresh()
    session = steps.settle(session)
    shown = (request.GET.get("session"), request.GET.get("version"))
    if shown != (str(session.pk), str(session.version)):
        return trigger_client_event(HttpResponse(status=HTTPStatus.NO_CONTENT), MOVED)
    context = {"session": session, **_counted(session)}
    return render(request, "workshops/facilitator/_counters.html", context)


@require_POST
@editor_required
def workshop_notes(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Keep the facilitator's own notes on an item, and say so in a word.

    What is not kept is no success (409, 422), and the answer says why.
    """
    session = live_session(_round(request, round_id).pk)
    form = NotesForm(request.POST)
    if session is None or request.POST.get("session") != str(session.pk):
        return _not_kept(_("This workshop is over, so notes on it cannot be changed."))
    if not form.is_valid():
        return _not_kept(_("These notes are too long to keep."))
    try:
        keep_notes(session=session, item=_item(request), **form.cleaned_data)
    except steps.SessionStepError as error:
        return _not_kept(str(error))
    except WrittenElsewhereError as error:
        context = {"stored": error.stored}
        page = "workshops/facilitator/_written_elsewhere.html"
        return render(request, page, context, status=HTTPStatus.CONFLICT)
    return HttpResponse(_("Saved"))


def _not_kept(why: str) -> HttpResponse:
    return HttpResponse(escape(why), status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
@editor_required
def workshop_step(request: MemberRequest, round_id: UUID, step: str) -> HttpResponse:
    """Take a step: from an old page nothing happens, and the page says so."""
    round = _round(request, round_id)
    session = live_session(round.pk)
    move = MOVES.get(step)
    if move is None:
        raise Http404
    if "countdown" in request.POST:
        request.session[COUNTDOWN] = _countdown(request.POST["countdown"])
    here = _address(request, round)
    if session is not None:
        try:
            move(request, session, _version(request, session))
        except SessionMovedError:
            messages.info(request, _("The workshop had moved on already. This is where it is."))
        except steps.SessionStepError as error:
            messages.warning(request, str(error))
        else:
            if step == "end":
                note_round(request, Action.WORKSHOP_ENDED, round)
            else:
                # The keyboard and what is read aloud go on where the next step is.
                here += NOW
    return redirect(here)


def _round(request: MemberRequest, round_id: UUID) -> Round:
    return get_object_or_404(visible_rounds(request.membership), pk=round_id)


def _address(request: MemberRequest, round: Round) -> str:
    return reverse("assessments:workshop", args=[request.membership.workspace.slug, round.pk])


def _running(request: MemberRequest, round: Round, session: Session) -> HttpResponse:
    agenda = agenda_of(session, timezone.now())
    shown = snapshot_of(session)
    notes = agenda.current.row.notes if agenda.current else ""
    context = {
        "round": round,
        "session": session,
        "agenda": agenda,
        "following": topic_of(agenda.following),
        "folds": folds_of(session, agenda),
        "prompts": prompts_for(shown),
        "next_step": _next_step(session, shown, agenda),
        "shown": shown,
        "agreed_label": agreed_label(shown),
        "levels": tuple(enumerate(shown.labels, start=1)),
        "answers": answers_shown(shown),
        **_counted(session),
        "join": join_address(request, round),
        "agree_form": AgreeForm(initial=_agreed(shown.agreed)),
        "notes_form": NotesForm(initial={"notes": notes, "known": notes}),
        "countdowns": COUNTDOWN_SECONDS,
        "countdown": request.session.get(COUNTDOWN, ""),
    }
    return render(request, "workshops/facilitator/running.html", context)


def _counted(session: Session) -> dict[str, object]:
    """Return what is counted while a workshop goes on, and the seconds a vote still has."""
    left = None
    if session.stage == SessionStage.VOTING and session.deadline is not None:
        left = max(math.ceil((session.deadline - timezone.now()).total_seconds()), 0)
    return {
        "counters": counters_of(session),
        "missing": steps.missing_votes(session) if session.takes_votes else 0,
        "seconds_left": left,
    }


def _next_step(session: Session, shown: Snapshot, agenda: Agenda) -> str:
    """Return the one step that is offered as a filled button; empty while time decides."""
    if session.stage == SessionStage.VOTING:
        return "close"
    if session.stage == SessionStage.CLOSING:
        return ""
    if session.stage == SessionStage.REVEALED and shown.agreed is None:
        return "again" if session.phase == VotePhase.BLIND else "agree"
    return "show" if agenda.following else "end"


def _agreed(agreed: object) -> dict[str, object]:
    names = ("level", "reason", "dissenting")
    return {name: getattr(agreed, name) for name in names} if agreed else {}


def _version(request: MemberRequest, session: Session) -> int:
    """Return the version that the page showed; of another workshop, none."""
    if request.POST.get("session") != str(session.pk):
        raise SessionMovedError
    try:
        return int(request.POST.get("version", ""))
    except ValueError:
        raise SessionMovedError from None


def _item(request: MemberRequest) -> str:
    """Return the question that was sent; with a null byte, which no database takes, none."""
    sent = request.POST.get("item", "")
    return "" if "\x00" in sent else sent


def _show(request: MemberRequest, session: Session, version: int) -> object:
    return steps.show_item(
        session_id=session.pk,
        version=version,
        item=_item(request),
        seconds=_seconds(request),
    )


def _again(request: MemberRequest, session: Session, version: int) -> object:
    return steps.vote_again(session_id=session.pk, version=version, seconds=_seconds(request))


def _close(_request: MemberRequest, session: Session, version: int) -> object:
    return steps.close_vote(session_id=session.pk, version=version)


def _gather(_request: MemberRequest, session: Session, version: int) -> object:
    return steps.gather(session_id=session.pk, version=version)


def _park(request: MemberRequest, session: Session, version: int) -> object:
    return _aside(request, session, version, AgendaState.PARKED)


def _skip(request: MemberRequest, session: Session, version: int) -> object:
    return _aside(request, session, version, AgendaState.SKIPPED)


def _aside(request: MemberRequest, session: Session, version: int, state: AgendaState) -> object:
    item = _item(request)
    return steps.put_aside(session_id=session.pk, version=version, item=item, state=state)


def _agree(request: MemberRequest, session: Session, version: int) -> object:
    form = AgreeForm(request.POST)
    if not form.is_valid():
        raise steps.SessionStepError(_("Choose a level and say what convinced the room."))
    return agree(
        session_id=session.pk,
        version=version,
        facilitator=request.membership.user,
        **form.cleaned_data,
    )


def _end(_request: MemberRequest, session: Session, version: int) -> object:
    return end_session(session_id=session.pk, version=version)


def _seconds(request: MemberRequest) -> int | None:
    return COUNTDOWN_SECONDS.get(request.session.get(COUNTDOWN, ""))


def _countdown(sent: str) -> str:
    return sent if sent in COUNTDOWN_SECONDS else ""


MOVES: dict[str, Move] = {
    "show": _show,
    "again": _again,
    "close": _close,
    "gather": _gather,
    "park": _park,
    "skip": _skip,
    "agree": _agree,
    "end": _end,
}
