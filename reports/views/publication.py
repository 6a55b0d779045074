"""Publishing a round: what becomes final with it, and doing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, editor_required
from accounts.enums import Action
from assessments.promise import LEAST_TEXTS
from assessments.selectors.clients import visible_rounds
from assessments.selectors.statements import own_words
from assessments.services.rounds import RoundStateError
from assessments.views.noting import note_round
from reports.services.publication import publish_with_report


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def publish_round(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Ask whether to publish; on POST publish the round."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    if request.method == "POST":
        try:
            publish_with_report(round=round)
        except RoundStateError as error:
            messages.warning(request, str(error))
        else:
            note_round(request, Action.ROUND_PUBLISHED, round)
            messages.success(request, _("The round is published."))
    elif round.awaits_publication:
        context = {"round": round, "questions": own_words(round), "least": LEAST_TEXTS}
        return render(request, "reports/publish_round.html", context)
    return redirect("assessments:round", request.membership.workspace.slug, round.pk)
