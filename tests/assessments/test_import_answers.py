"""Importing answers into a round: all or nothing, and nothing that names anybody."""

import json
import uuid
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from assessments.csv_files.answers import read_answers
from assessments.enums import RoundState
from assessments.models import Ballot, Participant, Round
from assessments.services.importing import ImportRefusedError, import_answers
from tests.factories import built_in_framework, open_round_with_groups

pytestmark = pytest.mark.django_db

HEADER = "respondent,group,item,value\n"
ROWS = HEADER + "anna,X,S1a,3\nbob,it,S1a,dk\nanna,X,S1d,Late orders\ncarl,I,A5b,na\n"


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "answers.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def run(round: object, path: Path) -> str:
    out = StringIO()
    call_command("import_answers", str(round), str(path), stdout=out)
    return out.getvalue()


def ballots(round: Round) -> list[tuple[str, dict[str, object]]]:
    rows = round.ballots.values_list("group__code", "answers")
    return sorted(rows, key=str)


@pytest.mark.parametrize("name", ["id", "code", "small code"])
def test_one_ballot_per_respondent(tmp_path: Path, name: str) -> None:
    round, _groups = open_round_with_groups({"executives": 5, "business": 9, "it": 4})
    names = {"id": round.pk, "code": round.code, "small code": round.code.lower()}
    assert run(names[name], write(tmp_path, ROWS)) == (
        f"Imported 3 ballots into {round.label}.\n"
        "  Executives: 1\n  Business managers: 0\n  IT: 2\n"
    )
    assert ballots(round) == [
        ("executives", {"S1a": 3, "S1d": "Late orders"}),
        ("it", {"A5b": "na"}),
        ("it", {"S1a": "dk"}),
    ]


def test_a_ballot_carries_the_day_and_nothing_of_the_respondent(tmp_path: Path) -> None:
    round, groups = open_round_with_groups({"executives": 5, "it": 4})
    run(round.pk, write(tmp_path, ROWS))
    ballot = round.ballots.get(group=groups["executives"])
    assert {name: getattr(ballot, name) for name in (f.attname for f in Ballot._meta.fields)} == {
        "id": ballot.pk,
        "workspace_id": round.workspace_id,
        "round_id": round.pk,
        "group_id": groups["executives"].pk,
        "answers": {"S1a": 3, "S1d": "Late orders"},
        "day": timezone.localdate(),
        "link_code": "",
    }
    assert ballot.pk.version == 4
    assert Participant.objects.count() == 0


def test_ballots_do_not_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    round, _groups = open_round_with_groups({"business": 100})
    texts = [f"text {number}" for number in range(60)]
    rows = "".join(f"r{number},B,S1d,{text}\n" for number, text in enumerate(texts))
    run(round.pk, write(tmp_path, HEADER + rows))
    column = {"postgresql": "ctid", "sqlite": "rowid"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT answers FROM assessments_ballot ORDER BY {column}")
        found = [json.loads(answers)["S1d"] for (answers,) in cursor.fetchall()]
    assert sorted(found) == sorted(texts)
    assert found != texts


def test_a_bad_row_anywhere_and_nothing_is_imported(tmp_path: Path) -> None:
    round, _groups = open_round_with_groups({"executives": 5, "it": 4})
    path = write(tmp_path, ROWS + "dora,F,S1a,3\ndora,X,S1a,9\n")
    with pytest.raises(CommandError) as caught:
        run(round.pk, path)
    assert str(caught.value).splitlines() == [
        f'{path}, line 6, column group: unknown group "F"; expected one of executives, it',
        f'{path}, line 7, column value: S1a takes a whole number from 1 to 5, "dk" or "na"',
        "2 bad rows; nothing was imported.",
    ]
    assert ballots(round) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "line 1: the file is empty"),
        (HEADER, "line 2: there are no rows below the header"),
        (b"\xff\xfe\x00", "line 1: the file is UTF-16; save it as CSV UTF-8"),
    ],
)
def test_a_file_without_answers(tmp_path: Path, content: str | bytes, reason: str) -> None:
    round, _groups = open_round_with_groups({"executives": 5})
    path = write(tmp_path, content)
    with pytest.raises(CommandError) as caught:
        run(round.pk, path)
    assert str(caught.value).splitlines() == [
        f"{path}, {reason}",
        "1 bad row; nothing was imported.",
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    round, _groups = open_round_with_groups({"executives": 5})
    path = tmp_path / "missing.csv"
    with pytest.raises(CommandError, match=f"^{path}: No such file or directory$"):
        run(round.pk, path)


@pytest.mark.parametrize("name", ["NOCODE", str(uuid.UUID(int=0)), "", "x" * 5000])
def test_a_round_that_does_not_exist(tmp_path: Path, name: str) -> None:
    with pytest.raises(
        CommandError, match=rf"^There is no round with the id or join code {name}\.$"
    ):
        run(name, write(tmp_path, ROWS))


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.CLOSED, RoundState.PUBLISHED])
def test_a_round_that_is_not_open(tmp_path: Path, state: RoundState) -> None:
    round, _groups = open_round_with_groups({"executives": 5, "it": 4}, state=state)
    with pytest.raises(CommandError, match=r"^Q4 2026 is not open, so it takes no answers\.$"):
        run(round.pk, write(tmp_path, ROWS))
    assert ballots(round) == []


def test_a_round_closed_after_it_was_looked_up(tmp_path: Path) -> None:
    round, _groups = open_round_with_groups({"executives": 5, "it": 4})
    with write(tmp_path, ROWS).open("rb") as file:
        sheet = read_answers(file, built_in_framework())
    Round.objects.filter(pk=round.pk).update(state=RoundState.CLOSED)
    with pytest.raises(ImportRefusedError):
        import_answers(round=round, sheet=sheet)
    assert ballots(round) == []


@pytest.mark.parametrize(
    ("headcount", "people", "refusal"),
    [
        (4, 4, "IT has 4 people; with this file it would have 8 answers."),
        (1, 1, "IT has 1 person; with this file it would have 2 answers."),
    ],
)
def test_a_file_imported_twice_is_refused(
    tmp_path: Path, headcount: int, people: int, refusal: str
) -> None:
    """Twice the ballots would lift four people over the smallest group shown."""
    round, _groups = open_round_with_groups({"executives": 5, "it": headcount})
    rows = "".join(f"r{number},I,S1a,3\n" for number in range(people))
    path = write(tmp_path, HEADER + rows + "anna,X,S1a,3\n")
    run(round.pk, path)
    with pytest.raises(CommandError) as caught:
        run(round.pk, path)
    assert str(caught.value) == (
        f"{refusal} Was the file imported before? "
        "After the first answer a group cannot get more people."
    )
    assert round.ballots.count() == people + 1


def test_every_group_with_more_answers_than_people_is_named(tmp_path: Path) -> None:
    round, _groups = open_round_with_groups({"executives": 1, "it": 1})
    with pytest.raises(CommandError) as caught:
        run(round.pk, write(tmp_path, ROWS + "dora,X,S1a,3\n"))
    assert [line.split(";")[0] for line in str(caught.value).splitlines()] == [
        "Executives has 1 person",
        "IT has 1 person",
    ]
    assert ballots(round) == []


def test_a_file_without_a_group_that_is_too_full_already(tmp_path: Path) -> None:
    """Somebody lowered a headcount: that is no reason to refuse the others' answers."""
    round, groups = open_round_with_groups({"executives": 5, "it": 4})
    run(round.pk, write(tmp_path, ROWS))
    groups["it"].headcount = 1
    groups["it"].save()
    run(round.pk, write(tmp_path, HEADER + "dora,X,S1a,3\n"))
    assert round.ballots.count() == 4


def test_the_number_of_queries_does_not_grow(tmp_path: Path, django_assert_num_queries) -> None:
    round, _groups = open_round_with_groups({"business": 100})
    for people in (1, 30):
        rows = "".join(f"r{number},B,S1a,3\n" for number in range(people))
        with write(tmp_path, HEADER + rows).open("rb") as file:
            sheet = read_answers(file, built_in_framework())
        # Savepoint and its release, round, groups, ballots there, ballots.
        with django_assert_num_queries(6):
            import_answers(round=round, sheet=sheet)
