"""Who stands behind a report, and how many came and went since."""

import json

import pytest
from django.utils import timezone

from assessments.models import Ballot, Round
from reports.models import Report
from reports.selectors.basis import basis_of, changes_between, reports_on_same_ballots
from scoring.release.steps import may_follow
from tests.factories import BallotFactory, open_round_with_groups
from tests.reports.shares import ready_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    round, groups = open_round_with_groups({"business": 30, "it": 12})
    for level in (2, 3, 4):
        BallotFactory(group=groups["it"], answers={"S1a": level, "S1c": "dk"})
    return round


def stored(round: Round) -> dict:
    """The basis as a report keeps it."""
    return json.loads(json.dumps(basis_of(round).to_json()))


def changes(before: dict, round: Round) -> list[int]:
    return sorted(number for number in changes_between(before, basis_of(round)) if number)


def add(round: Round, *answers: dict, group: str = "it") -> None:
    for each in answers:
        BallotFactory(group=round.groups.get(code=group), answers=each)


def test_without_a_change_nobody_came_or_went(round):
    before = stored(round)
    assert changes(before, round) == []
    Ballot.objects.update(day="2026-12-01")
    assert changes(before, round) == []


def test_the_basis_says_nothing_in_clear(round):
    text = json.dumps(stored(round))
    assert set(stored(round)) == {"key", "groups"}
    assert stored(round)["groups"]["it"]["people"] == {
        "S1a answered": 3,
        "S1a level": 3,
        "S1c answered": 3,
    }
    assert "dk" not in text


def test_digests_depend_on_a_secret_outside_the_database(round, settings):
    before = stored(round)["groups"]["it"]["ballots"]
    settings.SECRET_KEY = "another secret, of fifty signs and more, for the test"
    assert not set(before) & set(stored(round)["groups"]["it"]["ballots"])


def test_two_rounds_have_other_digests_for_the_same_ballot(round):
    other, groups = open_round_with_groups({"it": 8})
    BallotFactory(group=groups["it"], answers={"S1a": 2, "S1c": "dk"})
    mine, theirs = (set(stored(each)["groups"]["it"]["ballots"]) for each in (round, other))
    assert not mine & theirs


def test_people_who_came_are_counted_at_every_question(round):
    before = stored(round)
    add(round, {"S1a": 5, "S1c": 1}, {"S1a": 5, "S1c": "dk"})
    # Two ballots; two answered S1a, two gave a level; two answered S1c, one gave a level.
    assert changes(before, round) == [1, 2, 2, 2, 2]


def test_a_question_with_few_new_levels_is_too_small_a_step(round):
    before = stored(round)
    full = {"S1a": 3, "S1c": 3}
    add(round, full, full, full, full, {"S1a": 3, "S1c": "dk"})
    assert not may_follow(changes_between(before, basis_of(round)), 5)
    assert may_follow(changes_between(before, basis_of(round)), 4)


def test_equal_ballots_are_counted_as_often_as_they_are_there(round):
    add(round, *[{"S1a": 3}] * 2)
    before = stored(round)
    add(round, *[{"S1a": 3}] * 5)
    assert set(changes(before, round)) == {5}


def test_a_full_group_gets_no_more_people(round):
    """Nine more may come; ballots beyond the headcount are nobody new, and count as one."""
    add(round, *[{"S1a": 5}] * 9)
    before = stored(round)
    add(round, *[{"S1a": 1}] * 5)
    assert set(changes(before, round)) == {1}
    assert not may_follow(changes_between(before, basis_of(round)), 3)


def test_reports_on_the_same_ballots_are_known_of_each_other(round):
    basis = basis_of(round)
    first = ready_report(round)
    Report.objects.filter(pk=first.pk).update(basis=basis.to_json(), finished_at=timezone.now())
    assert reports_on_same_ballots(round, basis) == [first.pk]
    add(round, *[{"S1a": 5}] * 5)
    assert reports_on_same_ballots(round, basis_of(round)) == []


def test_somebody_who_answered_anew_came_and_went(round):
    before = stored(round)
    ballot = Ballot.objects.get(answers__S1a=2)
    ballot.answers = {"S1a": 5, "S1c": "dk"}
    ballot.save()
    assert set(changes(before, round)) == {1}
    assert not may_follow(changes_between(before, basis_of(round)), 3)


def test_a_ballot_taken_away_counts(round):
    before = stored(round)
    Ballot.objects.filter(answers__S1a=2).delete()
    assert set(changes(before, round)) == {1}


def test_a_group_of_nobody_before_counts_from_nought(round):
    before = stored(round)
    add(round, *[{"S1a": 3}] * 4, group="business")
    assert set(changes(before, round)) == {4}


def test_a_group_is_not_helped_by_another(round):
    before = stored(round)
    add(round, *[{"S1a": 3}] * 6, group="business")
    add(round, {"S1a": 3})
    assert set(changes(before, round)) == {1, 6}


def test_ballots_without_answers_do_not_count(round):
    before = stored(round)
    add(round, {})
    assert changes(before, round) == []


def test_with_another_secret_the_counts_still_tell(round, settings):
    before = stored(round)
    settings.SECRET_KEY = "another secret, of fifty signs and more, for the test"
    assert changes(before, round) == []
    add(round, {"S1a": 3})
    assert set(changes(before, round)) == {1}
