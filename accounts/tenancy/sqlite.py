"""The guards as triggers of SQLite, which cannot add a key to a table that exists."""

from collections.abc import Iterator

from accounts.tenancy.links import Link, Place, Shared, guard_name, links, places


def triggers() -> dict[str, str]:
    """Return every trigger: its name and the statement that creates it."""
    statements = [*map(_stays, places())]
    for link in links():
        statements += _guards(link)
    return {_name(statement): statement for statement in statements}


def _guards(link: Link) -> Iterator[str]:
    """Yield the triggers of a link: on both ways to write a child, and on a parent put later."""
    agrees = "".join(f" AND {_agreement(each, 'parent', 'NEW')}" for each in link.shared)
    match = (
        f"SELECT 1 FROM {link.parent_table} parent "  # noqa: S608  # nosec B608 - models' names
        f"WHERE parent.{link.parent_key} = NEW.{link.column}{agrees}"
    )
    refused = f"WHEN NEW.{link.column} IS NOT NULL AND NOT EXISTS ({match}) " + _refusal(
        f"{link.table}.{link.column} points out of its workspace or its round"
    )
    columns = ", ".join([link.column, *(each.own_column for each in link.shared)])
    yield f"CREATE TRIGGER {_named(link, 'insert')} BEFORE INSERT ON {link.table} {refused}"
    yield (
        f"CREATE TRIGGER {_named(link, 'update')} BEFORE UPDATE OF {columns} ON {link.table} "
        f"{refused}"
    )
    # A parent deleted and put back elsewhere before the foreign keys are looked at.
    differs = " OR ".join(f"NOT {_agreement(each, 'NEW', 'child')}" for each in link.shared)
    stranded = (
        f"SELECT 1 FROM {link.table} child "  # noqa: S608  # nosec B608 - models' names
        f"WHERE child.{link.column} = NEW.{link.parent_key} AND ({differs})"
    )
    yield (
        f"CREATE TRIGGER {_named(link, 'parent')} BEFORE INSERT ON {link.parent_table} "
        f"WHEN EXISTS ({stranded}) "
        + _refusal(f"{link.table}.{link.column} would point out of its workspace or its round")
    )


def _stays(place: Place) -> str:
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in place.columns)
    return (
        f"CREATE TRIGGER {guard_name(place.table, 'stays')} "
        f"BEFORE UPDATE OF {', '.join(place.columns)} ON {place.table} WHEN {changed} "
        + _refusal(f"a row of {place.table} stays where it belongs")
    )


def _agreement(shared: Shared, parent: str, child: str) -> str:
    ours, theirs = f"{child}.{shared.own_column}", f"{parent}.{shared.parent_column}"
    if shared.is_optional:
        # As PostgreSQL takes a composite key: a missing half is no contradiction.
        return f"({ours} IS NULL OR {theirs} IS {ours})"
    return f"({theirs} IS {ours})"


def _refusal(reason: str) -> str:
    return f"BEGIN SELECT RAISE(ABORT, '{reason}'); END"


def _named(link: Link, moment: str) -> str:
    return guard_name(link.label, moment)


def _name(statement: str) -> str:
    return statement.split()[2]
