"""What members do is noted by name and count; never an answer, a token or an address."""

import re

import pytest
from django.urls import reverse

from accounts.enums import Action
from accounts.models import AuditEntry
from assessments.enums import RoundState
from assessments.fact_links import FactLink, sign_fact_link
from assessments.models import Client, Round
from tests.factories import (
    ClientFactory,
    FrameworkVersionFactory,
    open_round_with_groups,
)
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    return open_round_with_groups(assessment__client__name="Nordhaven", label="Q4")[0]


@pytest.fixture
def persons(round) -> Persons:
    return persons_of(round.workspace)


def noted() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("id").values_list("action", "subject"))


def path(name: str, round: Round, **parts) -> str:
    return reverse(f"assessments:{name}", kwargs={"workspace": round.workspace.slug} | parts)


def test_clients(persons, round) -> None:
    fields = {"name": "Osterby", "sector": "health", "size_band": "small", "client_type": "b2c"}
    fields["language"] = "en-gb"
    persons.consultant.post(path("client-new", round), fields)
    client = Client.objects.get(name="Osterby")
    persons.consultant.post(
        path("client-edit", round, client_id=client.pk), fields | {"name": "Osterby Care"}
    )

    assert noted() == [
        (Action.CLIENT_ADDED, "Osterby"),
        (Action.CLIENT_CHANGED, "Osterby Care"),
    ]


def test_opening_and_closing(persons, round) -> None:
    Round.objects.filter(pk=round.pk).update(state=RoundState.DRAFT)
    persons.consultant.post(path("round-open", round, round_id=round.pk))
    persons.owner.post(reverse("reports:close-round", args=[round.workspace.slug, round.pk]))

    assert noted() == [
        (Action.ROUND_OPENED, "Nordhaven · Q4"),
        (Action.ROUND_CLOSED, "Nordhaven · Q4"),
    ]


def test_what_did_not_happen_is_not_noted(persons, round) -> None:
    persons.consultant.post(path("round-open", round, round_id=round.pk))
    persons.viewer.post(path("round-open", round, round_id=round.pk))

    assert noted() == []


def test_changing_an_open_round(persons, round) -> None:
    persons.consultant.post(path("round-edit", round, round_id=round.pk), {"label": "Autumn"})

    assert noted() == [(Action.ROUND_CHANGED, "Nordhaven · Autumn")]


def test_personal_links_are_counted_only(persons, round) -> None:
    group = round.groups.get(code="it")
    answer = persons.consultant.post(
        path("round-links", round, round_id=round.pk), {"group": group.pk, "count": 2}
    )

    token = re.search(r"/i/([^/]+)/", answer.content.decode())[1]
    assert noted() == [(Action.PERSONAL_LINKS_MADE, "Nordhaven · Q4 · 2")]
    assert token not in str(AuditEntry.objects.values())


def test_facts_by_their_code_only(persons, round) -> None:
    facts = path("round-facts", round, round_id=round.pk)
    persons.consultant.post(facts, {"item": "S4b", "S4b-value": "37", "value": "37"})
    persons.consultant.post(facts, {"item": "S4b", "forget": "1"})

    assert noted()[-1] == (Action.FACT_REMOVED, "Nordhaven · Q4 · S4b")
    assert "37" not in str(noted())


def test_behind_a_link_nobody_is_known_by_name(round) -> None:
    from django.test import Client as Browser

    link = sign_fact_link(FactLink(round_id=round.pk, owner="it"))
    page = Browser().get(reverse("assessments:fact-owner", args=[link])).content.decode()
    code = re.search(r'name="item" value="([^"]+)"', page)[1]

    Browser().post(reverse("assessments:fact-owner", args=[link]), {"item": code, "forget": "1"})

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.actor_name) == (Action.FACT_REMOVED, None, "")
    assert entry.subject == f"Nordhaven · Q4 · {code}"


def test_a_new_assessment_is_noted(persons, round) -> None:
    FrameworkVersionFactory()
    client = ClientFactory(workspace=round.workspace, name="Osterby")
    page = persons.consultant.get(path("assessment-new", round, client_id=client.pk))
    form = page.context["form"]
    fields = {name: form.get_initial_for_field(each, name) for name, each in form.fields.items()}
    persons.consultant.post(
        path("assessment-new", round, client_id=client.pk), fields | {"title": "Readiness"}
    )

    assert noted() == [(Action.ASSESSMENT_STARTED, "Osterby · Readiness")]
