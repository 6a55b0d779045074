"""Accepting an invitation: new people choose a name and a password, others sign in."""

from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.enums import Action
from accounts.forms.people import NewPersonForm
from accounts.models import Invitation, Membership, User
from accounts.selectors.people import account_with, invitation_by_token
from accounts.services.audit import record
from accounts.services.invitations import InvitationError
from assessments.services.viewers import join_as_new_person, join_workspace

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE, GONE = "accounts/welcome.html", "accounts/welcome_gone.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation to whoever holds its link, and let the invited person accept."""
    invitation = invitation_by_token(token)
    if invitation is None:
        return render(request, GONE, status=404)
    account = account_with(invitation.email)
    try:
        if account is None:
            return _for_new_person(request, invitation)
        return _for_account(request, invitation, account)
    except InvitationError:
        return render(request, GONE, status=404)


def _for_new_person(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = NewPersonForm(request.POST or None, email=invitation.email)
    if isinstance(request.user, AnonymousUser) and form.is_valid():
        membership = join_as_new_person(invitation=invitation, **form.cleaned_data)
        login(request, membership.user, backend=BACKEND)
        return _accepted(membership)
    return render(request, PAGE, {"invitation": invitation, "form": form})


def _for_account(request: HttpRequest, invitation: Invitation, account: User) -> HttpResponse:
    if request.method == "POST" and request.user == account:
        return _accepted(join_workspace(invitation=invitation, user=account))
    return render(request, PAGE, {"invitation": invitation, "account": account})


def _accepted(membership: Membership) -> HttpResponse:
    record(
        workspace=membership.workspace,
        actor=membership.user,
        action=Action.INVITATION_ACCEPTED,
    )
    return redirect("assessments:clients", membership.workspace.slug)
