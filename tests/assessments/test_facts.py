"""Facts: entering them, what is refused, the level they earn, and the fact owner's link."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.enums import RoundState
from assessments.fact_links import FactLink, read_fact_link, sign_fact_link
from assessments.models import Fact, Round
from assessments.selectors.facts import fact_items, fact_page
from assessments.services.facts import FactError, forget_fact, record_fact
from assessments.services.rounds import RoundStateError, close_round
from tests.assessments.test_clients import queries, words
from tests.factories import (
    ClientAccessFactory,
    FactFactory,
    WorkspaceFactory,
    built_in_framework,
    open_round_with_groups,
)
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db

TODAY = "2026-11-22"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def persons() -> Persons:
    return persons_of(WorkspaceFactory(slug="north-star"))


@pytest.fixture
def round(persons) -> Round:
    return open_round_with_groups(assessment__client__workspace=persons.workspace)[0]


@pytest.fixture
def address(round) -> str:
    return reverse("assessments:round-facts", args=["north-star", round.pk])


def typed(item: str, **fields: str) -> dict[str, str]:
    """Return what a browser sends for one fact."""
    return {"item": item} | {f"{item}-{name}": value for name, value in fields.items()}


def stored(round: Round, item: str) -> Fact:
    return Fact.objects.get(round=round, item=item)


def errors(answer, item: str) -> dict[str, list[str]]:
    forms = [form for _capability, facts in answer.context["sections"] for _line, form in facts]
    return next(form.errors for form in forms if form.item.code == item)


# --- Entering -------------------------------------------------------------------------------


def test_a_checklist_keeps_ticks_and_evidence(persons, round, address) -> None:
    answer = persons.owner.post(
        address,
        typed("S1b", has_0="on", has_2="on", note_0="https://intra.example/p.pdf", note_2="p. 3"),
    )

    fact = stored(round, "S1b")
    assert answer.url == f"{address}?saved=S1b#fact-S1b"
    assert fact.value == [True, False, True, False]
    assert fact.evidence == ["https://intra.example/p.pdf", "", "p. 3", ""]
    assert fact.entered_by == persons.membership.user


def test_an_empty_checklist_is_a_statement_too(persons, round, address) -> None:
    persons.owner.post(address, typed("S1b"))

    assert (stored(round, "S1b").value, stored(round, "S1b").evidence) == ([False] * 4, [])


def test_a_number_keeps_its_day_and_source(persons, round, address) -> None:
    persons.owner.post(address, typed("Q1b", number="84.5", as_of=TODAY, note="Audit"))

    fact = stored(round, "Q1b")
    assert (fact.value, fact.as_of, fact.evidence) == (84.5, date(2026, 11, 22), ["Audit"])


def test_a_whole_number_is_stored_as_one(persons, round, address) -> None:
    persons.owner.post(address, typed("Q1b", number="85", as_of=TODAY))

    assert repr(stored(round, "Q1b").value) == "85"


def test_a_stage_is_one_of_the_options(persons, round, address) -> None:
    persons.owner.post(address, typed("S4d", stage="0"))

    assert stored(round, "S4d").value == 0


def test_three_numbers_make_one_fact(persons, round, address) -> None:
    parts = {"part_bad": "12", "part_checked": "100", "part_months": "4"}

    persons.owner.post(address, typed("Q2c", as_of=TODAY, **parts))

    assert stored(round, "Q2c").value == {"bad": 12, "checked": 100, "months": 4}


def test_what_does_not_apply_needs_a_reason(persons, round, address) -> None:
    refused = persons.owner.post(address, typed("C4e", not_applicable="on"))
    persons.owner.post(address, typed("C4e", not_applicable="on", note="There is no system."))

    assert errors(refused, "C4e") == {"note": ["Say in a few words why it does not apply."]}
    fact = stored(round, "C4e")
    assert (fact.value, fact.evidence, fact.as_of) == ("na", ["There is no system."], None)


def test_entering_again_replaces_what_was_there(persons, round, address) -> None:
    persons.owner.post(address, typed("S4d", stage="1", note="first"))
    persons.consultant.post(address, typed("S4d", stage="4"))

    assert (stored(round, "S4d").value, stored(round, "S4d").evidence) == (4, [])


def test_a_fact_can_be_taken_back(persons, round, address) -> None:
    FactFactory(round=round, item="S4d", value=2)

    persons.owner.post(address, typed("S4d", stage="2") | {"forget": "yes"})

    assert not Fact.objects.exists()


# --- Mistakes -------------------------------------------------------------------------------

TOMORROW = (timezone.localdate() + timedelta(days=2)).isoformat()
PARTS = {"part_bad": "1", "part_checked": "10", "part_months": "2", "as_of": TODAY}


@pytest.mark.parametrize(
    ("item", "fields", "field"),
    [
        ("Q1b", {"number": "50", "as_of": "1999-12-31"}, "as_of"),
        ("Q1b", {"number": "101", "as_of": TODAY}, "number"),
        ("Q1b", {"number": "-1", "as_of": TODAY}, "number"),
        ("Q1b", {"number": "most", "as_of": TODAY}, "number"),
        ("Q1b", {"number": "nan", "as_of": TODAY}, "number"),
        ("Q1b", {"number": "inf", "as_of": TODAY}, "number"),
        ("Q1b", {"number": "", "as_of": TODAY}, "number"),
        ("Q1b", {"number": "50", "as_of": ""}, "as_of"),
        ("Q1b", {"number": "50", "as_of": TOMORROW}, "as_of"),
        ("Q1b", {"number": "50", "as_of": "yesterday"}, "as_of"),
        ("S4d", {"stage": "6"}, "stage"),
        ("S4d", {"stage": ""}, "stage"),
        ("Q2c", PARTS | {"part_bad": "11"}, "part_bad"),
        ("Q2c", PARTS | {"part_bad": "1.5"}, "part_bad"),
        ("Q2c", PARTS | {"part_months": "0"}, "part_months"),
        ("Q2c", PARTS | {"part_checked": ""}, "part_checked"),
        ("S1b", {"note_0": "javascript:alert(1)"}, "note_0"),
        ("S1b", {"note_0": "ftp://files.example/x"}, "note_0"),
        ("S1b", {"note_0": "file:///etc/passwd"}, "note_0"),
        ("S1b", {"note_0": "x" * 501}, "note_0"),
    ],
)
def test_a_wrong_value_is_named_at_its_field_and_nothing_is_stored(
    persons, address, item, fields, field
) -> None:
    answer = persons.owner.post(address, typed(item, **fields))

    assert answer.status_code == 200
    assert list(errors(answer, item)) == [field]
    assert not Fact.objects.exists()


def test_a_mistake_keeps_what_was_typed(persons, address) -> None:
    answer = persons.owner.post(address, typed("Q1b", number="184", as_of=TODAY, note="Audit 7"))

    page = words(answer)
    assert 'value="184"' in page
    assert 'value="Audit 7"' in page
    assert '<details class="fact" id="fact-Q1b" open>' in page


@pytest.mark.parametrize("note", ["https://x.example/a", "http://x.example", "Note: page 3", "p.3"])
def test_links_and_plain_notes_are_welcome(persons, round, address, note) -> None:
    persons.owner.post(address, typed("S4d", stage="1", note=note))

    assert stored(round, "S4d").evidence == [note]


@pytest.mark.parametrize("item", ["", "S1a", "X9", "S4d'"])
def test_what_is_no_fact_of_this_page_is_refused_with_words(persons, address, item) -> None:
    answer = persons.owner.post(address, {"item": item}, follow=True)

    assert "This fact does not belong to this page." in words(answer)
    assert not Fact.objects.exists()


def test_a_fact_that_does_not_concern_the_client_is_not_asked(persons) -> None:
    round, _groups = open_round_with_groups(
        assessment__client__workspace=persons.workspace, assessment__client__client_type="b2c"
    )

    codes = {item.code for item in fact_items(round)}

    assert "Q5b" not in codes
    assert len(codes) == 15


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("S1b", [True, False]),
        ("S1b", 5),
        ("Q1b", 101),
        ("Q1b", "many"),
        ("S4d", 6),
        ("Q2c", {"bad": 1}),
        ("S1a", 3),
        ("X9", 1),
    ],
)
def test_the_service_takes_only_what_the_framework_allows(round, item, value) -> None:
    with pytest.raises(FactError):
        record_fact(round=round, item=item, value=value)

    assert not Fact.objects.exists()


def test_facts_of_a_closed_round_are_sealed(persons, round, address) -> None:
    FactFactory(round=round, item="S4d", value=2)
    close_round(round=round)

    answer = persons.owner.post(address, typed("S4d", stage="5"), follow=True)

    assert "The round is closed" in words(answer)
    assert '<form method="post" action="' + address not in words(answer)
    assert stored(round, "S4d").value == 2
    with pytest.raises(RoundStateError):
        forget_fact(round=round, item="S4d")


def test_a_draft_can_have_facts_already(persons) -> None:
    round, _groups = open_round_with_groups(
        assessment__client__workspace=persons.workspace, state=RoundState.DRAFT
    )

    record_fact(round=round, item="S4d", value=1)

    assert stored(round, "S4d").value == 1


# --- What the page shows --------------------------------------------------------------------


def test_the_page_counts_what_is_missing(persons, round, address) -> None:
    FactFactory(round=round, item="S4d", value=2)

    assert "15 of 16 facts are still missing." in words(persons.owner.get(address))


def test_with_all_facts_the_page_says_so(persons, round, address) -> None:
    for item in fact_items(round):
        FactFactory(round=round, item=item.code, value="na")

    assert "All facts are entered." in words(persons.owner.get(address))


def test_after_saving_the_page_shows_the_level_and_its_band(persons, address) -> None:
    answer = persons.owner.post(
        address, typed("Q1c", number="9.9", as_of=TODAY, note="Audit"), follow=True
    )

    page = words(answer)
    assert '<span class="saved" role="status">Saved</span>' in page
    assert "Level 3: Used by most" in page
    assert (
        '<tr class="current" aria-current="true"> <th scope="row">5 to under 10 %</th>'
        " <td>3 · Used by most</td>"
    ) in page


@pytest.mark.parametrize(
    ("item", "value", "level", "name"),
    [
        ("S1b", [False] * 4, 1.0, "Left to chance"),
        ("S1b", [True, True, False, False], 3.0, "Used by most"),
        ("S1b", [True] * 4, 5.0, "Adapting"),
        ("Q3b", [True] + [False] * 5, 1 + 4 / 6, "Aware but uneven"),
        ("Q3b", [True] * 5 + [False], 1 + 4 * 5 / 6, "Managed with measures"),
        ("Q1c", 20, 1.0, "Left to chance"),
        ("Q1c", 1.9, 5.0, "Adapting"),
        ("S4b", 35, 4.0, "Managed with measures"),
        ("S4b", 34.9, 3.0, "Used by most"),
    ],
)
def test_values_earn_their_level(round, item, value, level, name) -> None:
    record_fact(round=round, item=item, value=value)

    line = fact_page(round).line(item)

    assert (line.current.level, line.current.name) == (pytest.approx(level), name)
    assert [band.is_current for band in line.bands].count(True) == 1


@pytest.mark.parametrize(("item", "value"), [("S6c", [True] * 4), ("S4d", 3), ("C4e", "na")])
def test_what_is_not_scored_or_does_not_apply_has_no_level(round, item, value) -> None:
    record_fact(round=round, item=item, value=value)

    assert fact_page(round).line(item).current is None


def test_a_page_that_asks_by_itself_gets_the_one_fact_and_the_count(persons, address) -> None:
    answer = persons.owner.post(address, typed("S4d", stage="1"), headers=HTMX)

    page = words(answer)
    assert answer.status_code == 200
    assert 'id="fact-S4d" open' in page
    assert "Saved" in page
    assert 'hx-swap-oob="true"' in page
    assert "15 of 16 facts are still missing." in page
    assert "fact-S1b" not in page


def test_a_mistake_on_such_a_page_comes_back_with_its_reason(persons, address) -> None:
    answer = persons.owner.post(address, typed("Q1b", number="184"), headers=HTMX)

    page = words(answer)
    assert "Enter a number from 0 to 100." in page
    assert "Saved" not in page
    assert 'value="184"' in page


def test_a_viewer_reads_facts_and_gets_no_links(persons, round, address) -> None:
    ClientAccessFactory(membership=persons.viewer_membership, client=round.assessment.client)
    record_fact(round=round, item="S1b", value=[True] * 4, evidence=["https://x.example/a"] * 4)

    page = words(persons.viewer.get(address))

    assert 'href="https://x.example/a"' in page
    assert "/facts/" not in page.replace(address, "")
    assert 'name="item"' not in page


def test_the_page_takes_as_many_queries_with_all_facts_as_with_none(
    persons, round, address
) -> None:
    persons.owner.get(address)
    without = queries(persons.owner, address)
    for item in fact_items(round):
        FactFactory(round=round, item=item.code, value="na")

    assert queries(persons.owner, address) == without


# --- The fact owner's link ------------------------------------------------------------------


def owner_address(round: Round, owner: str) -> str:
    return reverse("assessments:fact-owner", args=[sign_fact_link(FactLink(round.pk, owner))])


def test_editors_find_one_link_for_each_owning_group(persons, address) -> None:
    links = persons.owner.get(address).context["owner_links"]

    assert [label for label, _link in links] == ["Executives", "Business managers", "IT"]
    assert all(persons.anonymous.get(link).status_code == 200 for _label, link in links)


def test_an_owner_sees_the_own_facts_only_and_no_menu(persons, round) -> None:
    answer = persons.anonymous.get(owner_address(round, "executives"))

    codes = [line.item.code for line in answer.context["page"].lines]
    page = words(answer)
    assert codes == [item.code for item in built_in_framework().facts_for("executives")]
    assert "/w/north-star/" not in page
    assert "Sign out" not in page


def test_an_owner_enters_facts_without_an_account(persons, round) -> None:
    address = owner_address(round, "it")

    answer = persons.anonymous.post(address, typed("Q4c", has_0="on"), follow=True)

    assert "Level 2: Aware but uneven" in words(answer)
    assert stored(round, "Q4c").entered_by is None


def test_an_owner_cannot_enter_facts_of_others(persons, round) -> None:
    answer = persons.anonymous.post(
        owner_address(round, "business"), typed("Q4c", has_0="on"), follow=True
    )

    assert "This fact does not belong to this page." in words(answer)
    assert not Fact.objects.exists()


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.CLOSED])
def test_the_link_works_only_while_the_round_is_open(persons, state) -> None:
    round, _groups = open_round_with_groups(
        assessment__client__workspace=persons.workspace, state=state
    )

    answer = persons.anonymous.post(owner_address(round, "it"), typed("Q4c", has_0="on"))

    assert answer.status_code == 410
    assert "works only while the round is open" in words(answer)
    assert not Fact.objects.exists()


def test_a_forged_link_leads_nowhere(persons, round) -> None:
    signed = sign_fact_link(FactLink(round.pk, "it"))
    payload, signature = signed.rsplit(":", 1)
    other = sign_fact_link(FactLink(round.pk, "executives")).rsplit(":", 1)[0]

    for forged in (f"{payload}:{signature[:-2]}xx", f"{other}:{signature}", payload, "x", "a:b:c"):
        answer = persons.anonymous.get(reverse("assessments:fact-owner", args=[forged]))
        assert answer.status_code == 404


def test_a_link_signed_for_something_else_leads_nowhere(round) -> None:
    from django.core import signing

    other_salt = signing.Signer(salt="something.else").sign_object([round.pk.hex, "it"])
    other_shape = signing.Signer(salt="assessments.fact-owner").sign_object({"round": 1})

    assert read_fact_link(other_salt) is None
    assert read_fact_link(other_shape) is None


def test_a_link_to_a_round_that_is_gone_leads_nowhere(persons, round) -> None:
    address = owner_address(round, "it")
    round.delete()

    assert persons.anonymous.get(address).status_code == 404
