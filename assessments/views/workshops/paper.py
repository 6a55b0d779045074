"""Voting on paper: ballots to print, and typing in what comes back."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, editor_required
from accounts.enums import Action
from assessments.forms.paper import BallotsForm, PaperVoteForm, TakeBackForm
from assessments.models import Session, StakeholderGroup
from assessments.selectors.clients import visible_rounds
from assessments.selectors.frameworks import framework_in_words
from assessments.selectors.languages import language_of, names_of
from assessments.selectors.workshops.on_paper import items_on_paper
from assessments.selectors.workshops.seats import seats_of
from assessments.selectors.workshops.sessions import live_session, sessions_of
from assessments.services.workshops.paper_ballots import PaperSeat, lay_out_ballots
from assessments.services.workshops.steps import SessionStepError
from assessments.services.workshops.typed_votes import (
    PaperVote,
    TypedVoteError,
    take_back,
    type_in,
)
from assessments.views.noting import note_round
from assessments.views.questionnaire import Question, question_of
from assessments.views.seats import no_store


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper ballot; without a code somebody writes in the one their phone showed."""

    code: str
    group: str
    questions: tuple[Question, ...]


@no_store
@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def ballots(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Ask how many ballots are needed; POST makes them, shown in this answer only."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    session = live_session(round.pk)
    if session is None:
        messages.info(request, _("Ballots belong to a workshop. Start it first, then print."))
        return redirect("assessments:workshop", request.membership.workspace.slug, round.pk)
    groups = {group: names_of(round, group) for group in round.groups.filter(headcount__gt=0)}
    form = BallotsForm(request.POST or None, groups=groups)
    if not form.is_valid():
        context = {"round": round, "session": session, "form": form}
        return render(request, "workshops/paper/ballots.html", context)
    try:
        seats = lay_out_ballots(session_id=session.pk, numbers=form.numbers)
    except SessionStepError as error:
        messages.warning(request, str(error))
        return redirect("assessments:workshop", request.membership.workspace.slug, round.pk)
    note_round(request, Action.BALLOTS_PRINTED, round, str(len(seats)))
    return _sheets(request, session, form, seats)


@no_store
@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def typing(request: MemberRequest, round_id: UUID, session_id: UUID) -> HttpResponse:
    """Type in votes from paper, one after the other; the form moves on to the next question."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    session = get_object_or_404(sessions_of(round), pk=session_id)
    items = _items(session)
    form = PaperVoteForm(request.POST or None, items=items)
    if "take_back" in request.POST:
        form = _taken_back(request, session, items)
    elif form.is_valid():
        form = _typed(request, session, form, items)
    context = {
        "round": round,
        "session": session,
        "form": form,
        "can_type": round.is_open and (not session.has_ended or seats_of(session).exists()),
    }
    return render(request, "workshops/paper/typing.html", context)


def _sheets(
    request: MemberRequest, session: Session, form: BallotsForm, seats: list[PaperSeat]
) -> HttpResponse:
    """Show the sheets in the client's language, for they are for people in the room."""
    round, most = session.round, form.cleaned_data["questions"]
    with translation.override(language_of(round)):
        asked = {group: _questions(session, group, most) for group in form.numbers}
        names = {group: names_of(round, group).label for group in form.numbers}
        sheets = [Sheet(seat.code, names[seat.group], asked[seat.group]) for seat in seats]
        without_code = form.cleaned_data["without_code"] or 0
        if without_code:
            sheets += [Sheet("", "", _questions(session, None, most))] * without_code
        context = {"round": round, "sheets": sheets}
        return render(request, "workshops/paper/sheets.html", context)


def _questions(session: Session, group: StakeholderGroup | None, most: int) -> tuple[Question, ...]:
    framework = framework_in_words(session.round.framework_version_id)
    items = items_on_paper(session, group, most)
    return tuple(question_of(item, framework.choices(item)) for item in items)


def _items(session: Session) -> list[tuple[str, str]]:
    framework = framework_in_words(session.round.framework_version_id)
    codes = session.agenda.values_list("item", flat=True)
    return [(code, framework.item(code).question) for code in codes]


def _typed(
    request: MemberRequest, session: Session, form: PaperVoteForm, items: list[tuple[str, str]]
) -> PaperVoteForm:
    """Store a vote and return the form for the next one; when it is refused, the form as it is."""
    paper = PaperVote(**form.cleaned_data)
    try:
        typed = type_in(session_id=session.pk, paper=paper)
    except TypedVoteError as error:
        form.add_error(None, str(error))
        return form
    messages.success(request, _("Stored.") if typed.is_new else _("This vote is stored already."))
    if typed.was_shown:
        messages.info(
            request,
            _("The answers to this question were shown before. They stay as they were shown."),
        )
    codes = [code for code, _question in items]
    following = codes[(codes.index(paper.item) + 1) % len(codes)]
    return PaperVoteForm(
        items=items, initial={"code": paper.code, "phase": paper.phase, "item": following}
    )


def _taken_back(
    request: MemberRequest, session: Session, items: list[tuple[str, str]]
) -> PaperVoteForm:
    form = TakeBackForm(request.POST, items=items)
    if not form.is_valid():
        return form
    try:
        was_there = take_back(session_id=session.pk, **form.cleaned_data)
    except TypedVoteError as error:
        form.add_error(None, str(error))
        return PaperVoteForm(items=items, initial=form.cleaned_data)
    if was_there:
        messages.success(request, _("Taken back. Type in what the sheet says."))
    else:
        messages.info(request, _("No vote on this question was typed in for this code."))
    return PaperVoteForm(items=items, initial=form.cleaned_data)
