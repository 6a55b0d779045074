"""How far a report has come, and trying again after a failure."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import MemberRequest, editor_required, member_required
from accounts.enums import Action
from assessments.selectors.clients import visible_rounds
from assessments.views.noting import note_round
from reports.selectors.reports import progress_of
from reports.services.requesting import (
    AnswersDeletedError,
    RoundNotClosedError,
    request_report,
)
from reports.services.sweeping import sweep_jobs


@require_safe
@never_cache
@member_required
def report_progress(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Show the state of the newest report as a part of a page; looking also sweeps."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    sweep_jobs()
    context = {"round": round, "progress": progress_of(round)}
    return render(request, "reports/_progress.html", context)


@require_POST
@editor_required
def report_retry(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Queue a report again after the last one failed, or for a round that never had one."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    if progress_of(round).can_retry:
        try:
            request_report(round=round)
        except (AnswersDeletedError, RoundNotClosedError):
            return redirect("assessments:round", request.membership.workspace.slug, round.pk)
        note_round(request, Action.REPORT_REBUILT, round)
    return redirect("reports:report", request.membership.workspace.slug, round.pk)
