"""Put the content of an archive in the place of the database."""

import sqlite3
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from backups.manifest import ArchiveError
from backups.restoring import restore_backup


class Command(BaseCommand):
    help = (
        "Verify an archive and restore all of it or nothing. Refuses a database that is not empty "
        "without --replace. Stop the web server and the workers first."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="replace everything in the database"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restored = restore_backup(path=options["archive"], replace=options["replace"])
        except (ArchiveError, DatabaseError, OSError, sqlite3.Error) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        manifest = restored.manifest
        self.stdout.write(f"Restored the backup of {manifest.made_at}:")
        for table, count in sorted(manifest.rows.items()):
            if count:
                self.stdout.write(f"  {count:>8}  {table}")
        self.stdout.write(
            f"Migrations run since: {restored.migrations_run}. Everybody signs in anew."
        )
