"""Import answers from a CSV file into an open round."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from assessments.csv_files.answers import AnswerSheet, read_answers
from assessments.csv_files.records import CsvError
from assessments.models import Round
from assessments.selectors.frameworks import framework_of
from assessments.services.importing import ImportRefusedError, import_answers


class Command(BaseCommand):
    help = (
        "Import answers into an open round: one ballot per respondent, or nothing at all. "
        "Columns: respondent,group,item,value with value 1 to 5, dk, na or a text."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", metavar="ROUND", help="id or join code of the round")
        parser.add_argument("file", metavar="FILE.csv", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        round = _round(options["round"])
        sheet = _sheet(options["file"], round)
        try:
            counts = import_answers(round=round, sheet=sheet)
        except ImportRefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Imported {len(sheet)} ballots into {round.label}.")
        for group in round.groups.all():
            self.stdout.write(f"  {group.label}: {counts[group.code]}")


def _round(name: str) -> Round:
    try:
        found = Round.objects.filter(pk=UUID(name)).first()
    except ValueError:
        found = Round.objects.filter(code=name.upper()).first()
    if found is None:
        raise CommandError(f"There is no round with the id or join code {name}.")
    return found


def _sheet(path: Path, round: Round) -> AnswerSheet:
    framework = framework_of(round.framework_version_id)
    groups = set(round.groups.values_list("code", flat=True))
    try:
        with path.open("rb") as file:
            return read_answers(file, framework, groups)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    except CsvError as error:
        lines = [f"{path}, {line}" for line in error.lines()]
        rows = f"{error.count} bad row{'s' if error.count > 1 else ''}"
        raise CommandError("\n".join([*lines, f"{rows}; nothing was imported."])) from error
