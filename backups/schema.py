"""Which migrations a database or an archive has seen, and building the second database."""

import copy
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from backups.manifest import ArchiveError, Manifest

RESTORED = "restored"
MIGRATIONS_TABLE = "django_migrations"
# Sign-ins of browsers: whoever restores a backup does not want old ones back.
LEFT_OUT = ("django_session",)

Migrations = tuple[tuple[str, str], ...]


def applied_migrations(connection: BaseDatabaseWrapper) -> Migrations:
    """Return the migrations a database has seen."""
    return tuple(sorted(MigrationRecorder(connection).applied_migrations()))


def refuse_newer(manifest: Manifest) -> None:
    """Raise ArchiveError where the archive has seen migrations that this version does not know."""
    loader = MigrationLoader(None)
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known |= {(app, name) for app, name in migration.replaces}
    unknown = [f"{app} {name}" for app, name in manifest.migrations if (app, name) not in known]
    if unknown:
        raise ArchiveError(
            f"The backup was made by version {manifest.version}, which is newer than this one: "
            f"it has seen {', '.join(unknown[:3])}. Install that version or a newer one first."
        )


def migrate_to(connection: BaseDatabaseWrapper, migrations: Migrations) -> None:
    """Bring an empty database to where the archive was, without the rules added afterwards."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(_newest_of_each(executor.loader, migrations)))


def finish_migrating(alias: str) -> None:
    """Run the migrations that came since, and what follows every migrate."""
    call_command("migrate", database=alias, interactive=False, verbosity=0, skip_checks=True)


@contextmanager
def second_database(**changes: Any) -> Iterator[BaseDatabaseWrapper]:
    """Open the configured database under another alias, with some settings changed."""
    configured: dict[str, Any] = copy.deepcopy(connections[DEFAULT_DB_ALIAS].settings_dict)
    connections.settings[RESTORED] = configured | changes
    try:
        yield connections[RESTORED]
    finally:
        connections[RESTORED].close()
        del connections[RESTORED]
        del connections.settings[RESTORED]


def _newest_of_each(
    loader: MigrationLoader, migrations: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Yield the migrations of an archive on which no other one of the same application rests."""
    seen = set(migrations)
    for key in seen & loader.graph.nodes.keys():
        children = {child.key for child in loader.graph.node_map[key].children}
        if not any(child in seen and child[0] == key[0] for child in children):
            yield key
