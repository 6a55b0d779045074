"""Writing the audit log: one function for everybody who changes something.

Give names and counts only. An answer, a token or the address of a machine never belongs here.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.enums import Action
from accounts.models import AuditEntry, Membership, User, Workspace
from accounts.models.audit import LONGEST_SUBJECT


def record(
    *, workspace: Workspace | None, actor: User | None, action: Action, subject: str = ""
) -> None:
    """Note that somebody did something; `actor` is None for strangers and for the machine."""
    AuditEntry.objects.create(
        workspace=workspace,
        actor=actor,
        actor_name="" if actor is None else str(actor),
        action=action,
        subject=subject[:LONGEST_SUBJECT],
    )


@transaction.atomic
def record_in_workspaces(
    *, of: User, actor: User | None, action: Action, subject: str = ""
) -> None:
    """Note something about a person's sign-in in every workspace the person belongs to now."""
    memberships = Membership.objects.filter(user=of).select_related("workspace")
    workspaces: list[Workspace | None] = [each.workspace for each in memberships]
    for workspace in workspaces or [None]:
        record(workspace=workspace, actor=actor, action=action, subject=subject)


def forget_client(*, workspace_id: UUID, name: str) -> None:
    """Take a client's name out of the log of its workspace; what was done stays."""
    told = AuditEntry.objects.filter(workspace_id=workspace_id)
    told.filter(Q(subject=name) | Q(subject__startswith=f"{name} · ")).update(subject="")


@transaction.atomic
def forget_person(*, user: User) -> None:
    """Take a person's name and address out of the log; what was done stays."""
    AuditEntry.objects.filter(subject__iexact=user.email).update(subject="")
    AuditEntry.objects.filter(actor=user).update(actor=None, actor_name="")
