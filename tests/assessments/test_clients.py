"""The list of clients, and adding and changing a client."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.enums import ClientType
from assessments.forms.numbers import WholeNumberField
from assessments.models import Client
from assessments.services.clients import ClientError, create_client
from tests.factories import (
    AssessmentFactory,
    BallotFactory,
    ClientAccessFactory,
    ClientFactory,
    WorkspaceFactory,
    open_round_with_groups,
)
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Alder Tools",
    "sector": "trade",
    "size_band": "medium",
    "client_type": "both",
    "language": "de",
}


@pytest.fixture
def persons() -> Persons:
    return persons_of(WorkspaceFactory(name="North Star", slug="north-star"))


def words(answer) -> str:
    """Return a page with its white space as a reader sees it."""
    return " ".join(answer.content.decode().split())


def queries(browser, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_an_empty_workspace_helps_to_begin(persons) -> None:
    assert "Your first client" in words(persons.owner.get("/w/north-star/"))
    assert "Nothing is shared with you yet" in words(persons.viewer.get("/w/north-star/"))


def test_each_client_shows_the_state_of_its_round_in_words(persons) -> None:
    client = ClientFactory(workspace=persons.workspace, name="Alder Tools")
    _round, groups = open_round_with_groups(
        {"business": 10, "it": 4}, assessment__client=client, label="Q4 2026"
    )
    for _person in range(5):
        BallotFactory(group=groups["business"])
    BallotFactory(group=groups["it"])

    page = words(persons.owner.get("/w/north-star/"))

    assert "Q4 2026 open · 6 of 14 answered · needs 2 more from IT" in page


def test_only_a_client_of_the_demo_is_marked(persons) -> None:
    """In the demo's workspace, too: what somebody added there are real people's answers."""
    persons.workspace.is_demo = True
    persons.workspace.save()
    demo = ClientFactory(workspace=persons.workspace, name="Nordhaven Pumps", is_demo=True)
    own = ClientFactory(workspace=persons.workspace, name="Alder Tools")
    for client, marks in ((demo, 1), (own, 0)):
        round, _groups = open_round_with_groups({"it": 4}, assessment__client=client)
        for address in (
            reverse("assessments:client", args=["north-star", client.pk]),
            reverse("assessments:assessment", args=["north-star", round.assessment_id]),
            reverse("assessments:round", args=["north-star", round.pk]),
        ):
            assert words(persons.owner.get(address)).count("Demo data") == marks
    home = words(persons.owner.get("/w/north-star/"))
    assert home.count("Demo data") == 1
    assert 'Nordhaven Pumps <span class="demo-mark">Demo data</span>' in home
    assert home.count("Demo workspace") == 1


def test_a_client_whose_groups_have_all_answered_says_enough(persons) -> None:
    client = ClientFactory(workspace=persons.workspace)
    _round, groups = open_round_with_groups({"it": 4}, assessment__client=client)
    for _person in range(3):
        BallotFactory(group=groups["it"])

    assert "3 of 4 answered · enough in every group" in words(persons.owner.get("/w/north-star/"))


def test_a_round_past_its_last_day_asks_to_be_closed(persons) -> None:
    client = ClientFactory(workspace=persons.workspace)
    yesterday = timezone.localdate() - timedelta(days=1)
    open_round_with_groups({"it": 4}, assessment__client=client, closes_on=yesterday)

    page = words(persons.owner.get("/w/north-star/"))

    assert f"ended on {yesterday:%-d %b %Y} · 0 of 4 answered · to be closed" in page


def test_the_open_round_is_shown_before_newer_plans(persons) -> None:
    assessment = AssessmentFactory(client__workspace=persons.workspace)
    open_round_with_groups(assessment=assessment, number=1, label="Q3 2026")
    open_round_with_groups(assessment=assessment, number=2, label="Q4 2026", state="draft")

    page = words(persons.owner.get("/w/north-star/"))

    assert "Q3 2026 open" in page
    assert "Q4 2026" not in page


def test_a_name_loses_what_cannot_be_seen(persons) -> None:
    persons.owner.post(
        "/w/north-star/clients/new/", TYPED | {"name": " Alder\u202e\u200b  Tools\ufeff"}
    )

    assert Client.objects.get().name == "Alder Tools"


def test_a_viewer_sees_only_clients_shared_with_them(persons) -> None:
    shared = ClientFactory(workspace=persons.workspace, name="Shared client")
    ClientFactory(workspace=persons.workspace, name="Other client")
    ClientAccessFactory(membership=persons.viewer_membership, client=shared)

    page = words(persons.viewer.get("/w/north-star/"))

    assert "Shared client" in page
    assert "Other client" not in page
    assert "Add a client" not in page


def test_the_list_takes_as_many_queries_for_thirty_clients_as_for_one(persons) -> None:
    def add_clients(number: int) -> None:
        for _client in range(number):
            client = ClientFactory(workspace=persons.workspace)
            _round, groups = open_round_with_groups({"it": 4}, assessment__client=client)
            BallotFactory(group=groups["it"])

    add_clients(1)
    persons.owner.get("/w/north-star/")
    with_one = queries(persons.owner, "/w/north-star/")
    add_clients(29)

    assert queries(persons.owner, "/w/north-star/") == with_one


def test_the_page_of_a_client_takes_as_many_queries_for_thirty_rounds_as_for_one(persons) -> None:
    client = ClientFactory(workspace=persons.workspace)
    address = reverse("assessments:client", args=["north-star", client.pk])
    open_round_with_groups({"it": 4}, assessment__client=client, number=1)
    persons.owner.get(address)
    with_one = queries(persons.owner, address)
    for number in range(2, 16):
        open_round_with_groups({"it": 4}, assessment=client.assessments.get(), number=number)
    for _assessment in range(15):
        open_round_with_groups({"it": 4}, assessment__client=ClientFactory())
    other = AssessmentFactory(client=client)
    for number in range(1, 16):
        open_round_with_groups({"it": 4}, assessment=other, number=number)

    assert queries(persons.owner, address) == with_one


def test_adding_a_client_leads_on_to_its_assessment(persons) -> None:
    answer = persons.owner.post("/w/north-star/clients/new/", TYPED)

    client = Client.objects.get()
    assert (client.workspace, client.name, client.client_type) == (
        persons.workspace,
        "Alder Tools",
        ClientType.BOTH,
    )
    assert answer.url == f"/w/north-star/clients/{client.pk}/assess/"


def test_a_form_with_a_mistake_keeps_what_was_typed(persons) -> None:
    answer = persons.owner.post("/w/north-star/clients/new/", TYPED | {"sector": "moon"})

    page = words(answer)
    assert answer.status_code == 200
    assert 'value="Alder Tools"' in page
    assert "Select a valid choice" in page
    assert not Client.objects.exists()


def test_a_name_is_taken_once_in_a_workspace(persons) -> None:
    ClientFactory(workspace=persons.workspace, name="Alder Tools")

    answer = persons.owner.post("/w/north-star/clients/new/", TYPED)

    assert "You have a client of this name already." in words(answer)
    assert Client.objects.count() == 1


def test_another_workspace_may_have_a_client_of_the_same_name(persons) -> None:
    ClientFactory(name="Alder Tools")

    assert persons.owner.post("/w/north-star/clients/new/", TYPED).status_code == 302


def test_changing_a_client(persons) -> None:
    client = ClientFactory(workspace=persons.workspace, name="Old name")

    answer = persons.consultant.post(f"/w/north-star/clients/{client.pk}/edit/", TYPED)

    client.refresh_from_db()
    assert answer.url == reverse("assessments:client", args=["north-star", client.pk])
    assert (client.name, client.sector) == ("Alder Tools", "trade")


def test_saving_a_client_unchanged_is_no_clash_with_itself(persons) -> None:
    client = ClientFactory(workspace=persons.workspace, **TYPED)

    answer = persons.owner.post(f"/w/north-star/clients/{client.pk}/edit/", TYPED)

    assert answer.status_code == 302


def test_to_whom_a_client_sells_stays_while_a_round_is_open(persons) -> None:
    client = ClientFactory(workspace=persons.workspace, **TYPED | {"client_type": "b2b"})
    open_round_with_groups(assessment__client=client)

    answer = persons.owner.post(f"/w/north-star/clients/{client.pk}/edit/", TYPED)

    client.refresh_from_db()
    assert "A round is open" in words(answer)
    assert client.client_type == ClientType.B2B


def test_the_service_refuses_a_taken_name() -> None:
    client = ClientFactory(name="Alder Tools")

    with pytest.raises(ClientError) as refusal:
        create_client(workspace=client.workspace, **TYPED)

    assert refusal.value.field == "name"


# What its report on records that go wrong needs; see tests/assessments/forms for the numbers.
RECORDS = {"customer_records": "48,000", "record_cost": "4.50", "currency": "EUR"}


def test_records_and_their_cost_are_kept_and_shown(persons) -> None:
    persons.owner.post("/w/north-star/clients/new/", TYPED | RECORDS)

    client = Client.objects.get()
    assert (client.customer_records, client.record_cost, client.currency) == (
        48_000,
        Decimal("4.50"),
        "EUR",
    )
    page = words(persons.owner.get(f"/w/north-star/clients/{client.pk}/"))
    assert "48,000 customer records" in page
    assert "A wrong record costs EUR 4.50" in page
    form = words(persons.owner.get(f"/w/north-star/clients/{client.pk}/edit/"))
    assert 'value="48000"' in form
    assert 'value="4.50"' in form


def test_records_and_their_cost_can_be_left_out_and_taken_away(persons) -> None:
    client = ClientFactory(
        workspace=persons.workspace, customer_records=10, record_cost=Decimal(1), currency="GBP"
    )

    persons.owner.post(f"/w/north-star/clients/{client.pk}/edit/", TYPED)

    client.refresh_from_db()
    assert (client.customer_records, client.record_cost, client.currency) == (None, None, "")
    page = words(persons.owner.get(f"/w/north-star/clients/{client.pk}/"))
    assert "customer record" not in page
    assert "wrong record" not in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"customer_records": "-1"}, "greater than or equal to 0"),
        ({"customer_records": "1000000001"}, "less than or equal to 1000000000"),
        ({"customer_records": "many"}, "Enter a whole number"),
        ({"customer_records": "48.5"}, "Enter a whole number"),
        ({"record_cost": "-0.01"}, "greater than or equal to 0"),
        ({"record_cost": "100001"}, "less than or equal to 100000"),
        ({"record_cost": "1.234"}, "no more than 2 decimal places"),
        ({"record_cost": "NaN"}, "Enter a number"),
        ({"record_cost": "Infinity"}, "Enter a number"),
        ({"currency": ""}, "Choose the currency of the cost."),
        ({"currency": "DOGE"}, "Select a valid choice"),
    ],
)
def test_records_and_costs_that_are_none(persons, wrong, said) -> None:
    answer = persons.owner.post("/w/north-star/clients/new/", TYPED | RECORDS | wrong)

    assert said in words(answer)
    assert not Client.objects.exists()


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("48000", 48_000),
        (" 48.000 ", 48_000),
        ("1,048,000", 1_048_000),
        ("48 000", 48_000),
        ("48\u202f000", 48_000),
        ("48'000", 48_000),
        ("0", 0),
    ],
)
def test_thousands_may_be_set_apart(written, number) -> None:
    assert WholeNumberField().clean(written) == number


@pytest.mark.parametrize("written", ["48,00", "4,8000", "1,000.000", "1.5", "1e3", "48..000"])
def test_what_only_looks_like_thousands_is_refused(written) -> None:
    with pytest.raises(ValidationError):
        WholeNumberField().clean(written)


def test_a_cost_without_a_currency_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError):
        ClientFactory(record_cost=Decimal(1), currency="")
