"""Opening a closed round again for late answers: what it means, and doing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, editor_required
from accounts.enums import Action
from assessments.forms.rounds import ReopenForm
from assessments.promise import LEAST_TEXTS
from assessments.selectors.clients import visible_rounds
from assessments.services.rounds import RoundStateError
from assessments.views.noting import note_round
from reports.services.requesting import reopen_and_withdraw


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def reopen_round(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Ask until when; on POST open the round again."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    form = ReopenForm(request.POST or None, round=round)
    if round.awaits_publication and not form.is_valid():
        context = {"round": round, "form": form, "least": LEAST_TEXTS}
        return render(request, "reports/reopen_round.html", context)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_and_withdraw(round=round, **form.cleaned_data)
        except RoundStateError as error:
            messages.warning(request, str(error))
        else:
            note_round(request, Action.ROUND_REOPENED, round)
            messages.success(request, _("The round is open again. Tell those who are late."))
    return redirect("assessments:round", request.membership.workspace.slug, round.pk)
