"""How a number of the newest report comes about: a page of its own, shown in a dialog where it can.

Visitors of a share link read the same, but for what their audience is not to see.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.http import require_safe

from accounts.access import MemberRequest, member_required
from assessments.models import Round
from assessments.selectors.clients import visible_rounds
from assessments.selectors.languages import language_of
from assessments.views.seats import cookie_checked
from reports.audiences import NEEDED, VIEWS, View, cut_explanation, may_explain
from reports.enums import Audience
from reports.models import Report
from reports.selectors.reports import newest_ready
from reports.selectors.wording import wording_of
from reports.story.explanation import ExplanationStory, explain, explanation_story
from reports.views.shared import link_gone, passed, unlisted
from scoring.release import Release


@require_safe
@member_required
def explain_number(request: MemberRequest, round_id: UUID, part: str) -> HttpResponse:
    """Explain a score, gate or gap of the newest ready report by its code."""
    rounds = visible_rounds(request.membership).select_related("framework_version")
    round = get_object_or_404(rounds, pk=round_id)
    report = newest_ready(round)
    if report is None:
        raise Http404
    with translation.override(language_of(round)):
        context = {"round": round, "report": report, "explanation": _told(report, round, part)}
        return render(request, "reports/explain.html", context)


@require_safe
@unlisted
@cookie_checked(link_gone)
def shared_explain(request: HttpRequest, link_id: UUID, part: str) -> HttpResponse:
    """Explain a number to a visitor whose audience sees all that it is made of."""
    shown, link = passed(request, link_id)
    if shown is None or link is None:
        return link_gone(request)
    if not shown.is_unlocked:
        return redirect("reports:shared", link_id=link.pk)
    report, view = link.report, VIEWS[Audience(link.audience)]
    with translation.override(language_of(report.round)):
        told = _told(report, report.round, part, view)
        context = {"link": link, "report": report, "round": report.round, "explanation": told}
        return render(request, "reports/shared/explain.html", context)


def _told(report: Report, round: Round, part: str, view: View | None = None) -> ExplanationStory:
    release, wording = Release.from_json(report.release or {}), wording_of(round)
    try:
        explanation = explain(release, wording, part)
    except KeyError:
        raise Http404 from None
    if view is None:
        return explanation_story(explanation, release, wording)
    if not may_explain(view, explanation.kind):
        raise Http404
    linked = [kind for kind in NEEDED if may_explain(view, kind)]
    return explanation_story(cut_explanation(view, explanation), release, wording, linked)
