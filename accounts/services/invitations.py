"""Inviting colleagues: a secret link, valid for seven days, used once."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Invitation, Membership, User, Workspace
from accounts.selectors.people import invitation_hash

TOKEN_BYTES = 32
VALID_FOR = timedelta(days=7)


class InvitationError(Exception):
    """The invitation cannot be made or accepted; the text is written for a person."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation and its secret, which is kept nowhere."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite_colleague(*, workspace: Workspace, email: str, role: Role, by: User) -> Invited:
    """Invite somebody; an earlier invitation of the same address stops working."""
    address = email.strip().lower()
    if Membership.objects.filter(workspace=workspace, user__email__iexact=address).exists():
        raise InvitationError(_("This person belongs to the workspace already."))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Invitation.objects.filter(workspace=workspace, email__iexact=address).delete()
    invitation = Invitation.objects.create(
        workspace=workspace,
        email=address,
        role=role,
        token_hash=invitation_hash(token),
        invited_by=by,
        expires_at=timezone.now() + VALID_FOR,
    )
    return Invited(invitation, token)


def withdraw_invitation(*, invitation: Invitation) -> None:
    """Let an invitation's link lead nowhere from now on."""
    invitation.delete()


@transaction.atomic
def register_invited(*, invitation: Invitation, name: str, password: str) -> User:
    """Make the account of an invited person who has none."""
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise InvitationError(_("There is an account with this address. Sign in with it."))
    return User.objects.create_user(invitation.email, password, name=name)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User) -> Membership:
    """Make the invited person a member, once; the link stops working."""
    locked = (
        Invitation.objects.select_for_update()
        .filter(pk=invitation.pk, expires_at__gt=timezone.now())
        .first()
    )
    if locked is None:
        raise InvitationError(_("This invitation has been used, withdrawn or is too old."))
    if user.email.casefold() != locked.email.casefold():
        raise InvitationError(_("This invitation is for another address than yours."))
    membership, _is_new = Membership.objects.get_or_create(
        workspace_id=locked.workspace_id, user=user, defaults={"role": locked.role}
    )
    locked.delete()
    return membership
