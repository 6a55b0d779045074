"""What if: a scenario from the newest report. It lives in the browser and is never stored."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.http import require_safe

from accounts.access import MemberRequest, member_required
from assessments.selectors.clients import visible_rounds
from assessments.selectors.languages import language_of
from assessments.views.seats import cookie_checked
from reports.audiences import VIEWS, may_ask_what_if
from reports.enums import Audience
from reports.models import Report
from reports.selectors.reports import newest_ready, progress_of
from reports.selectors.wording import wording_of
from reports.story.what_if import no_what_if, what_if_story
from reports.views.shared import link_gone, passed, unlisted
from reports.wording import Wording
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
    with translation.override(language_of(round)):
        context = {"round": round, "report": ready, **_told(ready, wording_of(round))}
        return render(request, "reports/what_if.html", context)


@require_safe
@unlisted
@cookie_checked(link_gone)
def shared_what_if(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Show the same to a visitor whose audience sees all that a scenario starts from."""
    shown, link = passed(request, link_id)
    if shown is None or link is None:
        return link_gone(request)
    if not shown.is_unlocked:
        return redirect("reports:shared", link_id=link.pk)
    if not may_ask_what_if(VIEWS[Audience(link.audience)]):
        raise Http404
    report, round = link.report, link.report.round
    with translation.override(language_of(round)):
        told = _told(report, wording_of(round))
        context = {"link": link, "round": round, "report": report, **told}
        return render(request, "reports/shared/what_if.html", context)


def _told(report: Report, wording: Wording) -> dict[str, object]:
    release = Release.from_json(report.release or {})
    story = what_if_story(release, wording)
    return {"what_if": story, "absence": "" if story else no_what_if(release)}
