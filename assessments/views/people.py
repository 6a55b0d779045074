"""The people of a workspace, for its owners: who belongs to it, and who is invited."""

from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import MemberRequest, owner_required
from accounts.enums import Action
from accounts.selectors.people import members_of, open_invitations
from accounts.services.invitations import InvitationError, Invited, withdraw_invitation
from accounts.services.mail import deliver
from accounts.services.members import MembershipError, remove_member
from accounts.services.off_request import do_soon
from assessments.forms.people import ColleagueForm, RoleForm
from assessments.selectors.people import member_lines
from assessments.services.viewers import change_member, invite_to_clients
from assessments.views.addresses import public_address
from assessments.views.noting import note


@require_safe
@owner_required
def people(request: MemberRequest) -> HttpResponse:
    """List the members and the open invitations."""
    workspace = request.membership.workspace
    context = {
        "lines": member_lines(workspace),
        "invitations": open_invitations(workspace),
    }
    return render(request, "assessments/people/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@owner_required
def colleague_new(request: MemberRequest) -> HttpResponse:
    """Invite a colleague; the link is shown in this answer only."""
    workspace, user = request.membership.workspace, request.membership.user
    form = ColleagueForm(request.POST or None, workspace=workspace, initial={"role": "consultant"})
    context: dict[str, object] = {"form": form, "is_mailed": bool(settings.EMAIL_URL)}
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            invited = invite_to_clients(workspace=workspace, email=email, by=user, **form.chosen)
        except InvitationError as error:
            form.add_error("email", str(error))
        else:
            note(request, Action.COLLEAGUE_INVITED, email)
            context |= {"invited": invited.invitation, "link": _hand_over(request, invited)}
    return render(request, "assessments/people/colleague_new.html", context)


@require_POST
@owner_required
def invitation_withdraw(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """Withdraw an invitation."""
    workspace = request.membership.workspace
    invitation = get_object_or_404(open_invitations(workspace), pk=invitation_id)
    withdraw_invitation(invitation=invitation)
    note(request, Action.INVITATION_REVOKED, invitation.email)
    messages.success(request, _("The invitation was withdrawn. Its link leads nowhere now."))
    return redirect("assessments:people", workspace.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def member_edit(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """Change a member's role and the clients a viewer sees."""
    workspace = request.membership.workspace
    member = get_object_or_404(members_of(workspace), pk=membership_id)
    form = RoleForm.of(member, request.POST or None)
    if form.is_valid():
        try:
            changed = change_member(membership=member, **form.chosen)
        except MembershipError as error:
            messages.warning(request, str(error))
            return redirect("assessments:member-edit", workspace.slug, member.pk)
        is_same_role = changed.role == member.role
        action = Action.ACCESS_CHANGED if is_same_role else Action.ROLE_CHANGED
        note(request, action, member.user.email)
        messages.success(request, _("Saved."))
        if changed.user == request.user:
            return redirect("home")
        return redirect("assessments:people", workspace.slug)
    return render(request, "assessments/people/member.html", {"form": form, "member": member})


@require_POST
@owner_required
def member_remove(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """Take a member out of the workspace."""
    workspace = request.membership.workspace
    member = get_object_or_404(members_of(workspace), pk=membership_id)
    try:
        remove_member(membership=member)
    except MembershipError as error:
        messages.warning(request, str(error))
        return redirect("assessments:member-edit", workspace.slug, membership_id)
    note(request, Action.MEMBER_REMOVED, member.user.email)
    messages.success(request, _("Removed. The person sees nothing of this workspace any more."))
    if member.user == request.user:
        return redirect("home")
    return redirect("assessments:people", workspace.slug)


def _hand_over(request: MemberRequest, invited: Invited) -> str:
    """Return the link to pass on, and mail it where mail can be sent."""
    link = public_address(request, reverse("assessments:welcome", args=[invited.token]))
    workspace = request.membership.workspace.name
    body = _(
        "You are invited to work on CRM Readiness in the workspace %(workspace)s.\n\n"
        "Open this link within seven days. It works once:\n\n%(link)s\n"
    )
    do_soon(
        partial(
            deliver,
            to=invited.invitation.email,
            subject=_("An invitation to CRM Readiness"),
            body=body % {"workspace": workspace, "link": link},
        )
    )
    return link
