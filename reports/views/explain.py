"""How a number of the newest report comes about: a page of its own, shown in a dialog where it can.

Visitors of a share link read the same, but for what their audience is not to see.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.access import MemberRequest
from assessments.models import Round
from reports.audiences import NEEDED, WHOLE, View, cut_explanation, may_explain
from reports.models import Report
from reports.selectors.pages import Place
from reports.selectors.wording import wording_of
from reports.story.explanation import explain, explanation_story
from reports.views.dashboard import of_ready_report
from reports.views.letterhead import letterhead_of
from reports.views.places import MemberPlace
from scoring.release import Release


@of_ready_report
def explain_number(request: MemberRequest, round: Round, ready: Report, part: str) -> HttpResponse:
    """Explain a score, gate or gap of the newest ready report by its code."""
    place = MemberPlace(request.membership.workspace.slug, round.pk)
    return render(request, "reports/explain.html", explain_context(ready, WHOLE, part, place))


def explain_context(report: Report, view: View, part: str, place: Place) -> dict[str, Any]:
    """Return what the page shows, in the active language.

    Raises
    ------
    Http404
        For a code that nothing has, and for what is made of something the audience does not see.
    """
    release, wording = Release.from_json(report.release or {}), wording_of(report.round)
    try:
        explanation = explain(release, wording, part)
    except KeyError:
        raise Http404 from None
    if not may_explain(view, explanation.kind):
        raise Http404
    linked = [kind for kind in NEEDED if may_explain(view, kind)]
    told = explanation_story(cut_explanation(view, explanation), release, wording, linked)
    return {
        "round": report.round,
        "report": report,
        "letterhead": letterhead_of(report.round.workspace, place),
        "explanation": told,
    }
