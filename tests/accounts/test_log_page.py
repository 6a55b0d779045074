"""What happened: who may read it, in which order, and as a file that no spreadsheet runs."""

import csv
import io

import pytest

from accounts.enums import Action
from accounts.models import AuditEntry
from accounts.services.audit import record
from tests.factories import WorkspaceFactory
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def persons() -> Persons:
    return persons_of(WorkspaceFactory(slug="north-star"))


def noted(persons: Persons, *subjects: str) -> None:
    for subject in subjects:
        record(
            workspace=persons.workspace,
            actor=persons.membership.user,
            action=Action.CLIENT_ADDED,
            subject=subject,
        )


@pytest.mark.parametrize("path", ["/w/north-star/log/", "/w/north-star/log.csv"])
def test_only_owners_read_it(persons, path) -> None:
    answers = {
        who: getattr(persons, who).get(path).status_code
        for who in ("owner", "consultant", "viewer", "stranger", "anonymous")
    }

    assert answers == {
        "owner": 200,
        "consultant": 403,
        "viewer": 403,
        "stranger": 404,
        "anonymous": 302,
    }


def test_newest_first_in_pages_of_fifty(persons) -> None:
    noted(persons, *(f"Client {number:02}" for number in range(51)))

    first = persons.owner.get("/w/north-star/log/").content.decode()
    second = persons.owner.get("/w/north-star/log/?page=2").content.decode()

    assert first.index("Client 50") < first.index("Client 01")
    assert first.count("log-entry") == 50
    assert "Client 00" not in first
    assert "Client 00" in second


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", ""])
def test_a_page_that_is_not_there_shows_one_that_is(persons, page) -> None:
    noted(persons, "Client")

    assert persons.owner.get(f"/w/north-star/log/?page={page}").status_code == 200


def test_other_workspaces_are_not_part_of_it(persons) -> None:
    record(workspace=WorkspaceFactory(), actor=None, action=Action.CLIENT_ADDED, subject="Foreign")

    assert "Foreign" not in persons.owner.get("/w/north-star/log/").content.decode()
    assert "Foreign" not in persons.owner.get("/w/north-star/log.csv").content.decode()


def test_the_number_of_queries_does_not_grow(persons, django_assert_num_queries) -> None:
    noted(persons, "One")
    with django_assert_num_queries(5):
        persons.owner.get("/w/north-star/log/")
    noted(persons, "Two", "Three")
    with django_assert_num_queries(5):
        persons.owner.get("/w/north-star/log/")


def test_the_file_says_the_same_and_runs_nothing(persons) -> None:
    noted(persons, '=HYPERLINK("http://evil.example")')

    answer = persons.owner.get("/w/north-star/log.csv")

    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    name = str(persons.membership.user)
    assert rows[0] == ["when (UTC)", "who", "what", "which"]
    assert [row[1:] for row in rows[1:]] == [
        [name, "downloaded this list", ""],
        [name, "added the client", '\'=HYPERLINK("http://evil.example")'],
    ]
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_downloading_is_noted(persons) -> None:
    persons.owner.get("/w/north-star/log.csv")

    assert AuditEntry.objects.get().action == Action.LOG_DOWNLOADED
