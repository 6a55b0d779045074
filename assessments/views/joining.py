"""Pages for taking a place in a round: by its code, or by a personal link.

Reading a page makes nothing; only a press does, so that mail programs that look into links
use none up.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.visitors_language import speak
from assessments.join_codes import has_look_alikes
from assessments.models import Participant, Round, StakeholderGroup
from assessments.selectors.answering import (
    Standing,
    groups_to_join,
    invitation_of,
    place_of,
    standing_of,
)
from assessments.selectors.languages import names_of
from assessments.selectors.workshops.sessions import live_session
from assessments.services.joining import (
    AnsweringRefusedError,
    PlaceTakenError,
    accept_invitation,
    join_round,
    new_token,
)
from assessments.views.gate import (
    count_dead_link,
    guarded_against_guessing,
    round_to_join,
    vouch_for,
)
from assessments.views.notices import link_unknown, nothing_to_join
from assessments.views.seats import (
    answer_path,
    cookie_checked,
    has_joined,
    joined_round,
    no_store,
    seated,
)

UNPROCESSABLE = 422


@no_store
@require_safe
@guarded_against_guessing
def join(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a round."""
    typed = request.GET.get("code", "").strip()
    if not typed:
        return render(request, "answering/join.html")
    round = round_to_join(request, typed)
    if round is None:
        return _code_unknown(request, typed, status=200)
    return redirect("assessments:join-code", code=round.code)


@no_store
@require_http_methods(["GET", "HEAD", "POST"])
@cookie_checked()
@guarded_against_guessing
def join_code(request: HttpRequest, code: str) -> HttpResponse:
    """Let somebody choose a group, read the promise and begin."""
    round = round_to_join(request, code)
    if round is None:
        return _code_unknown(request, code, status=404)
    if code != round.code:
        return redirect("assessments:join-code", code=round.code)
    standing = standing_of(round)
    if standing is not Standing.OPEN:
        return nothing_to_join(request, round, standing)
    groups = list(groups_to_join(round))
    if request.method == "POST":
        return _join(request, round, groups)
    if has_joined(request, round.pk) and "again" not in request.GET:
        context = {"round": round, "has_workshop": live_session(round.pk) is not None}
        return render(request, "answering/joined.html", context)
    return _groups_page(request, round, groups)


@no_store
@require_http_methods(["GET", "HEAD", "POST"])
@cookie_checked()
@guarded_against_guessing
def invitation(request: HttpRequest, link: str) -> HttpResponse:
    """Show the promise to somebody with a personal link, and let them begin."""
    participant = invitation_of(link)
    if participant is None:
        return _used_link(request, link)
    round = participant.round
    speak(request, round.assessment.client.language)
    standing = standing_of(round)
    if standing is not Standing.OPEN:
        return nothing_to_join(request, round, standing)
    if request.method == "POST":
        return _accept(request, participant, link)
    context = {
        "round": round,
        "group": names_of(round, participant.group),
        "token": new_token(),
    }
    return render(request, "answering/invitation.html", context)


def _code_unknown(request: HttpRequest, typed: str, *, status: int) -> HttpResponse:
    context = {"typed": typed[:20], "is_unknown": True, "is_misread": has_look_alikes(typed)}
    return render(request, "answering/join.html", context, status=status)


def _groups_page(
    request: HttpRequest, round: Round, groups: list[StakeholderGroup], **more: Any
) -> HttpResponse:
    names = [names_of(round, group) for group in groups]
    context = {"round": round, "groups": names, "token": new_token()} | more
    status = UNPROCESSABLE if more else 200
    return render(request, "answering/join_code.html", context, status=status)


def _join(request: HttpRequest, round: Round, groups: list[StakeholderGroup]) -> HttpResponse:
    chosen = next((each for each in groups if each.code == request.POST.get("group")), None)
    if chosen is None:
        return _groups_page(request, round, groups, is_unchosen=True)
    try:
        token = join_round(round=round, group=chosen, token=request.POST.get("token", ""))
    except AnsweringRefusedError as refused:
        return nothing_to_join(request, round, refused.standing)
    except PlaceTakenError:
        return _groups_page(request, round, groups, is_unchosen=True)
    vouch_for(request, round)
    came_from = reverse("assessments:join-code", args=[round.code])
    return seated(round, chosen, token=token, came_from=came_from)


def _accept(request: HttpRequest, participant: Participant, link: str) -> HttpResponse:
    round = participant.round
    token = request.POST.get("token", "")
    try:
        accept_invitation(round=round, link=link, token=token)
    except AnsweringRefusedError as refused:
        return nothing_to_join(request, round, refused.standing)
    except PlaceTakenError:
        return link_unknown(request)
    vouch_for(request, round)
    came_from = reverse("assessments:invitation", args=[link])
    return seated(round, participant.group, token=token, came_from=came_from)


def _used_link(request: HttpRequest, link: str) -> HttpResponse:
    """Let the browser that accepted the link go on; for all others it leads nowhere."""
    token = request.POST.get("token", "")
    participant = place_of(token) if token else None
    if participant is not None:
        # The same press a second time: the first answer, and its cookie, may never arrive.
        came_from = reverse("assessments:invitation", args=[link])
        return seated(participant.round, participant.group, token=token, came_from=came_from)
    round_id = joined_round(request)
    if round_id is None:
        count_dead_link(request)
        return link_unknown(request)
    return redirect(answer_path(round_id))
