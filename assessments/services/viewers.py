"""Which clients a viewer sees: set by hand, or with the invitation."""

from collections.abc import Iterable

from django.db import transaction

from accounts.enums import Role
from accounts.models import Invitation, Membership, User, Workspace
from accounts.services.invitations import (
    Invited,
    accept_invitation,
    invite_colleague,
    register_invited,
)
from accounts.services.members import change_role
from assessments.models import Client, ClientAccess, InvitedClient


@transaction.atomic
def invite_to_clients(
    *, workspace: Workspace, email: str, role: Role, clients: Iterable[Client], by: User
) -> Invited:
    """Invite a colleague; a viewer gets these clients on accepting."""
    invited = invite_colleague(workspace=workspace, email=email, role=role, by=by)
    InvitedClient.objects.bulk_create(
        InvitedClient(workspace=workspace, invitation=invited.invitation, client=client)
        for client in _seen_by(role, workspace, clients)
    )
    return invited


@transaction.atomic
def join_workspace(*, invitation: Invitation, user: User) -> Membership:
    """Accept an invitation with all that it promises."""
    clients = [each.client for each in invitation.clients.select_related("client")]
    membership = accept_invitation(invitation=invitation, user=user)
    grant_clients(membership=membership, clients=clients)
    return membership


@transaction.atomic
def join_as_new_person(*, invitation: Invitation, name: str, password: str) -> Membership:
    """Make an account for the invited person and accept."""
    user = register_invited(invitation=invitation, name=name, password=password)
    return join_workspace(invitation=invitation, user=user)


@transaction.atomic
def change_member(*, membership: Membership, role: Role, clients: Iterable[Client]) -> Membership:
    """Give a member a role and, as a viewer, exactly these clients."""
    changed = change_role(membership=membership, role=role)
    ClientAccess.objects.filter(membership=changed).delete()
    grant_clients(membership=changed, clients=clients)
    return changed


def grant_clients(*, membership: Membership, clients: Iterable[Client]) -> None:
    """Let a viewer see clients; other members see all of them anyway."""
    ClientAccess.objects.bulk_create(
        ClientAccess(workspace=membership.workspace, membership=membership, client=client)
        for client in _seen_by(Role(membership.role), membership.workspace, clients)
    )


def _seen_by(role: Role, workspace: Workspace, clients: Iterable[Client]) -> list[Client]:
    if role != Role.VIEWER:
        return []
    return [client for client in clients if client.workspace_id == workspace.pk]
