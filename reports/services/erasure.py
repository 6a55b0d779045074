"""Erasing a client, or a whole workspace, with everything below.

From the moment it is asked for, the client is gone for everybody: out of every list, its links
dead, its rounds closed. A worker then deletes in steps; one that is killed is followed by the
sweeper, which finds the row. Nothing of it may be left in the files of the database.
"""

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.utils import timezone

from accounts.models import Workspace
from accounts.services.audit import forget_client
from accounts.services.hints import hint
from accounts.services.wiping import wipe_deleted_rows
from assessments.enums import RoundState
from assessments.models import Client, InvitedClient, Round
from assessments.services.deletion import answers_below, delete_in_steps
from assessments.services.workshops.sessions import end_sessions_of
from reports.models import Report, ShareLink

ERASE = "reports.erase_client"
# An erasure that has not gone on for this long has lost its worker.
PATIENCE = timedelta(seconds=60)


@transaction.atomic
def request_erasure(*, client: Client) -> None:
    """Take a client away from everybody, and let a worker delete it."""
    now = timezone.now()
    forget_client(workspace_id=client.workspace_id, name=client.name)
    asked = Client.objects.filter(pk=client.pk, erasing_at=None).update(
        erasing_at=now,
        name=client.pk.hex,  # the name itself is free again
    )
    if not asked:
        return
    for round in Round.objects.filter(assessment__client=client, state=RoundState.OPEN):
        round.state, round.closed_on = RoundState.CLOSED, timezone.localdate()
        round.save(update_fields=["state", "closed_on"])
        end_sessions_of(round)
    ShareLink.objects.filter(report__round__assessment__client=client).delete()
    transaction.on_commit(partial(hint, ERASE, client.pk))


def erase_client(*, client_id: UUID) -> bool:
    """Delete a client whose erasure was asked for; False where there is none, or no more."""
    client = Client.objects.filter(pk=client_id, erasing_at__isnull=False).first()
    if client is None:
        return False
    for rows in answers_below(client):
        for _step in delete_in_steps(rows):
            Client.objects.filter(pk=client_id).update(erasing_at=timezone.now())
    _delete_rest(client)
    if wipe_deleted_rows():
        client.delete()
    # Otherwise the bare row stays, and the sweeper tries again.
    return True


def resume_erasures() -> None:
    """Go on where a worker was lost, or was never told."""
    late = Client.objects.filter(erasing_at__lt=timezone.now() - PATIENCE)
    for client_id in late.values_list("pk", flat=True):
        # Of several sweepers only the one that writes the time goes on.
        if late.filter(pk=client_id).update(erasing_at=timezone.now()):
            erase_client(client_id=client_id)


def erase_workspace(*, workspace: Workspace) -> None:
    """Delete a workspace with its clients and memberships; its people keep their sign-ins."""
    for client in Client.objects.filter(workspace=workspace):
        request_erasure(client=client)
        erase_client(client_id=client.pk)  # what it leaves goes with the workspace
    with transaction.atomic():
        _forget_in_operators_log([workspace.pk])
        workspace.delete()
    wipe_deleted_rows()


@transaction.atomic
def _delete_rest(client: Client) -> None:
    """Delete what is left below the client: few rows, and all of them at once."""
    rounds = Round.objects.filter(assessment__client=client)
    reports = Report.objects.filter(round__in=rounds)
    _forget_in_operators_log(
        [
            client.pk,
            *client.assessments.values_list("pk", flat=True),
            *rounds.values_list("pk", flat=True),
            *reports.values_list("pk", flat=True),
        ]
    )
    client.assessments.all().delete()
    client.access.all().delete()
    InvitedClient.objects.filter(client=client).delete()


def _forget_in_operators_log(ids: list[UUID]) -> None:
    """The operator's pages note what was touched by its name."""
    LogEntry.objects.filter(object_id__in=map(str, ids)).delete()
