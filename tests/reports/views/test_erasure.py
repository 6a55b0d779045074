"""The page on which an owner erases a client."""

import pytest

from assessments.models import Client
from tests.factories import BallotFactory, ClientFactory, WorkspaceFactory, open_round_with_groups
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def persons() -> Persons:
    return persons_of(WorkspaceFactory(slug="north-star"))


@pytest.fixture
def client(persons) -> Client:
    client = ClientFactory(workspace=persons.workspace, name="Alder Tools")
    _round, groups = open_round_with_groups({"it": 4}, assessment__client=client)
    for _person in range(3):
        BallotFactory(group=groups["it"])
    return client


def address(client: Client) -> str:
    return f"/w/north-star/clients/{client.pk}/erase/"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_only_owners_may(persons, client) -> None:
    for method in ("get", "post"):
        answers = {
            name: getattr(getattr(persons, name), method)(address(client)).status_code
            for name in ("consultant", "viewer", "stranger", "anonymous")
        }
        assert answers == {"consultant": 403, "viewer": 403, "stranger": 404, "anonymous": 302}
    assert Client.objects.get().erasing_at is None


def test_a_client_of_another_workspace_does_not_exist(persons) -> None:
    other = ClientFactory()

    assert persons.owner.post(address(other), {"name": other.name}).status_code == 404
    assert Client.objects.get().erasing_at is None


def test_the_page_says_what_goes(persons, client) -> None:
    page = words(persons.owner.get(address(client)))

    assert "Erase Alder Tools" in page
    assert "<dt>Rounds</dt> <dd> 1 </dd>" in page
    assert "<dt>Answers handed in</dt> <dd> 3 </dd>" in page
    assert "One round is open. Nobody can answer in it any more." in page


def test_another_name_erases_nothing(persons, client) -> None:
    page = words(persons.owner.post(address(client), {"name": "alder tools"}))

    assert "This is not the name. Nothing was erased." in page
    assert Client.objects.get().erasing_at is None


def test_with_its_name_the_client_is_gone(persons, client) -> None:
    answer = persons.owner.post(address(client), {"name": " Alder  Tools "}, follow=True)

    assert "The client is gone." in words(answer)
    assert "Alder Tools" not in words(answer)
    assert Client.objects.get().erasing_at is not None
    assert persons.owner.get(address(client)).status_code == 404


def test_the_way_there_is_shown_to_owners_only(persons, client) -> None:
    edit = f"/w/north-star/clients/{client.pk}/edit/"

    assert "Erase the client" in words(persons.owner.get(edit))
    assert "Erase the client" not in words(persons.consultant.get(edit))
