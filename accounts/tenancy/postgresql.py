"""The guards on PostgreSQL: composite foreign keys, and a trigger that keeps rows in place."""

from dataclasses import dataclass

from accounts.tenancy.links import Link, Shared, guard_name, links, places

# Called by the triggers; made anew each time, which changes nothing.
REFUSE = f"""
    CREATE OR REPLACE FUNCTION {guard_name("refuse")}() RETURNS trigger AS $$
    BEGIN
        RAISE EXCEPTION 'a row of % stays where it belongs', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END;
    $$ LANGUAGE plpgsql
"""


@dataclass(frozen=True, slots=True)
class Guard:
    """A constraint or trigger of a table, and the statement that adds it."""

    name: str
    table: str
    statement: str


def unique_keys() -> list[Guard]:
    """Return what the composite keys refer to."""
    found = {}
    for link in links():
        for shared in link.shared:
            name = guard_name("key", link.parent_table, shared.parent_column)
            found[name] = Guard(
                name,
                link.parent_table,
                f"ALTER TABLE {link.parent_table} ADD CONSTRAINT {name} "
                f"UNIQUE ({shared.parent_column}, {link.parent_key})",
            )
    return list(found.values())


def composite_keys() -> list[Guard]:
    """Return the foreign keys that carry along what both ends share.

    Deferred like Django's own. Nothing happens on deletion: Django deletes children first.
    """
    return [_composite_key(link, shared) for link in links() for shared in link.shared]


def triggers() -> list[Guard]:
    """Return the triggers that keep rows where they belong."""
    return [
        Guard(
            name := guard_name(place.table, "stays"),
            place.table,
            f"CREATE TRIGGER {name} BEFORE UPDATE OF {', '.join(place.columns)} "
            f"ON {place.table} FOR EACH ROW WHEN ("
            + " OR ".join(f"NEW.{each} IS DISTINCT FROM OLD.{each}" for each in place.columns)
            + f") EXECUTE FUNCTION {guard_name('refuse')}()",
        )
        for place in places()
    ]


def _composite_key(link: Link, shared: Shared) -> Guard:
    name = guard_name(link.label, shared.field)
    return Guard(
        name,
        link.table,
        f"ALTER TABLE {link.table} ADD CONSTRAINT {name} "
        f"FOREIGN KEY ({shared.own_column}, {link.column}) "
        f"REFERENCES {link.parent_table} ({shared.parent_column}, {link.parent_key}) "
        "DEFERRABLE INITIALLY DEFERRED",
    )
