"""Back up everything into one verified archive, while the product runs."""

import sqlite3
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from backups.making import make_backup
from backups.manifest import ArchiveError

KEEP = 14


def at_least_one(word: str) -> int:
    """Read the number of archives to keep."""
    if not word.isdecimal() or int(word) < 1:
        raise ArgumentTypeError("expected a whole number of at least 1")
    return int(word)


class Command(BaseCommand):
    help = (
        "Write one archive with everything in the database, verify it, and delete all but the "
        "newest ones. The secret key is not in it; keep SECRET_KEY elsewhere."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to",
            type=Path,
            default=settings.BACKUP_DIR,
            help="folder for the archive (BACKUP_DIR)",
        )
        parser.add_argument(
            "--keep",
            type=at_least_one,
            default=KEEP,
            help=f"how many archives stay in the folder ({KEEP})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            backup = make_backup(folder=options["to"].resolve(), keep=options["keep"])
        except (ArchiveError, DatabaseError, OSError, sqlite3.Error) as error:
            raise CommandError(f"No backup was made. {error}") from error
        size = backup.path.stat().st_size / 1e6
        self.stdout.write(
            f"{backup.path}\n{backup.manifest.row_count} rows, {size:.1f} MB, verified."
        )
        if backup.deleted:
            self.stdout.write(f"Deleted older ones: {len(backup.deleted)}.")
