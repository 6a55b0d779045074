"""Looking for the guards in a database, dropping them, and the refusal they answer with."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from accounts.models import Workspace
from accounts.tenancy.links import Link, guard_name
from assessments.integrity import RULES

# Other rules of the database may refuse first.
REFUSAL = (
    "tenancy_|out of its workspace|stays where it belongs|moved to another group|only added to"
)
SQLITE_NAMES = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
POSTGRESQL_NAMES = """
    SELECT conname FROM pg_constraint UNION ALL SELECT tgname FROM pg_trigger
"""


@contextmanager
def refused() -> Iterator[None]:
    """Expect that a guard refuses what is written, at once or when the transaction ends."""
    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():  # noqa: PT012 - both
        yield
        connection.check_constraints()


def keys_below_workspaces() -> set[tuple[type[Model], str]]:
    """Every foreign key between tables that name a workspace, found without the code's help."""
    return {
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        if names_a_workspace(model)
        for field in model._meta.get_fields()
        if field.concrete and (field.many_to_one or field.one_to_one)
        if names_a_workspace(field.related_model)
    }


def names_a_workspace(model: type[Model]) -> bool:
    return any(
        field.concrete and field.related_model is Workspace for field in model._meta.get_fields()
    )


def guards_of(link: Link) -> set[str]:
    """The names under which a link is guarded in the database at hand."""
    if connection.vendor == "sqlite":
        return {guard_name(link.label, moment) for moment in ("insert", "update", "parent")}
    return {guard_name(link.label, shared.field) for shared in link.shared}


def guards_in_place() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(SQLITE_NAMES if connection.vendor == "sqlite" else POSTGRESQL_NAMES)
        return {name for (name,) in cursor.fetchall()}


def drop(link: Link) -> None:
    """Take the guards of a link out of the database."""
    connection.check_constraints()  # PostgreSQL alters no table with checks ahead
    with connection.cursor() as cursor:
        for name in guards_of(link):
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER {name}")
            else:
                cursor.execute(f"ALTER TABLE {link.table} DROP CONSTRAINT {name}")


def drop_other_rules(table: str) -> None:
    """Take the rules of the application itself out of the database, which may refuse as well."""
    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for rule in RULES:
            if rule.table == table:
                cursor.execute(f"DROP TRIGGER {rule.name}{on_table}")


def drop_place(table: str) -> None:
    """Take the guard that keeps the rows of a table in place out of the database."""
    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {guard_name(table, 'stays')}{on_table}")
