"""Rules the database itself keeps, as triggers: the audit log is only ever added to.

An entry may lose its person (`actor`, `actor_name` and `subject` emptied, never rewritten), so
that a person can be erased. It is deleted with its workspace and by nothing else: the
workspace goes first, and the database takes its entries along.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

ENTRY = "accounts_auditentry"

SQLITE = {
    "audit_entry_unchanged": """
        CREATE TRIGGER audit_entry_unchanged
        BEFORE UPDATE ON accounts_auditentry
        WHEN NEW.id <> OLD.id OR NEW.action <> OLD.action OR NEW.at <> OLD.at
            OR NEW.workspace_id IS NOT OLD.workspace_id
            OR (NEW.actor_id IS NOT NULL AND NEW.actor_id IS NOT OLD.actor_id)
            OR NEW.actor_name NOT IN (OLD.actor_name, '')
            OR NEW.subject NOT IN (OLD.subject, '')
        BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
    """,
    "audit_entry_kept": """
        CREATE TRIGGER audit_entry_kept
        BEFORE DELETE ON accounts_auditentry
        WHEN OLD.workspace_id IS NULL
            OR EXISTS (SELECT 1 FROM accounts_workspace WHERE id = OLD.workspace_id)
        BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
    """,
    "audit_entries_go_with_workspace": """
        CREATE TRIGGER audit_entries_go_with_workspace
        AFTER DELETE ON accounts_workspace
        BEGIN DELETE FROM accounts_auditentry WHERE workspace_id = OLD.id; END
    """,
}

POSTGRESQL = {
    "audit_entry_unchanged": """
        CREATE OR REPLACE FUNCTION refuse_audit_entry_change() RETURNS trigger AS $$
        BEGIN
            RAISE EXCEPTION 'the audit log is only added to'
                USING ERRCODE = 'integrity_constraint_violation';
        END;
        $$ LANGUAGE plpgsql;
        CREATE OR REPLACE TRIGGER audit_entry_unchanged
        BEFORE UPDATE ON accounts_auditentry FOR EACH ROW
        WHEN (
            NEW.id <> OLD.id OR NEW.action <> OLD.action OR NEW.at <> OLD.at
            OR NEW.workspace_id IS DISTINCT FROM OLD.workspace_id
            OR (NEW.actor_id IS NOT NULL AND NEW.actor_id IS DISTINCT FROM OLD.actor_id)
            OR NEW.actor_name NOT IN (OLD.actor_name, '')
            OR NEW.subject NOT IN (OLD.subject, '')
        )
        EXECUTE FUNCTION refuse_audit_entry_change()
    """,
    "audit_entry_kept": """
        CREATE OR REPLACE FUNCTION refuse_audit_entry_deletion() RETURNS trigger AS $$
        BEGIN
            IF OLD.workspace_id IS NULL
                OR EXISTS (SELECT 1 FROM accounts_workspace WHERE id = OLD.workspace_id)
            THEN
                RAISE EXCEPTION 'the audit log is only added to'
                    USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN OLD;
        END;
        $$ LANGUAGE plpgsql;
        CREATE OR REPLACE TRIGGER audit_entry_kept
        BEFORE DELETE ON accounts_auditentry
        FOR EACH ROW EXECUTE FUNCTION refuse_audit_entry_deletion()
    """,
    "audit_entries_go_with_workspace": """
        CREATE OR REPLACE FUNCTION delete_audit_entries_of_workspace() RETURNS trigger AS $$
        BEGIN
            DELETE FROM accounts_auditentry WHERE workspace_id = OLD.id;
            RETURN NULL;
        END;
        $$ LANGUAGE plpgsql;
        CREATE OR REPLACE TRIGGER audit_entries_go_with_workspace
        AFTER DELETE ON accounts_workspace
        FOR EACH ROW EXECUTE FUNCTION delete_audit_entries_of_workspace()
    """,
}

TRIGGERS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def install_triggers(using: str, **_signal: Any) -> None:
    """Create the triggers, once the tables are there."""
    connection = connections[using]
    if ENTRY not in connection.introspection.table_names():
        return
    remove_triggers(using)
    with connection.cursor() as cursor:
        for statement in TRIGGERS[connection.vendor].values():
            cursor.execute(statement)


def remove_triggers(using: str, **_signal: Any) -> None:
    """Drop the triggers where they stand in the way of what they are not meant for.

    SQLite cannot rebuild a table that a trigger of another table names, and empties tables
    row by row. PostgreSQL does both without asking a trigger.
    """
    connection: BaseDatabaseWrapper = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for name in SQLITE:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
