"""The page of a round: what it says, what comes next, and opening."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.enums import RoundState
from assessments.models import Draft, Round
from assessments.promise import promise_hash, promise_text
from assessments.selectors.facts import fact_items
from assessments.selectors.rounds import Step, round_overview
from assessments.services.rounds import RoundStateError, close_round, open_round
from tests.assessments.test_clients import words
from tests.factories import (
    BallotFactory,
    DraftFactory,
    FactFactory,
    ParticipantFactory,
    RoundFactory,
    WorkspaceFactory,
    open_round_with_groups,
)
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def persons() -> Persons:
    return persons_of(WorkspaceFactory(slug="north-star"))


def own_round(persons: Persons, headcounts=None, **fields):
    return open_round_with_groups(
        headcounts, assessment__client__workspace=persons.workspace, **fields
    )


def address(name: str, round: Round) -> str:
    return reverse(f"assessments:{name}", args=[round.workspace.slug, round.pk])


def enter_all_facts(round: Round) -> None:
    for item in fact_items(round):
        FactFactory(round=round, item=item.code, value="na")


def step_of(round: Round) -> Step:
    return round_overview(round, timezone.localdate()).step


# --- What comes next ------------------------------------------------------------------------


def test_the_next_step_follows_the_work() -> None:
    round, groups = open_round_with_groups({"it": 4}, state=RoundState.DRAFT)
    assert step_of(round) == Step.OPEN

    round = open_round(round=round)
    assert step_of(round) == Step.INVITE

    ParticipantFactory(group=groups["it"])
    assert step_of(round) == Step.FACTS

    enter_all_facts(round)
    assert step_of(round) == Step.INVITE

    for _person in range(3):
        BallotFactory(group=groups["it"])
    assert step_of(round) == Step.CLOSE

    round = close_round(round=round)
    assert step_of(round) == Step.REPORT


def test_a_round_past_its_last_day_is_to_be_closed() -> None:
    today = timezone.localdate()
    over, _groups = open_round_with_groups({"it": 4}, closes_on=today - timedelta(days=1))
    last_day, _groups = open_round_with_groups({"it": 4}, closes_on=today)

    assert step_of(over) == Step.CLOSE
    assert step_of(last_day) == Step.INVITE


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.OPEN])
def test_the_next_step_is_the_one_filled_button(persons, state) -> None:
    round, _groups = own_round(persons, state=state)

    assert words(persons.owner.get(address("round", round))).count("btn-primary") == 1


# --- The page -------------------------------------------------------------------------------


def test_the_page_of_an_open_round_says_everything(persons) -> None:
    round, groups = own_round(persons, {"business": 10, "it": 4}, code="K7M4QX29")
    for _person in range(5):
        BallotFactory(group=groups["business"])
    BallotFactory(group=groups["it"])
    ParticipantFactory(group=groups["it"])
    FactFactory(round=round, item="S4b")

    page = words(persons.owner.get(address("round", round)))

    assert "6 of 14 people have handed in. 1 group needs more" in page
    assert "needs 2 more" in page
    assert "1 of 16 facts are entered. Still missing:" in page
    assert "The mandate in writing" in page
    assert "<span>K7M4</span> <span>QX29</span>" in page
    assert "testserver/join" in page
    assert "IT has fewer than 5 people." in page


def test_a_viewer_reads_the_page_without_a_way_to_change_anything(persons) -> None:
    from tests.factories import ClientAccessFactory

    round, _groups = own_round(persons)
    ClientAccessFactory(membership=persons.viewer_membership, client=round.assessment.client)

    page = words(persons.viewer.get(address("round", round)))

    assert address("round-edit", round) not in page
    assert address("round-links", round) not in page
    assert reverse("reports:close-round", args=["north-star", round.pk]) not in page


def test_a_closed_round_shows_its_report_and_leads_to_the_next(persons) -> None:
    round, _groups = own_round(persons, state=RoundState.CLOSED)

    page = words(persons.owner.get(address("round", round)))

    assert reverse("reports:report-progress", args=["north-star", round.pk]) in page
    assert reverse("assessments:round-new", args=["north-star", round.assessment_id]) in page


def test_the_page_takes_as_many_queries_for_a_full_round_as_for_an_empty_one(
    persons, django_assert_max_num_queries
) -> None:
    from tests.assessments.test_clients import queries

    round, groups = own_round(persons)
    persons.owner.get(address("round", round))
    empty = queries(persons.owner, address("round", round))
    for group in groups.values():
        for _person in range(3):
            BallotFactory(group=group)
            ParticipantFactory(group=group)
    enter_all_facts(round)

    assert queries(persons.owner, address("round", round)) == empty


# --- Watching -------------------------------------------------------------------------------


def test_the_fragment_says_who_has_answered(persons) -> None:
    round, groups = own_round(persons, {"it": 4})
    BallotFactory(group=groups["it"])

    answer = persons.owner.get(address("round-participation", round))

    assert "1 of 4 people have handed in." in words(answer)
    assert "<html" not in words(answer)


def test_an_unchanged_fragment_is_not_sent_again(persons) -> None:
    round, groups = own_round(persons, {"it": 4})
    first = persons.owner.get(address("round-participation", round))

    again = persons.owner.get(
        address("round-participation", round), headers={"If-None-Match": first["ETag"]}
    )
    BallotFactory(group=groups["it"])
    changed = persons.owner.get(
        address("round-participation", round), headers={"If-None-Match": first["ETag"]}
    )

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_when_the_next_step_changes_the_page_starts_anew(persons) -> None:
    round, groups = own_round(persons, {"it": 4})
    same = persons.owner.get(address("round-participation", round), {"step": "invite"})
    ParticipantFactory(group=groups["it"])

    changed = persons.owner.get(address("round-participation", round), {"step": "invite"})

    assert "HX-Refresh" not in same
    assert changed["HX-Refresh"] == "true"


# --- Opening and closing --------------------------------------------------------------------


def test_opening_fixes_the_promise_word_for_word(persons) -> None:
    round, _groups = own_round(persons, state=RoundState.DRAFT, k=7)

    answer = persons.owner.post(address("round-open", round))

    round.refresh_from_db()
    assert answer.url == address("round", round)
    assert round.state == RoundState.OPEN
    assert round.promise_text == promise_text(k=7, mode="confidential")
    assert round.promise_hash == promise_hash(round.promise_text)


def test_a_round_that_asks_nobody_does_not_open(persons) -> None:
    round = RoundFactory(assessment__client__workspace=persons.workspace, state=RoundState.DRAFT)

    answer = persons.owner.post(address("round-open", round), follow=True)

    round.refresh_from_db()
    assert "Nobody is asked yet." in words(answer)
    assert round.state == RoundState.DRAFT


def test_a_round_whose_last_day_is_over_does_not_open(persons) -> None:
    round, _groups = own_round(
        persons, state=RoundState.DRAFT, closes_on=timezone.localdate() - timedelta(days=1)
    )

    answer = persons.owner.post(address("round-open", round), follow=True)

    round.refresh_from_db()
    assert "The last day of this round is over." in words(answer)
    assert round.state == RoundState.DRAFT


def test_a_round_opens_on_its_last_day() -> None:
    round, _groups = open_round_with_groups(state=RoundState.DRAFT, closes_on=timezone.localdate())

    assert open_round(round=round).is_open


@pytest.mark.parametrize(
    ("name", "state", "count"),
    [
        ("round", RoundState.OPEN, 1),
        ("round-participation", RoundState.OPEN, 1),
        ("round", RoundState.DRAFT, 1),
        ("round", RoundState.CLOSED, 0),
    ],
)
def test_a_group_that_the_verdict_needs_is_missed(persons, name, state, count) -> None:
    asked = {"executives": 5, "business": 30, "frontline": 160}
    round, _groups = own_round(persons, asked, state=state)

    page = words(persons.owner.get(address(name, round)))

    assert page.count("Without IT the report cannot give a verdict.") == count


def test_opening_twice_says_so_and_keeps_the_promise(persons) -> None:
    round, _groups = own_round(persons)

    answer = persons.owner.post(address("round-open", round), follow=True)

    promise = round.promise_text
    round.refresh_from_db()
    assert "The round was opened before." in words(answer)
    assert round.promise_text == promise


def test_opening_takes_a_post(persons) -> None:
    round, _groups = own_round(persons, state=RoundState.DRAFT)

    assert persons.owner.get(address("round-open", round)).status_code == 405


def test_closing_deletes_what_was_not_handed_in_and_keeps_the_ballots() -> None:
    round, groups = open_round_with_groups({"it": 4})
    other = DraftFactory()
    DraftFactory(participant__group=groups["it"])
    BallotFactory(group=groups["it"])

    closed = close_round(round=round)

    assert closed.state == RoundState.CLOSED
    assert list(Draft.objects.all()) == [other]
    assert closed.ballots.count() == 1


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.CLOSED, RoundState.PUBLISHED])
def test_only_an_open_round_closes(state) -> None:
    round, _groups = open_round_with_groups(state=state)

    with pytest.raises(RoundStateError):
        close_round(round=round)

    round.refresh_from_db()
    assert round.state == state
