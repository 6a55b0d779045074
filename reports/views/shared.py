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
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from accounts.visitors_language import speak
from assessments.selectors.languages import language_of
from assessments.selectors.statements import published_words
from assessments.views.seats import cookie_checked
from reports.audiences import VIEWS, Part, cut_figures, cut_story
from reports.enums import Audience
from reports.forms.sharing import PasswordForm
from reports.models import ShareLink
from reports.selectors.reports import figures_of, story_of
from reports.selectors.sharing import link_by_id, link_by_token
from reports.selectors.wording import wording_of
from reports.services.sharing import mark_share_link_used
from reports.services.unlocking import unlock_share_link
from reports.share_passes import LIFETIME, SharePass, read_pass, sign_pass

COOKIE = "shared"
FORBIDDEN = 403

View = Callable[..., HttpResponseBase]


def unlisted(view: View) -> View:
    """Keep what a view answers out of caches and search engines."""

    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        answer = view(request, **parts)
        answer.headers["Cache-Control"] = "no-store"
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


@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
@cookie_checked(link_gone)
def shared(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Show the report to a browser with a pass; before that ask for the password, if any."""
    shown = read_pass(request.COOKIES.get(COOKIE, ""))
    link = link_by_id(link_id) if shown and shown.link_id == link_id else None
    if shown is None or link is None:
        return link_gone(request)
    speak(request, language_of(link.report.round))
    if request.method == "POST":
        return _unlock(request, link)
    if not shown.is_unlocked:
        return render(request, "reports/shared/password.html", {"form": PasswordForm()})
    with translation.override(language_of(link.report.round)):
        return _report(request, link)


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


def _report(request: HttpRequest, link: ShareLink) -> HttpResponse:
    report, view = link.report, VIEWS[Audience(link.audience)]
    context = {
        "link": link,
        "report": report,
        "round": report.round,
        "story": cut_story(view, story_of(report, wording_of(report.round))),
        "figures": cut_figures(view, figures_of(report.pk)),
        "own_words": published_words(report.round) if Part.OWN_WORDS in view.parts else (),
        "parts": view.templates,
    }
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
