"""Rules the database itself keeps, as triggers, whatever program writes to it.

A published framework version never changes. From the first answer on a round only gets
stricter. Triggers are taken away before every `migrate` and installed after it: SQLite drops
those of a table that Django rebuilds, and refuses to rebuild one that another's trigger reads.
Source of the rules: docs/architecture.md, "What always holds".

Deleting is not ruled here. An unused version may be deleted, and a round with everything below
it; a used version and a group with answers are held by foreign keys.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

FRAMEWORK_VERSION = "assessments_frameworkversion"
ROUND = "assessments_round"
GROUP = "assessments_stakeholdergroup"
PARTICIPANT = "assessments_participant"
BALLOT = "assessments_ballot"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is refused: an event on a table under a condition, in SQL both databases take."""

    name: str
    table: str
    event: str
    condition: str
    refusal: str


# Somebody has taken a place, or answers are there; a draft belongs to a taken place.
ANSWERED = """(
    EXISTS (
        SELECT 1 FROM assessments_participant taken
        WHERE taken.round_id = THIS_ROUND AND taken.state <> 'invited'
    )
    OR EXISTS (SELECT 1 FROM assessments_ballot given WHERE given.round_id = THIS_ROUND)
)"""


def _is_answered(round_id: str) -> str:
    return ANSWERED.replace("THIS_ROUND", round_id)


def _differs(*columns: str) -> str:
    return "(" + " OR ".join(f"NEW.{each} IS DISTINCT FROM OLD.{each}" for each in columns) + ")"


RULES = (
    Rule(
        "framework_version_immutable",
        FRAMEWORK_VERSION,
        "UPDATE",
        "OLD.published",
        "a published framework version cannot be changed",
    ),
    Rule(
        "round_only_stricter",
        ROUND,
        "UPDATE",
        f"(NEW.k < OLD.k OR (NEW.mode <> OLD.mode AND NEW.mode <> 'anonymous'))"
        f" AND {_is_answered('OLD.id')}",
        "after the first answer the anonymity of a round can only become stricter",
    ),
    Rule(
        "round_promise_stays",
        ROUND,
        "UPDATE",
        f"{_differs('promise_text', 'promise_hash')} AND {_is_answered('OLD.id')}",
        "after the first answer the promise of a round cannot be changed",
    ),
    Rule(
        "round_questions_stay",
        ROUND,
        "UPDATE",
        f"({_differs('framework_version_id')} OR (NEW.state = 'draft' AND OLD.state <> 'draft'))"
        f" AND {_is_answered('OLD.id')}",
        "after the first answer a round keeps its questions and is no draft any more",
    ),
    Rule(
        "round_published_stays",
        ROUND,
        "UPDATE",
        "OLD.state = 'published' AND NEW.state <> 'published'",
        "a published round stays published",
    ),
    Rule(
        "group_not_added",
        GROUP,
        "INSERT",
        _is_answered("NEW.round_id"),
        "after the first answer no group can be added to a round",
    ),
    Rule(
        "group_only_stricter",
        GROUP,
        "UPDATE",
        f"({_differs('id', 'round_id', 'code', 'side', 'weight')}"
        " OR NEW.headcount > OLD.headcount)"
        f" AND ({_is_answered('OLD.round_id')} OR {_is_answered('NEW.round_id')})",
        "after the first answer the groups of a round stay as they are",
    ),
    Rule(
        "participant_stays_in_group",
        PARTICIPANT,
        "UPDATE",
        _differs("round_id", "group_id"),
        "a participant cannot be moved to another group",
    ),
    Rule(
        "ballot_stays_in_group",
        BALLOT,
        "UPDATE",
        _differs("round_id", "group_id"),
        "a ballot cannot be moved to another group",
    ),
)

# Columns with answers. PostgreSQL keeps samples of a column's values for its planner, beyond
# the life of the rows; of these it keeps none.
UNSAMPLED = (
    ("assessments_draft", ("answers", "sequences")),
    (BALLOT, ("answers", "link_code")),
    ("assessments_statement", ("original", "wording")),
)


def install_triggers(using: str, **_signal: Any) -> None:
    """Create the triggers anew, once the tables are there."""
    connection: BaseDatabaseWrapper = connections[using]
    tables = {rule.table for rule in RULES} | {table for table, _columns in UNSAMPLED}
    if not tables.issubset(connection.introspection.table_names()):
        return
    statements = {"sqlite": _for_sqlite, "postgresql": _for_postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def remove_triggers(using: str, **_signal: Any) -> None:
    """Take the triggers of SQLite away, so that tables can be rebuilt."""
    connection: BaseDatabaseWrapper = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for rule in RULES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {rule.name}")


def _for_sqlite() -> Iterator[str]:
    for rule in RULES:
        yield f"DROP TRIGGER IF EXISTS {rule.name}"
        yield (
            f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} FOR EACH ROW"
            f" WHEN {rule.condition.replace('IS DISTINCT FROM', 'IS NOT')}"
            f" BEGIN SELECT RAISE(ABORT, '{rule.refusal}'); END"
        )


def _for_postgresql() -> Iterator[str]:
    """A function for each rule, since the condition of a PostgreSQL trigger may not look around."""
    for rule in RULES:
        yield f"""
            CREATE OR REPLACE FUNCTION refuse_{rule.name}() RETURNS trigger AS $$
            BEGIN
                IF {rule.condition} THEN
                    RAISE EXCEPTION '{rule.refusal}'
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END;
            $$ LANGUAGE plpgsql
        """
        yield (
            f"CREATE OR REPLACE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table}"
            f" FOR EACH ROW EXECUTE FUNCTION refuse_{rule.name}()"
        )
    for table, columns in UNSAMPLED:
        changes = ", ".join(f"ALTER COLUMN {column} SET STATISTICS 0" for column in columns)
        yield f"ALTER TABLE {table} {changes}"
