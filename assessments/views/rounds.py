"""The page of a round, which follows the work from the first invitation to the report."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.access import MemberRequest, editor_required, member_required
from accounts.enums import Action
from assessments.selectors.clients import visible_rounds
from assessments.selectors.rounds import round_overview
from assessments.selectors.workshops.sessions import live_session
from assessments.services.rounds import RoundStateError, open_round
from assessments.views.addresses import join_address
from assessments.views.gate import vouch_for
from assessments.views.noting import note_round


@require_safe
@member_required
def round_page(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Show a round: invite, watch, facts, close, report, next quarter."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    vouch_for(request, round)
    context = {
        "round": round,
        "overview": round_overview(round, timezone.localdate()),
        "join": join_address(request, round),
        "workshop_is_on": live_session(round.pk) is not None,
    }
    return render(request, "assessments/rounds/round.html", context)


@require_safe
@conditional_page
@member_required
def participation(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Return the participation as part of a page that asks every few seconds.

    The page tells which step it shows as the next one; when that has changed it starts anew.
    """
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    overview = round_overview(round, timezone.localdate())
    if request.GET.get("step", overview.step) != overview.step:
        return HttpResponseClientRefresh()
    context = {"round": round, "overview": overview}
    return render(request, "assessments/rounds/_participation.html", context)


@require_POST
@editor_required
def round_open(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Open a round for answers."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    try:
        open_round(round=round)
    except RoundStateError as error:
        messages.warning(request, str(error))
    else:
        note_round(request, Action.ROUND_OPENED, round)
        messages.success(request, _("The round is open. Now invite people."))
    return redirect("assessments:round", request.membership.workspace.slug, round.pk)
