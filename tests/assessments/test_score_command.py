"""The score command: a scorecard on stdout, complaints elsewhere, no database needed."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

import scoring
from assessments.framework_files import BUILT_IN
from assessments.services.frameworks import load_framework
from scoring import Answers, ScoreOptions
from tests.factories import built_in_framework

FILE = BUILT_IN / "crm-readiness-2.yaml"
HEADER = "respondent,group,item,value\n"
ROWS = HEADER + "r1,X,S1a,4\nr2,B,S1a,2\nr3,B,S1a,4\nr4,F,S1a,dk\nr5,I,S1a,na\nr1,X,S1d,Late\n"
BALLOTS: list[tuple[str, dict[str, object]]] = [
    ("executives", {"S1a": 4, "S1d": "Late"}),
    ("business", {"S1a": 2}),
    ("business", {"S1a": 4}),
    ("frontline", {"S1a": "dk"}),
    ("it", {"S1a": "na"}),
]
FACTS = "item,value\nS1b,3\nS4d,2\nQ2c,18/150/4\nC4e,na\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def run(answers: Path, framework: object = FILE, *options: str) -> dict[str, Any]:
    out, err = StringIO(), StringIO()
    arguments = [str(answers), "--framework", str(framework), *options]
    call_command("score", *arguments, stdout=out, stderr=err)
    assert err.getvalue() == ""
    card: dict[str, Any] = json.loads(out.getvalue())
    return card


def refused(answers: Path, framework: object = FILE, *options: str) -> list[str]:
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("score", str(answers), "--framework", str(framework), *options, stdout=out)
    assert out.getvalue() == ""
    return str(caught.value).splitlines()


def expected(
    facts: dict[str, object], headcounts: dict[str, int], client_type: str
) -> dict[str, Any]:
    framework = built_in_framework()
    answers = Answers.from_ballots(framework, BALLOTS)
    card = scoring.score(framework, answers, facts, headcounts, ScoreOptions(client_type))
    return card.to_json()


def test_the_scorecard_of_answers_alone(tmp_path: Path) -> None:
    card = run(write(tmp_path, "answers.csv", ROWS))
    assert card == expected({}, {}, "both")
    [item] = [item for item in card["items"] if item["code"] == "S1a"]
    # Executives 4, business (2 + 4) / 2; the others said nothing that counts.
    assert item["score"] == 3.5


def test_facts_headcounts_and_client_type(tmp_path: Path) -> None:
    card = run(
        write(tmp_path, "answers.csv", ROWS),
        FILE,
        *("--facts", str(write(tmp_path, "facts.csv", FACTS))),
        *("--headcounts", "executives=5,business=30, F=160,it=4"),
        *("--client-type", "b2c"),
    )
    facts: dict[str, object] = {
        "S1b": 3,
        "S4d": 2,
        "Q2c": {"bad": 18, "checked": 150, "months": 4},
        "C4e": "na",
    }
    headcounts = {"executives": 5, "business": 30, "frontline": 160, "it": 4}
    assert card == expected(facts, headcounts, "b2c")


@pytest.mark.django_db
def test_a_framework_from_the_database(tmp_path: Path) -> None:
    load_framework(path=FILE)
    answers = write(tmp_path, "answers.csv", ROWS)
    assert run(answers, "crm-readiness") == run(answers, FILE)


@pytest.mark.django_db
def test_an_unknown_framework(tmp_path: Path) -> None:
    assert refused(write(tmp_path, "answers.csv", ROWS), "nothing") == [
        "There is no framework file and no loaded framework nothing."
        " Load one with: manage.py load_framework FILE"
    ]


def test_a_broken_framework_file(tmp_path: Path) -> None:
    path = write(tmp_path, "broken.yaml", "schema: 1\n")
    lines = refused(write(tmp_path, "answers.csv", ROWS), path)
    assert lines[0] == f"{path}: slug: expected small letters, digits and hyphens, found nothing"
    assert refused(write(tmp_path, "answers.csv", ROWS), "missing.yaml") == [
        "missing.yaml: expected a readable file, found No such file or directory"
    ]


def test_bad_rows_of_both_files_are_listed(tmp_path: Path) -> None:
    answers = write(tmp_path, "answers.csv", ROWS + "r9,X,S1a,8\n")
    facts = write(tmp_path, "facts.csv", FACTS + "S1b,2\n")
    assert refused(answers, FILE, "--facts", str(facts)) == [
        f'{answers}, line 8, column value: S1a takes a whole number from 1 to 5, "dk" or "na"',
        f"{facts}, line 6, column item: S1b is there already in an earlier row",
        "Nothing was scored.",
    ]


def test_files_that_are_not_there(tmp_path: Path) -> None:
    answers = tmp_path / "missing.csv"
    assert refused(answers, FILE, "--facts", str(tmp_path)) == [
        f"{answers}: No such file or directory",
        f"{tmp_path}: Is a directory",
        "Nothing was scored.",
    ]


@pytest.mark.parametrize(
    ("headcounts", "complaint"),
    [
        ("sales=4", "--headcounts: unknown sales; expected executives, business, frontline, it"),
        ("X=5,executives=6", "--headcounts: the group executives is named twice"),
    ],
)
def test_headcounts_that_fit_no_group(tmp_path: Path, headcounts: str, complaint: str) -> None:
    answers = write(tmp_path, "answers.csv", ROWS)
    assert refused(answers, FILE, "--headcounts", headcounts) == [complaint]


@pytest.mark.parametrize("headcounts", ["", "it", "it=", "it=-1", "it=four", "it=4,,", "it=4,it=5"])
def test_headcounts_that_are_none(tmp_path: Path, headcounts: str) -> None:
    with pytest.raises(CommandError, match="argument --headcounts: "):
        run(write(tmp_path, "answers.csv", ROWS), FILE, "--headcounts", headcounts)


def process(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run manage.py where no database server listens."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(folder / "var"),
        "DATABASE_URL": "postgres://nobody@127.0.0.1:9/nothing?connect_timeout=2",
    }
    manage = str(settings.BASE_DIR / "manage.py")
    command = [sys.executable, manage, "score", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_without_a_database(tmp_path: Path) -> None:
    answers = str(write(tmp_path, "answers.csv", ROWS))
    done = process(answers, "--framework", str(FILE), folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == expected({}, {}, "both")


def test_errors_go_to_stderr_and_the_exit_code_is_1(tmp_path: Path) -> None:
    answers = write(tmp_path, "answers.csv", HEADER)
    done = process(str(answers), "--framework", str(FILE), folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"CommandError: {answers}, line 2: there are no rows below the header\n"
        "Nothing was scored.\n"
    )


def test_a_slug_without_a_database_says_what_to_do(tmp_path: Path) -> None:
    answers = str(write(tmp_path, "answers.csv", ROWS))
    done = process(answers, "--framework", "crm-readiness", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("CommandError: The database cannot be asked for crm-readiness (")


def test_seed_and_records_reach_the_scores(tmp_path: Path) -> None:
    card = run(write(tmp_path, "answers.csv", ROWS), FILE, "--records", "48000", "--seed", "7")
    # 48,000 records, 90 % to hold, 3 % lost a month: method.md 4.1.
    assert card["decay"]["checks_per_month"] == pytest.approx(1296)
    assert card["verdict_confidence"] is None  # too little evidence to draw from


def test_one_number_explained(tmp_path: Path) -> None:
    tree = run(write(tmp_path, "answers.csv", ROWS), FILE, "--explain", "S1a")
    assert (tree["code"], tree["value"], tree["arithmetic"]) == ("S1a", 3.5, "mean")
    business = tree["parts"][1]
    assert (business["code"], business["weight"]) == ("business", 0.5)
    assert business["counts"] == [0, 1, 0, 1, 0]
    answers = write(tmp_path, "answers.csv", ROWS)
    assert refused(answers, FILE, "--explain", "Z9") == ["There is no Z9 in CRM Readiness."]


def test_the_schema_needs_no_answers() -> None:
    out = StringIO()
    call_command("score", "--schema", stdout=out)
    assert json.loads(out.getvalue())["title"] == "Scorecard"
    with pytest.raises(CommandError, match="Also needed: answers and framework"):
        call_command("score")
