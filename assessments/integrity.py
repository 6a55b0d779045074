"""Rules the database itself keeps, as triggers: a published framework version never changes.

Triggers are installed after every `migrate`, because SQLite drops them whenever Django rebuilds
a table. An unused version may be deleted; a used one is held by the foreign keys of its rounds.
Source of the rule: docs/architecture.md, invariant 1.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

FRAMEWORK_VERSION = "assessments_frameworkversion"
REFUSAL = "a published framework version cannot be changed"

SQLITE = (
    f"""
    CREATE TRIGGER IF NOT EXISTS framework_version_immutable
    BEFORE UPDATE ON {FRAMEWORK_VERSION} WHEN OLD.published
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """,
)

POSTGRESQL = (
    f"""
    CREATE OR REPLACE FUNCTION refuse_framework_version_change() RETURNS trigger AS $$
    BEGIN
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END;
    $$ LANGUAGE plpgsql
    """,
    f"""
    CREATE OR REPLACE TRIGGER framework_version_immutable
    BEFORE UPDATE ON {FRAMEWORK_VERSION} FOR EACH ROW
    WHEN (OLD.published) EXECUTE FUNCTION refuse_framework_version_change()
    """,
)

STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def install_triggers(using: str, **_signal: Any) -> None:
    """Create the triggers that are missing, once the table is there."""
    connection: BaseDatabaseWrapper = connections[using]
    if FRAMEWORK_VERSION not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor]:
            cursor.execute(statement)
