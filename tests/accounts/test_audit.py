"""The audit log: what is written, and that it is only ever added to."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accounts.enums import Action
from accounts.integrity import SQLITE, install_triggers
from accounts.models import AuditEntry
from accounts.services.audit import forget_person, record, record_in_workspaces
from tests.factories import MembershipFactory, UserFactory, WorkspaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> AuditEntry:
    member = MembershipFactory(user__name="Ada", user__email="ada@example.com")
    record(
        workspace=member.workspace,
        actor=member.user,
        action=Action.CLIENT_ADDED,
        subject="Nordhaven Pumps",
    )
    return AuditEntry.objects.get()


def read(field: str) -> list:
    return list(AuditEntry.objects.values_list(field, flat=True))


def test_an_entry_says_who_did_what(entry) -> None:
    assert str(entry) == "Ada · added the client · Nordhaven Pumps"
    assert (entry.actor.name, entry.workspace) == ("Ada", entry.actor.memberships.get().workspace)


def test_a_long_subject_is_cut() -> None:
    record(workspace=None, actor=None, action=Action.CLIENT_ADDED, subject="x" * 300)

    assert read("subject") == ["x" * 254]


def test_what_concerns_a_sign_in_is_noted_in_every_workspace_of_the_person() -> None:
    user = UserFactory()
    workspaces = {MembershipFactory(user=user).workspace_id for _place in range(2)}

    record_in_workspaces(of=user, actor=user, action=Action.SIGNED_IN)

    assert set(read("workspace")) == workspaces


def test_what_concerns_somebody_without_a_workspace_is_noted_once() -> None:
    user = UserFactory()

    record_in_workspaces(of=user, actor=user, action=Action.SIGNED_IN)

    assert read("workspace") == [None]


@pytest.mark.parametrize(
    "change",
    [
        {"action": Action.CLIENT_ERASED},
        {"subject": "Somebody else"},
        {"actor_name": "Somebody else"},
        {"workspace": None},
        {"at": "2020-01-01T00:00:00Z"},
    ],
)
def test_the_database_refuses_to_rewrite_an_entry(entry, change) -> None:
    with pytest.raises(IntegrityError, match=r"only added to|stays where"), transaction.atomic():
        AuditEntry.objects.update(**change)


def test_the_database_refuses_to_blame_somebody_else(entry) -> None:
    other = UserFactory()

    with pytest.raises(IntegrityError, match=r"only added to|stays where"), transaction.atomic():
        AuditEntry.objects.update(actor=other)


@pytest.mark.parametrize("with_workspace", [True, False])
def test_the_database_refuses_to_delete_an_entry(with_workspace) -> None:
    workspace = WorkspaceFactory() if with_workspace else None
    record(workspace=workspace, actor=None, action=Action.SIGN_IN_FAILED)

    with pytest.raises(IntegrityError, match=r"only added to|stays where"), transaction.atomic():
        AuditEntry.objects.all().delete()


def test_negative_control_without_the_triggers_everything_goes_through(entry) -> None:
    with connection.cursor() as cursor:
        for name, table in zip(
            SQLITE,
            ("accounts_auditentry", "accounts_auditentry", "accounts_workspace"),
            strict=True,
        ):
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on_table}")

    AuditEntry.objects.update(action=Action.CLIENT_ERASED)
    AuditEntry.objects.all().delete()

    assert not AuditEntry.objects.exists()
    install_triggers(connection.alias)


def test_a_deleted_workspace_takes_its_entries_along_and_no_others(entry) -> None:
    kept = WorkspaceFactory()
    record(workspace=kept, actor=None, action=Action.CLIENT_ADDED)

    entry.workspace.delete()

    assert read("workspace") == [kept.pk]


def test_entries_outlive_the_person(entry) -> None:
    entry.actor.delete()

    assert (read("actor"), read("actor_name")) == ([None], ["Ada"])


def test_a_person_can_be_taken_out_of_the_log(entry) -> None:
    ada = entry.actor
    record(workspace=None, actor=None, action=Action.SIGN_IN_FAILED, subject="ada@example.com")

    forget_person(user=ada)

    assert read("actor_name") == ["", ""]
    assert read("subject") == ["", "Nordhaven Pumps"]
    assert read("actor") == [None, None]


@pytest.mark.django_db(transaction=True)
def test_emptying_the_whole_database_works_and_leaves_the_triggers_in_place() -> None:
    record(workspace=WorkspaceFactory(), actor=None, action=Action.CLIENT_ADDED)

    call_command("flush", interactive=False, verbosity=0)

    assert not AuditEntry.objects.exists()
    record(workspace=None, actor=None, action=Action.CLIENT_ADDED)
    with pytest.raises(IntegrityError, match="only added to"):
        AuditEntry.objects.all().delete()


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_a_migration_may_rebuild_the_tables_of_workspaces() -> None:
    """SQLite refuses to rename a table while a trigger of another table names it."""
    from django.db import models

    from accounts.integrity import remove_triggers
    from accounts.models import Workspace

    field = models.CharField(max_length=5, default="")
    field.set_attributes_from_name("further")

    remove_triggers(connection.alias)
    with connection.schema_editor() as editor:
        editor.add_field(Workspace, field)
        editor.remove_field(Workspace, field)
    install_triggers(connection.alias)

    record(workspace=WorkspaceFactory(), actor=None, action=Action.CLIENT_ADDED)
    with pytest.raises(IntegrityError):
        AuditEntry.objects.all().delete()
