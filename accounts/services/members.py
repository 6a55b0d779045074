"""Changing who belongs to a workspace; at least one owner who can sign in always stays."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership, Workspace


class MembershipError(Exception):
    """The change is not possible; the text is written for the person who asked."""


@transaction.atomic
def change_role(*, membership: Membership, role: Role) -> Membership:
    """Give a member another role."""
    current = _locked(membership)
    if role != Role.OWNER:
        _refuse_without_owner(current)
    current.role = role
    current.save(update_fields=["role"])
    return current


@transaction.atomic
def remove_member(*, membership: Membership) -> None:
    """Take a member out of the workspace; the account stays and may belong to others."""
    current = _locked(membership)
    _refuse_without_owner(current)
    current.delete()


def _locked(membership: Membership) -> Membership:
    """Hold the workspace: two owners who leave at the same moment must not both be let go."""
    Workspace.objects.select_for_update().get(pk=membership.workspace_id)
    found = Membership.objects.filter(pk=membership.pk).first()
    if found is None:
        raise MembershipError(_("This person does not belong to the workspace any more."))
    return found


def _refuse_without_owner(leaving: Membership) -> None:
    others = Membership.objects.filter(
        workspace_id=leaving.workspace_id, role=Role.OWNER, user__is_active=True
    ).exclude(pk=leaving.pk)
    if leaving.is_owner and not others.exists():
        raise MembershipError(
            _("A workspace keeps at least one owner. Make somebody else an owner first.")
        )
