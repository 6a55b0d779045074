"""The report of a round as pages, and its charts as members get them."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.http import require_safe

from accounts.access import MemberRequest, member_required
from assessments.models import Round
from assessments.selectors.languages import language_of
from assessments.selectors.statements import published_words
from reports.audiences import WHOLE
from reports.document.parts import Page
from reports.models import Report
from reports.selectors.contents import outline_for
from reports.selectors.files import files_of
from reports.selectors.pages import links_to, page_of
from reports.selectors.reports import newest_ready, progress_of, rounds_to_read
from reports.services.requesting_files import request_files
from reports.views.charts import figure_answer, picture_answer, table_answer
from reports.views.extra_pages import extra_pages
from reports.views.letterhead import letterhead_of, logo_answer, look_answer
from reports.views.places import MemberPlace

View = Callable[..., HttpResponseBase]


def of_ready_report(view: Callable[..., HttpResponse]) -> View:
    """Give a view the round and its newest ready report, and the report's language.

    Without a ready report it leads to the report's own page, which says how far it is.
    """

    @require_safe
    @member_required
    @wraps(view)
    def with_report(request: MemberRequest, round_id: UUID, **parts: Any) -> HttpResponse:
        round = _round(request, round_id)
        ready = newest_ready(round)
        if ready is None:
            return redirect("reports:report", request.membership.workspace.slug, round.pk)
        with translation.override(language_of(round)):
            return view(request, round, ready, **parts)

    return with_report


@require_safe
@member_required
def report(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Show the summary of the newest ready report; until there is one, how far it has come."""
    round = _round(request, round_id)
    ready = newest_ready(round)
    if ready is None:
        context = {"round": round, "progress": progress_of(round)}
        return render(request, "reports/waiting.html", context)
    with translation.override(language_of(round)):
        request_files(report=ready)
        return _page(request, round, ready, Page.SUMMARY, files=files_of(ready))


@of_ready_report
def report_page(request: MemberRequest, round: Round, ready: Report, page: str) -> HttpResponse:
    """Show another page of the report."""
    return _page(request, round, ready, page)


@of_ready_report
def own_words(request: MemberRequest, round: Round, ready: Report) -> HttpResponse:
    """Show what people wrote and the consultant published."""
    words = published_words(round)
    if not words:
        raise Http404
    place = MemberPlace(request.membership.workspace.slug, round.pk)
    context = {
        "round": round,
        "report": ready,
        "own_words": words,
        "letterhead": letterhead_of(round.workspace, place),
        "links": links_to(outline_for(ready), Page.OWN_WORDS, place, extra_pages(round, WHOLE)),
    }
    return render(request, "reports/own_words.html", context)


@of_ready_report
def logo(request: MemberRequest, round: Round, _ready: Report) -> HttpResponse:
    """Send the consultancy's logo."""
    return logo_answer(request, round.workspace)


@of_ready_report
def look(request: MemberRequest, round: Round, _ready: Report) -> HttpResponse:
    """Send the consultancy's colour, as a stylesheet."""
    return look_answer(request, round.workspace)


@of_ready_report
def figure(_request: MemberRequest, _round: Round, ready: Report, chart: str) -> HttpResponse:
    """Give a chart to Plotly."""
    return figure_answer(ready, WHOLE, chart)


@of_ready_report
def table(_request: MemberRequest, _round: Round, ready: Report, chart: str) -> HttpResponse:
    """Give the numbers of a chart as CSV."""
    return table_answer(ready, WHOLE, chart)


@of_ready_report
def picture(
    _request: MemberRequest, _round: Round, ready: Report, chart: str, picture: str
) -> HttpResponse:
    """Give a chart as a picture."""
    return picture_answer(ready, WHOLE, chart, picture)


def _round(request: MemberRequest, round_id: UUID) -> Round:
    return get_object_or_404(rounds_to_read(request.membership), pk=round_id)


def _page(
    request: MemberRequest, round: Round, ready: Report, key: str, **more: Any
) -> HttpResponse:
    place = MemberPlace(request.membership.workspace.slug, round.pk)
    page = page_of(outline_for(ready), key, ready.pk, place, extra_pages(round, WHOLE))
    if page is None:
        raise Http404
    context = {
        "round": round,
        "report": ready,
        "progress": progress_of(round),
        "page": page,
        "letterhead": letterhead_of(round.workspace, place),
        **more,
    }
    return render(request, "reports/report.html", context)
