"""What if: a scenario from the newest report. It lives in the browser and is never stored."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import MemberRequest
from assessments.models import Round
from reports.audiences import WHOLE, View
from reports.document.parts import Page
from reports.models import Report
from reports.selectors.contents import outline_for
from reports.selectors.pages import Place, links_to
from reports.selectors.wording import wording_of
from reports.story.what_if import no_what_if, what_if_story
from reports.views.dashboard import of_ready_report
from reports.views.extra_pages import extra_pages
from reports.views.letterhead import letterhead_of
from reports.views.places import MemberPlace
from scoring.release import Release


@of_ready_report
def what_if(request: MemberRequest, round: Round, ready: Report) -> HttpResponse:
    """Show what can be moved."""
    place = MemberPlace(request.membership.workspace.slug, round.pk)
    return render(request, "reports/what_if.html", what_if_context(ready, WHOLE, place))


def what_if_context(report: Report, view: View, place: Place) -> dict[str, Any]:
    """Return what the page shows, in the active language."""
    release = Release.from_json(report.release or {})
    story = what_if_story(release, wording_of(report.round))
    return {
        "round": report.round,
        "report": report,
        "letterhead": letterhead_of(report.round.workspace, place),
        "what_if": story,
        "absence": "" if story else no_what_if(release),
        "links": links_to(
            outline_for(report, view), Page.WHAT_IF, place, extra_pages(report.round, view)
        ),
    }
