"""Plain pages that say why there is nothing to answer, what was kept and what to do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.models import Round
from assessments.selectors.answering import Standing

NOTICE = "answering/notice.html"
LOCKED = 423


def link_unknown(request: HttpRequest) -> HttpResponse:
    """Say that a personal link leads nowhere, without telling whether it ever did."""
    return _notice(
        request,
        status=404,
        title=_("This link does not work"),
        lines=(
            _("It may be incomplete, or it was already used in another browser."),
            _(
                "If you began on another phone or computer, go on there. If not, ask the person "
                "who invited you for a new link."
            ),
        ),
    )


def too_many_wrong_codes(request: HttpRequest) -> HttpResponse:
    """Say that so many wrong codes came from here that even a right one has to wait."""
    return _notice(
        request,
        status=429,
        title=_("Please wait a moment"),
        lines=(
            _(
                "Many wrong codes were typed from your network, perhaps by somebody else. "
                "Codes from here are taken again in a quarter of an hour."
            ),
            _(
                "It works at once when the person who invited you opens the page of the round "
                "on this network. Answers you gave are kept; go on in the page where you gave them."
            ),
        ),
    )


def cookie_refused(request: HttpRequest, **_parts: Any) -> HttpResponse:
    """Say that the browser sent no cookie."""
    return _notice(
        request,
        status=403,
        title=_("This page needs a cookie"),
        lines=(
            _(
                "Your browser did not send the one cookie that keeps your answers together. "
                "It holds no name and follows you nowhere."
            ),
            _("Allow cookies for this site, go back, reload the page and try again."),
        ),
    )


def seat_unknown(request: HttpRequest) -> HttpResponse:
    """Say that this browser has no place in the round."""
    return _notice(
        request,
        status=403,
        title=_("This browser has not joined"),
        lines=(
            _(
                "Answers can be given only in the browser that joined. If you began on another "
                "phone or computer, go on there."
            ),
            _(
                "If you have just joined here, your browser refused the one cookie this page "
                "needs. Allow cookies for this site and join again."
            ),
        ),
        link=reverse("assessments:join"),
        link_text=_("Join with a code"),
    )


def nothing_to_join(request: HttpRequest, round: Round, standing: Standing) -> HttpResponse:
    """Say why a round cannot be joined today."""
    if standing is Standing.NOT_OPEN:
        line = _("Come back with the same code or link once it is open.")
        if round.opens_on is not None:
            line = _("It is planned to open on %(day)s. The same code or link will work then.") % {
                "day": date_format(round.opens_on)
            }
        title, lines = _("Not open yet"), (line,)
    else:
        title, lines = _ending(round, standing), (_("It takes no more answers."),)
    return _notice(request, status=_status(request), title=title, lines=lines, round=round)


def answering_is_over(request: HttpRequest, round: Round, standing: Standing) -> HttpResponse:
    """Tell somebody who was answering what became of the answers."""
    kept = _(
        "The answers you had not handed in are not counted. They are deleted when the round is "
        "closed, and nobody reads them."
    )
    if standing is Standing.CLOSED:
        kept = _(
            "The answers you had not handed in were deleted, are not counted, and were read by "
            "nobody."
        )
    return _notice(
        request,
        status=_status(request),
        title=_ending(round, standing),
        lines=(kept, _("Thank you for your time. You can close this page.")),
        round=round,
    )


def _ending(round: Round, standing: Standing) -> str:
    if standing is Standing.ENDED and round.closes_on is not None:
        return _("This round ended on %(day)s") % {"day": date_format(round.closes_on)}
    return _("This round is closed")


def _status(request: HttpRequest) -> int:
    return 200 if request.method in {"GET", "HEAD"} else LOCKED


def _notice(request: HttpRequest, *, status: int, **context: object) -> HttpResponse:
    return render(request, NOTICE, context, status=status)
