"""The visitor's side of a share link: no account, no session, one report for one audience.

The secret in the address is exchanged for a cookie at once. Opening a link makes and uses up
nothing, so mail programs that look into links do no harm. A link that is unknown, expired,
revoked or forged gets one and the same answer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from accounts.visitors_language import speak
from assessments.selectors.languages import language_of
from assessments.selectors.statements import published_words
from assessments.views.seats import cookie_checked
from reports.audiences import VIEWS
from reports.audiences import View as AudienceView
from reports.document.parts import Page
from reports.enums import Audience
from reports.forms.sharing import PasswordForm
from reports.models import ShareLink
from reports.selectors.contents import outline_for
from reports.selectors.files import files_of, ready_file
from reports.selectors.pages import links_to, page_of
from reports.selectors.sharing import link_by_id, link_by_token
from reports.services.requesting_files import request_files
from reports.services.sharing import mark_share_link_used
from reports.services.unlocking import unlock_share_link
from reports.share_passes import LIFETIME, SharePass, read_pass, sign_pass
from reports.views.charts import figure_answer, picture_answer, table_answer
from reports.views.explain import explain_context
from reports.views.extra_pages import extra_pages
from reports.views.files import file_answer
from reports.views.letterhead import letterhead_of, logo_answer, look_answer
from reports.views.places import SharedPlace
from reports.views.what_if import what_if_context

COOKIE = "shared"
FORBIDDEN = 403

View = Callable[..., HttpResponseBase]


def unlisted(view: View) -> View:
    """Keep what a view answers out of search engines, and out of caches unless it says how long."""

    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        answer = view(request, **parts)
        answer.headers.setdefault("Cache-Control", "no-store")
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return guarded


def link_gone(request: HttpRequest, **_parts: Any) -> HttpResponse:
    """Say that a link opens nothing, without telling whether it ever did."""
    answer = render(request, "reports/shared/gone.html", status=404)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@require_safe
@unlisted
def open_share(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange the secret for a cookie, and leave the address that holds it."""
    link = link_by_token(token.rstrip("/"))
    if link is None:
        return link_gone(request)
    answer = redirect("reports:shared", link_id=link.pk)
    answer.headers["Referrer-Policy"] = "no-referrer"
    _hand_pass(answer, SharePass(link.pk, is_unlocked=not link.has_password))
    return answer


def behind_pass(view: Callable[..., HttpResponse]) -> View:
    """Give a view the link, in its report's language, of a browser that may see the report."""

    @require_safe
    @unlisted
    @cookie_checked(link_gone)
    @wraps(view)
    def guarded(request: HttpRequest, link_id: UUID, **parts: Any) -> HttpResponse:
        link, is_unlocked = _link(request, link_id)
        if link is None:
            return link_gone(request)
        if not is_unlocked:
            return redirect("reports:shared", link_id=link.pk)
        speak(request, language_of(link.report.round))
        with translation.override(language_of(link.report.round)):
            try:
                return view(request, link, **parts)
            except Http404:
                return link_gone(request)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
@cookie_checked(link_gone)
def shared(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Show the report to a browser with a pass; before that ask for the password, if any."""
    link, is_unlocked = _link(request, link_id)
    if link is None:
        return link_gone(request)
    speak(request, language_of(link.report.round))
    if request.method == "POST":
        return _unlock(request, link)
    if not is_unlocked:
        return render(request, "reports/shared/password.html", {"form": PasswordForm()})
    with translation.override(language_of(link.report.round)):
        request_files(report=link.report)
        return _page(request, link, Page.SUMMARY)


@behind_pass
def shared_page(request: HttpRequest, link: ShareLink, page: str) -> HttpResponse:
    """Show another page of the report."""
    return _page(request, link, page)


@behind_pass
def own_words(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Show what people wrote and the consultant published."""
    report, view = link.report, view_of(link)
    words = published_words(report.round) if Page.OWN_WORDS in view.pages else ()
    if not words:
        raise Http404
    others, place = extra_pages(report.round, view), SharedPlace(link.pk)
    outline = outline_for(report, view)
    context = {
        "link": link,
        "report": report,
        "round": report.round,
        "own_words": words,
        "letterhead": letterhead_of(link.workspace, place),
        "links": links_to(outline, Page.OWN_WORDS, place, others),
    }
    return render(request, "reports/shared/own_words.html", context)


@behind_pass
def what_if(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Show what can be moved; nothing of it is stored."""
    view = view_of(link)
    if Page.WHAT_IF not in view.pages:
        raise Http404
    context = what_if_context(link.report, view, SharedPlace(link.pk))
    return render(request, "reports/shared/what_if.html", {"link": link, **context})


@behind_pass
def explain(request: HttpRequest, link: ShareLink, part: str) -> HttpResponse:
    """Explain a number to a visitor whose audience sees all that it is made of."""
    context = explain_context(link.report, view_of(link), part, SharedPlace(link.pk))
    return render(request, "reports/shared/explain.html", {"link": link, **context})


@behind_pass
def logo(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Send the consultancy's logo."""
    return logo_answer(request, link.workspace)


@behind_pass
def look(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Send the consultancy's colour, as a stylesheet."""
    return look_answer(request, link.workspace)


@behind_pass
def figure(_request: HttpRequest, link: ShareLink, chart: str) -> HttpResponse:
    """Give a chart to Plotly, cut for the audience."""
    return figure_answer(link.report, view_of(link), chart)


@behind_pass
def table(_request: HttpRequest, link: ShareLink, chart: str) -> HttpResponse:
    """Give the numbers of a chart as CSV, cut for the audience."""
    return table_answer(link.report, view_of(link), chart)


@behind_pass
def picture(_request: HttpRequest, link: ShareLink, chart: str, picture: str) -> HttpResponse:
    """Give a chart as a picture."""
    return picture_answer(link.report, view_of(link), chart, picture)


@behind_pass
def file(request: HttpRequest, link: ShareLink, file: str) -> HttpResponse:
    """Hand over a file to an audience that sees the whole report."""
    stored = ready_file(link.report, file) if view_of(link).has_files else None
    if stored is None:
        raise Http404
    return file_answer(request, link.report.round, stored)


def view_of(link: ShareLink) -> AudienceView:
    """Return what the link's audience sees."""
    return VIEWS[Audience(link.audience)]


def _link(request: HttpRequest, link_id: UUID) -> tuple[ShareLink | None, bool]:
    """Return the link that the browser has a pass for, and whether it is unlocked."""
    shown = read_pass(request.COOKIES.get(COOKIE, ""))
    link = link_by_id(link_id) if shown and shown.link_id == link_id else None
    return link, bool(shown and shown.is_unlocked)


def _unlock(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Answer a wrong password and one try too many alike."""
    form = PasswordForm(request.POST)
    if not link.has_password:
        return redirect("reports:shared", link_id=link.pk)
    if form.is_valid() and unlock_share_link(link=link, password=form.cleaned_data["password"]):
        answer = redirect("reports:shared", link_id=link.pk)
        _hand_pass(answer, SharePass(link.pk, is_unlocked=True))
        return answer
    context = {"form": PasswordForm(), "is_wrong": True}
    return render(request, "reports/shared/password.html", context, status=FORBIDDEN)


def _page(request: HttpRequest, link: ShareLink, key: str) -> HttpResponse:
    """Show a page of the report that the audience sees."""
    report, view, place = link.report, view_of(link), SharedPlace(link.pk)
    others = extra_pages(report.round, view)
    page = page_of(outline_for(report, view), key, report.pk, place, others)
    if page is None:
        return link_gone(request)
    context = {
        "link": link,
        "report": report,
        "round": report.round,
        "page": page,
        "letterhead": letterhead_of(link.workspace, place),
    }
    if key == Page.SUMMARY and view.has_files:
        context["files"] = files_of(report)
    if request.method == "GET":
        mark_share_link_used(link=link)
    return render(request, "reports/shared/report.html", context)


def _hand_pass(answer: HttpResponse, share_pass: SharePass) -> None:
    answer.set_cookie(
        COOKIE,
        sign_pass(share_pass),
        max_age=LIFETIME,
        path=reverse("reports:shared", args=[share_pass.link_id]),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
