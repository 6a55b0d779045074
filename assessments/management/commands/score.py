"""Score answers from files and print the scorecard as JSON; needs no database."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from assessments.csv_files.answers import read_answers
from assessments.csv_files.facts import read_facts
from assessments.csv_files.records import CsvError
from assessments.selectors.frameworks import newest_version
from scoring.framework import CLIENT_TYPES, Framework, FrameworkError, load
from scoring.json_form import to_plain
from scoring.json_schema import schema_of
from scoring.scorecard import SCHEMA, Scorecard

FILE_ENDINGS = (".yaml", ".yml")


def headcounts(text: str) -> dict[str, int]:
    """Read "executives=5,it=4"."""
    counts: dict[str, int] = {}
    for part in text.split(","):
        group, _equals, number = (piece.strip() for piece in part.partition("="))
        if not group or not number.isascii() or not number.isdigit():
            raise ArgumentTypeError(f'expected group=people, such as it=4, found "{part}"')
        if group in counts:
            raise ArgumentTypeError(f"the group {group} is named twice")
        counts[group] = int(number)
    return counts


def whole(text: str) -> int:
    """Read a whole number from 0 on."""
    if not text.isascii() or not text.isdigit():
        raise ArgumentTypeError(f'expected a whole number from 0 on, found "{text}"')
    return int(text)


class Command(BaseCommand):
    help = (
        "Score answers (CSV: respondent,group,item,value) and print the scorecard as JSON. "
        "With --framework FILE no database is needed."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("answers", metavar="ANSWERS.csv", type=Path, nargs="?")
        parser.add_argument("--framework", metavar="FILE_OR_SLUG")
        parser.add_argument("--facts", metavar="FACTS.csv", type=Path, help="item,value")
        parser.add_argument(
            "--headcounts",
            type=headcounts,
            default={},
            metavar="GROUP=PEOPLE,…",
            help="people invited per group; without them the quorum is unknown",
        )
        parser.add_argument("--client-type", choices=CLIENT_TYPES, default="both")
        parser.add_argument(
            "--records", type=whole, metavar="N", help="customer records, for the upkeep they need"
        )
        parser.add_argument(
            "--seed", type=whole, default=0, metavar="N", help="of the draws behind the confidence"
        )
        parser.add_argument(
            "--explain",
            metavar="CODE",
            help="print the arithmetic behind one score instead: overall, S, Q3, Q3a, G5 …",
        )
        parser.add_argument(
            "--schema", action="store_true", help="print the JSON Schema of a scorecard instead"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schema"]:
            self.stdout.write(_printed(schema_of(Scorecard, SCHEMA)))
            return
        missing = [name for name in ("answers", "framework") if not options[name]]
        if missing:
            raise CommandError(f"Also needed: {' and '.join(missing)}. See --help.")
        framework = _framework(options["framework"])
        counts = _by_group(options["headcounts"], framework)
        self.stdout.write(_scored(framework, counts, options))


def _scored(framework: Framework, counts: dict[str, int], options: dict[str, Any]) -> str:
    # Here, because numpy takes longer to load than a wrong call takes to refuse.
    import scoring
    from scoring.answers import Answers
    from scoring.options import ScoreOptions

    problems: list[str] = []
    sheet = _read(read_answers, options["answers"], framework, problems)
    facts = _read(read_facts, options["facts"], framework, problems) if options["facts"] else {}
    if problems:
        raise CommandError("\n".join([*problems, "Nothing was scored."]))
    answers = Answers.from_ballots(framework, sheet.respondents())
    settings = ScoreOptions(
        options["client_type"], seed=options["seed"], records=options["records"]
    )
    card = scoring.score(framework, answers, facts, counts, settings)
    code = options["explain"]
    if code is None:
        return _printed(card.to_json())
    try:
        return _printed(to_plain(card.explain(code)))
    except KeyError as error:
        raise CommandError(f"There is no {code} in {framework.title}.") from error


def _printed(plain: dict[str, Any]) -> str:
    return json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False)


def _read(reader: Any, path: Path, framework: Framework, problems: list[str]) -> Any:
    """Read one file; its problems join those of the other."""
    try:
        with path.open("rb") as file:
            return reader(file, framework)
    except OSError as error:
        problems.append(f"{path}: {error.strerror}")
    except CsvError as error:
        problems += [f"{path}, {line}" for line in error.lines()]
    return None


def _framework(name: str) -> Framework:
    if name.endswith(FILE_ENDINGS) or Path(name).is_file():
        try:
            return load(name)
        except FrameworkError as error:
            raise CommandError("\n".join(map(str, error.problems))) from error
    try:
        version = newest_version(name)
    except DatabaseError as error:
        raise CommandError(
            f"The database cannot be asked for {name} ({error}). Name a framework file instead,"
            " or run: manage.py migrate && manage.py load_framework --all"
        ) from error
    if version is None:
        raise CommandError(
            f"There is no framework file and no loaded framework {name}."
            " Load one with: manage.py load_framework FILE"
        )
    return version.parsed()


def _by_group(counts: dict[str, int], framework: Framework) -> dict[str, int]:
    """Return headcounts by group code; short letters are understood."""
    codes = {group.code: group.code for group in framework.groups}
    codes |= {group.short: group.code for group in framework.groups if group.short}
    unknown = [group for group in counts if group not in codes]
    if unknown:
        known = ", ".join(group.code for group in framework.groups)
        raise CommandError(f"--headcounts: unknown {', '.join(unknown)}; expected {known}")
    by_group: dict[str, int] = {}
    for group, number in counts.items():
        if codes[group] in by_group:
            raise CommandError(f"--headcounts: the group {codes[group]} is named twice")
        by_group[codes[group]] = number
    return by_group
