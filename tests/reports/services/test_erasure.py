"""A client goes with everything below it, and its words are in no file of the database."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts.models import Membership, User, Workspace
from accounts.tenancy import tenant_models
from assessments.enums import RoundState
from assessments.models import Client, Round, SessionSeat
from assessments.selectors.clients import visible_clients
from assessments.services.workshops.voting import VoteStatus
from reports.models import ShareLink
from reports.services.erasure import PATIENCE, erase_client, request_erasure, resume_erasures
from tests.accounts.tenancy.rows import Rows
from tests.assessments.workshops.room import open_room
from tests.factories import (
    BallotFactory,
    ClientFactory,
    FactFactory,
    MembershipFactory,
    UserFactory,
    WorkspaceFactory,
    open_round_with_groups,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]

MARK = "quokka-lighthouse-77"


@pytest.fixture
def client() -> Client:
    """A client with a row in every table below it, and a mark wherever somebody can type."""
    client = ClientFactory(name=f"Client {MARK}")
    rows = Rows(client.workspace)
    rows.made[Client] = client
    for model in tenant_models():
        rows.row(model)
    round, groups = open_round_with_groups(
        {"business": 9}, assessment__client=client, label=MARK, number=2
    )
    for _person in range(300):
        BallotFactory(group=groups["business"], answers={"S1e": f"{MARK} " * 9})
    FactFactory(round=round, item="Q1a", evidence=[MARK])
    return client


def left() -> dict[str, int]:
    """Count the rows below workspaces that are not people's own."""
    counts = {model._meta.label: model.objects.count() for model in tenant_models()}
    of_the_workspace = ("accounts.AuditEntry", "accounts.Invitation")
    return {
        label: count for label, count in counts.items() if count and label not in of_the_workspace
    }


def raw() -> bytes:
    """Everything the database has on the disk."""
    path = Path(connection.settings_dict["NAME"])
    files = [path, *(path.with_name(path.name + ending) for ending in ("-wal", "-journal"))]
    return b"".join(file.read_bytes() for file in files if file.exists())


def test_from_the_moment_of_asking_nobody_sees_the_client(client) -> None:
    member = Membership.objects.first()
    assert list(visible_clients(member)) == [client]

    request_erasure(client=client)

    assert list(visible_clients(member)) == []
    assert not ShareLink.objects.exists()
    assert not Round.objects.filter(state=RoundState.OPEN).exists()
    ClientFactory(workspace=client.workspace, name=client.name)


def test_a_workshop_that_goes_on_ends_at_once() -> None:
    room = open_room(it=1)
    room.show()
    request_erasure(client=room.round.assessment.client)
    assert room.now.has_ended
    assert not SessionSeat.objects.exists()
    assert room.vote(room.tokens["it"][0], "4").status is VoteStatus.OVER


def test_a_worker_deletes_everything_below_and_nothing_beside(client) -> None:
    beside = ClientFactory(workspace=client.workspace)
    request_erasure(client=client)

    assert erase_client(client_id=client.pk)

    assert left() == {"accounts.Membership": 1, "assessments.Client": 1, "reports.Branding": 1}
    assert Client.objects.get() == beside


def test_asking_twice_and_erasing_twice_change_nothing_more(client) -> None:
    request_erasure(client=client)
    request_erasure(client=client)
    erase_client(client_id=client.pk)

    assert not erase_client(client_id=client.pk)


def test_a_client_whose_erasure_nobody_asked_for_stays(client) -> None:
    assert not erase_client(client_id=client.pk)
    assert Client.objects.get() == client


def test_the_sweeper_goes_on_where_a_worker_was_lost(client) -> None:
    request_erasure(client=client)
    resume_erasures()
    assert Client.objects.exists()

    late = timezone.now() - PATIENCE - timedelta(seconds=1)
    Client.objects.update(erasing_at=late)
    resume_erasures()

    assert not Client.objects.exists()


def test_where_traces_cannot_be_wiped_the_sweeper_tries_again(client, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("reports.services.erasure.wipe_deleted_rows", lambda: False)
        request_erasure(client=client)
        erase_client(client_id=client.pk)
    assert left() == {"accounts.Membership": 1, "assessments.Client": 1, "reports.Branding": 1}

    Client.objects.update(erasing_at=timezone.now() - PATIENCE - timedelta(seconds=1))
    resume_erasures()

    assert left() == {"accounts.Membership": 1, "reports.Branding": 1}


def test_the_operators_log_forgets_the_name(client) -> None:
    LogEntry.objects.create(
        user=UserFactory(),
        content_type=ContentType.objects.get_for_model(Client),
        object_id=str(client.pk),
        object_repr=client.name,
        action_flag=CHANGE,
    )
    request_erasure(client=client)
    erase_client(client_id=client.pk)

    assert not LogEntry.objects.exists()


@pytest.mark.embedded
def test_no_word_of_it_is_left_in_the_files(client) -> None:
    assert MARK.encode() in raw()

    request_erasure(client=client)
    erase_client(client_id=client.pk)

    assert raw().count(MARK.encode()) == 0


@pytest.mark.embedded
def test_negative_control_without_wiping_words_are_left(client, monkeypatch) -> None:
    monkeypatch.setattr("reports.services.erasure.wipe_deleted_rows", lambda: True)

    request_erasure(client=client)
    erase_client(client_id=client.pk)

    assert raw().count(MARK.encode()) > 0


def test_a_workspace_is_erased_by_the_operator(client) -> None:
    away = MembershipFactory(workspace=client.workspace)
    kept = WorkspaceFactory()
    MembershipFactory(workspace=kept, user=Membership.objects.exclude(pk=away.pk).get().user)
    out = StringIO()

    call_command("erase_workspace", client.workspace.slug, "--yes", stdout=out)

    assert list(Workspace.objects.all()) == [kept]
    assert left() == {"accounts.Membership": 1}
    assert out.getvalue() == (
        "Erased with 1 clients.\n"
        f"  {away.user.email} is in no workspace now: erase_person removes it\n"
    )
    assert User.objects.filter(pk=away.user.pk).exists()


def test_a_workspace_is_not_erased_by_a_slip(client, monkeypatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _question: "another")

    with pytest.raises(CommandError, match="Nothing was erased"):
        call_command("erase_workspace", client.workspace.slug)
    with pytest.raises(CommandError, match="There is no workspace absent"):
        call_command("erase_workspace", "absent")

    assert Client.objects.get() == client
