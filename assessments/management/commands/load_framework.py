"""Load framework files into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from assessments.framework_files import framework_files
from assessments.selectors.frameworks import stored_version
from assessments.services.frameworks import FrameworkConflictError, publish_framework
from scoring.framework import Framework, FrameworkError, load


class Command(BaseCommand):
    help = "Validate framework files and publish them. A file loaded before changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("files", nargs="*", type=Path, default=[], metavar="FILE")
        which.add_argument("--all", action="store_true", help="every framework that comes along")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[Path] = framework_files() if options["all"] else options["files"]
        specs = _validated(files)
        with transaction.atomic():
            for file, spec in specs:
                line = _published(file, spec)
                if options["verbosity"]:
                    self.stdout.write(line)


def _published(file: Path, spec: Framework) -> str:
    """Publish one framework; return what happened."""
    name = f"{spec.slug} version {spec.version}"
    was_there = stored_version(spec.slug, spec.version) is not None
    try:
        publish_framework(spec=spec)
    except FrameworkConflictError as conflict:
        raise CommandError(f"{file}: {conflict} Nothing was changed.") from conflict
    if was_there:
        return f"{name} is loaded already; nothing to do."
    return f"Loaded {name} ({len(spec.items)} items, {len(spec.gates)} gates)."


def _validated(files: list[Path]) -> list[tuple[Path, Framework]]:
    """Read every file before the first is stored, so that a bad one changes nothing."""
    specs, problems = [], []
    for file in files:
        try:
            specs.append((file, load(file)))
        except FrameworkError as error:
            problems += [str(problem) for problem in error.problems]
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise CommandError("\n".join([*problems, f"{count}; nothing was changed."]))
    return specs
