"""How long answers are kept: the owner's page, and a round whose answers are gone."""

from datetime import date

import pytest

from assessments.models import Round
from tests.factories import WorkspaceFactory, open_round_with_groups
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db

SETTINGS = "/w/north-star/settings/"


@pytest.fixture
def persons() -> Persons:
    return persons_of(WorkspaceFactory(slug="north-star"))


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_only_owners_see_and_change_the_settings(persons) -> None:
    for method in ("get", "post"):
        answers = {
            name: getattr(getattr(persons, name), method)(SETTINGS, {"months": 3}).status_code
            for name in ("consultant", "viewer", "stranger", "anonymous")
        }
        assert answers == {"consultant": 403, "viewer": 403, "stranger": 404, "anonymous": 302}
    persons.workspace.refresh_from_db()
    assert persons.workspace.retention_months is None


def test_answers_are_kept_until_an_owner_says_otherwise(persons) -> None:
    assert "kept until somebody erases the client" in words(persons.owner.get(SETTINGS))

    answer = persons.owner.post(SETTINGS, {"months": "6"}, follow=True)

    assert "Answers are deleted 6 months after a round has closed." in words(answer)
    persons.workspace.refresh_from_db()
    assert persons.workspace.retention_months == 6


def test_an_empty_field_keeps_them_again(persons) -> None:
    persons.owner.post(SETTINGS, {"months": "1"})
    persons.owner.post(SETTINGS, {"months": ""})

    persons.workspace.refresh_from_db()
    assert persons.workspace.retention_months is None


@pytest.mark.parametrize("months", ["0", "-1", "121", "soon"])
def test_other_values_are_refused_in_words(persons, months) -> None:
    answer = persons.owner.post(SETTINGS, {"months": months})

    assert answer.status_code == 200
    assert "invalid-feedback" in words(answer)
    persons.workspace.refresh_from_db()
    assert persons.workspace.retention_months is None


def test_a_round_says_when_its_answers_were_deleted(persons) -> None:
    round, _groups = open_round_with_groups(
        assessment__client__workspace=persons.workspace, state="closed"
    )
    Round.objects.filter(pk=round.pk).update(answers_deleted_on=date(2026, 4, 1))

    page = words(persons.owner.get(f"/w/north-star/rounds/{round.pk}/"))

    assert "The answers of this round were deleted on 1 Apr 2026. Its report stays." in page
    assert "answered" not in page
    assert "closed · answers deleted" in words(persons.owner.get("/w/north-star/"))
