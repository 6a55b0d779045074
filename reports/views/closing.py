"""Closing a round: what it means, and doing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, editor_required
from accounts.enums import Action
from assessments.selectors.clients import visible_rounds
from assessments.services.rounds import RoundStateError
from assessments.views.noting import note_round
from reports.selectors.closing import closing_outlook
from reports.services.requesting import close_and_request


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def close_round(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Ask whether to close; on POST close the round and queue its report."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    if request.method == "POST":
        try:
            close_and_request(round=round)
        except RoundStateError as error:
            messages.warning(request, str(error))
        else:
            note_round(request, Action.ROUND_CLOSED, round)
            messages.success(request, _("The round is closed. The report is being built."))
    elif round.is_open:
        context = {"round": round, "outlook": closing_outlook(round)}
        return render(request, "reports/close_round.html", context)
    return redirect("assessments:round", request.membership.workspace.slug, round.pk)
