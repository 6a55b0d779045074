"""What if: a scenario from the newest report. It lives in the browser and is never stored."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from accounts.access import MemberRequest, member_required
from assessments.selectors.clients import visible_rounds
from assessments.selectors.languages import language_of
from reports.selectors.reports import newest_ready, progress_of
from reports.selectors.wording import wording_of
from reports.story.what_if import no_what_if, what_if_story
from scoring.release import Release


@require_safe
@member_required
def what_if(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Show what can be moved; until there is a report, how far it has come."""
    rounds = visible_rounds(request.membership).select_related("framework_version")
    round = get_object_or_404(rounds, pk=round_id)
    ready = newest_ready(round)
    if ready is None:
        context = {"round": round, "progress": progress_of(round)}
        return render(request, "reports/waiting.html", context)
    release = Release.from_json(ready.release or {})
    with translation.override(language_of(round)):
        story = what_if_story(release, wording_of(round))
        context = {
            "round": round,
            "report": ready,
            "what_if": story,
            "absence": "" if story else no_what_if(release),
        }
        return render(request, "reports/what_if.html", context)
