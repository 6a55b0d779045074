"""The database refuses rows that point into another workspace, or out of their own round.

Every relation comes from the models' metadata. What is written goes past every check of the
product: by `QuerySet.update`, by `bulk_create` and as plain SQL.
"""

import pytest
from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection, models
from django.db.migrations import Migration

from accounts.models import Workspace
from accounts.tenancy import Link, install_guards, links, remove_guards, tenant_models
from assessments.models import Round, StakeholderGroup
from tests.accounts.tenancy.guards import (
    drop,
    drop_other_rules,
    drop_place,
    guards_in_place,
    guards_of,
    keys_below_workspaces,
    names_a_workspace,
    refused,
)
from tests.accounts.tenancy.rows import Rows
from tests.factories import WorkspaceFactory

pytestmark = pytest.mark.django_db

A_STEP = [(Migration("a step", "accounts"), False)]
LINKS = links()
PAIRS = [
    pytest.param(link, shared, id=f"{link.label}-{shared.field}")
    for link in LINKS
    for shared in link.shared
]
each_link = pytest.mark.parametrize("link", LINKS, ids=lambda link: link.label)
each_pair = pytest.mark.parametrize(("link", "shared"), PAIRS)


def chains(shared) -> tuple[Rows, Rows]:
    """Two chains of rows that differ in what a link shares: the workspace, or a row below it."""
    here = WorkspaceFactory()
    there = WorkspaceFactory() if shared.own_column == "workspace_id" else here
    return Rows(here), Rows(there)


def foreign_parent(link: Link, other: Rows):
    return other.row(link.model._meta.get_field(link.field).related_model)


def sql_value(model, field: str, value):
    return model._meta.get_field(field).get_db_prep_value(value, connection)


@each_pair
def test_an_update_through_a_queryset_is_refused(link, shared) -> None:
    own, other = chains(shared)
    child, parent = own.row(link.model), foreign_parent(link, other)

    with refused():
        link.model.objects.filter(pk=child.pk).update(**{link.field: parent})


@each_pair
def test_an_update_in_plain_sql_is_refused(link, shared) -> None:
    own, other = chains(shared)
    child, parent = own.row(link.model), foreign_parent(link, other)

    with refused(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {link.table} SET {link.column} = %s WHERE id = %s",
            [sql_value(link.model, link.field, parent.pk), sql_value(link.model, "id", child.pk)],
        )


@each_pair
def test_rows_created_in_bulk_are_refused(link, shared) -> None:
    own, other = chains(shared)
    child = own.unsaved(link.model)
    setattr(child, link.field, foreign_parent(link, other))

    with refused():
        link.model.objects.bulk_create([child])


@each_pair
def test_a_parent_put_back_elsewhere_is_refused(link, shared) -> None:
    """Foreign keys are looked at when the transaction ends; until then a parent may be away."""
    own, other = chains(shared)
    own.row(link.model)
    parent = foreign_parent(link, own)
    elsewhere = other.unsaved(type(parent))
    elsewhere.pk = parent.pk

    with refused():
        type(parent).objects.filter(pk=parent.pk)._raw_delete(using=connection.alias)
        elsewhere.save(force_insert=True)


@each_pair
def test_negative_control_without_its_guards_the_write_goes_through(link, shared) -> None:
    own, other = chains(shared)
    child, parent = own.row(link.model), foreign_parent(link, other)
    # The row may have other keys to what it shares; only this one is looked at.
    for each in LINKS:
        if each.model is link.model:
            drop(each)
    drop_place(link.table)
    drop_other_rules(link.table)

    link.model.objects.filter(pk=child.pk).update(**{link.field: parent})
    connection.check_constraints()

    child.refresh_from_db()
    assert getattr(child, link.field) == parent


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)
def test_a_row_never_moves_to_another_workspace(model) -> None:
    row = Rows(WorkspaceFactory()).row(model)
    other = WorkspaceFactory()

    with refused():
        model.objects.filter(pk=row.pk).update(workspace=other)


def test_every_key_below_a_workspace_is_known_and_guarded() -> None:
    assert {(link.model, link.field) for link in LINKS} == keys_below_workspaces()
    assert {link.label for link in LINKS if not guards_of(link) <= guards_in_place()} == set()
    assert {link.label for link in LINKS if "workspace" not in _shared_fields(link)} == set()


@each_link
def test_negative_control_a_key_without_its_guards_is_noticed(link) -> None:
    drop(link)

    unguarded = {each.label for each in LINKS if not guards_of(each) <= guards_in_place()}

    assert unguarded == {link.label}


def test_what_points_below_a_workspace_names_the_workspace_itself() -> None:
    """A table without it could not be guarded: the key would have only one half."""
    lacking = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model is not Workspace and not names_a_workspace(model)
        for field in model._meta.get_fields()
        if field.concrete and field.related_model and names_a_workspace(field.related_model)
    }

    assert lacking == set()


def test_siblings_of_a_table_meet_in_a_row_that_the_table_names() -> None:
    """A vote names its round, so that session and group can be held to the same one."""
    for link in LINKS:
        parent_shares = {
            shared.parent_column for shared in link.shared if shared.own_column != "workspace_id"
        }
        siblings = [each for each in LINKS if each.model is link.model and each != link]
        common = _ancestors(link) & set().union(*map(_ancestors, siblings), set())
        assert common <= parent_shares, link.label


def test_the_relations_of_a_round_are_among_them() -> None:
    shared = {
        link.label: tuple(each.field for each in link.shared)
        for link in LINKS
        if len(link.shared) > 1
    }

    assert shared == {
        "assessments_ballot_group": ("workspace", "round"),
        "assessments_participant_group": ("workspace", "round"),
        "assessments_sessionseat_group": ("workspace", "round"),
        "assessments_sessionseat_session": ("workspace", "round"),
        "assessments_vote_group": ("workspace", "round"),
        "assessments_vote_session": ("workspace", "round"),
    }


def test_installing_again_changes_nothing(django_assert_max_num_queries) -> None:
    before = guards_in_place()

    with django_assert_max_num_queries(1):
        install_guards(connection.alias)

    assert guards_in_place() == before


def test_what_is_missing_comes_back() -> None:
    drop(LINKS[0])

    install_guards(connection.alias)

    assert guards_of(LINKS[0]) <= guards_in_place()


def test_nothing_to_migrate_leaves_the_guards_alone() -> None:
    before = guards_in_place()

    remove_guards(connection.alias, plan=[])

    assert guards_in_place() == before


@pytest.mark.embedded
def test_before_a_migration_sqlite_lets_go() -> None:
    remove_guards(connection.alias, plan=["something to do"])

    assert {name for name in guards_in_place() if name.startswith("tenancy_")} == set()
    install_guards(connection.alias)


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Workspace, Round, StakeholderGroup])
def test_a_migration_may_rebuild_a_table_that_guards_look_at(model) -> None:
    field = models.CharField(max_length=5, default="")
    field.set_attributes_from_name("further")

    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default", plan=A_STEP)
    with connection.schema_editor() as editor:
        editor.add_field(model, field)
        editor.remove_field(model, field)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    assert all(guards_of(link) <= guards_in_place() for link in LINKS)


def _shared_fields(link: Link) -> set[str]:
    return {shared.field for shared in link.shared}


def _ancestors(link: Link) -> set[str]:
    """The columns in which the parent of a link names rows below the workspace."""
    parent = link.model._meta.get_field(link.field).related_model
    return {each.column for each in LINKS if each.model is parent}
