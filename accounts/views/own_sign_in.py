"""Your sign-in: the password, a second step, and the browsers somebody is signed in with."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access import signed_in_required
from accounts.enums import Action
from accounts.models import User
from accounts.selectors.sign_in import own_sign_in
from accounts.services import sessions
from accounts.services.audit import record_in_workspaces


@require_safe
@signed_in_required
def overview(request: HttpRequest) -> HttpResponse:
    """Show how the person signs in, and lead to what can be changed."""
    user = cast(User, request.user)
    return render(request, "mfa/index.html", {"sign_in": own_sign_in(user)})


@require_safe
@signed_in_required
def to_overview(_request: HttpRequest) -> HttpResponse:
    """Lead from allauth's list of passkeys to the page that has it."""
    return redirect("mfa_index")


@require_POST
@signed_in_required
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign the person out in all other browsers."""
    user = cast(User, request.user)
    ended = sessions.end_other_sessions(user=user, kept=request.session.session_key)
    record_in_workspaces(of=user, actor=user, action=Action.SESSIONS_ENDED)
    said = ngettext(
        "You were signed out in one other browser.",
        "You were signed out in %(count)d other browsers.",
        ended,
    )
    messages.success(request, said % {"count": ended})
    return redirect("mfa_index")
