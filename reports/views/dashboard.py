"""The report of a round as a page."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from accounts.access import MemberRequest, member_required
from assessments.selectors.clients import visible_rounds
from assessments.selectors.languages import language_of
from assessments.selectors.statements import published_words
from reports.selectors.reports import figures_of, newest_ready, progress_of, story_of
from reports.selectors.wording import wording_of


@require_safe
@member_required
def report(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Show the newest ready report; until there is one, how far it has come."""
    rounds = visible_rounds(request.membership).select_related("framework_version")
    round = get_object_or_404(rounds, pk=round_id)
    ready = newest_ready(round)
    progress = progress_of(round)
    if ready is None:
        return render(request, "reports/waiting.html", {"round": round, "progress": progress})
    with translation.override(language_of(round)):
        context = {
            "round": round,
            "progress": progress,
            "report": ready,
            "story": story_of(ready, wording_of(round)),
            "figures": figures_of(ready.pk),
            "own_words": published_words(round),
        }
        return render(request, "reports/report.html", context)
