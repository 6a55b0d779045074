"""Installations with a database of their own, to back up and to restore into."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from backups.archive import Archive, ArchiveWriter
from tests.services.stack import Stack

COUNT = """
from django.apps import apps
import json
print(json.dumps({m._meta.label: m._default_manager.count() for m in apps.get_models()}))
"""


class Installation:
    """A data folder and a database, and the commands that an operator would type."""

    def __init__(self, folder: Path, *, demo: bool = False) -> None:
        self.stack = Stack(folder, demo=demo)
        self.folder = folder
        self.backups = folder / "backups"

    def prepare(self) -> "Installation":
        """Fill it as a first start does."""
        self.stack.seed()
        self.manage("migrate", "--verbosity=0")
        if self.stack.demo and "DATABASE_URL" in self.stack.environment:
            self.manage("load_framework", "--all", "--verbosity=0")
            self.manage("load_demo", "--verbosity=0")
        return self

    def manage(self, *arguments: object) -> str:
        self.folder.mkdir(exist_ok=True)
        return self.stack.manage(*map(str, arguments))

    def backup(self, *arguments: object) -> Path:
        """Make a backup; return the archive."""
        return Path(self.manage("backup", *arguments).splitlines()[0])

    def counts(self) -> dict[str, int]:
        """Return the number of rows of every model."""
        counted: dict[str, int] = json.loads(self.manage("shell", "--verbosity=0", "-c", COUNT))
        return counted


def rewritten(archive: Path, folder: Path, **changes: Any) -> Path:
    """Return a copy of an archive, whole in itself, whose manifest says something else."""
    original = Archive(archive)
    target = folder / "rewritten.zip"
    with ArchiveWriter(target) as writer:
        for name in original.manifest.members:
            writer.add(name, original.chunks(name))
        writer.finish(replace(original.manifest, **changes))
    return target


def manifest_of(archive: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(zipfile.ZipFile(archive).read("manifest.json"))
    return manifest
