"""Comparing rounds: only with answers that a report was made from, only what both reports show."""

import json
from datetime import date

import pytest
from django.utils import timezone

from assessments.enums import RoundState
from assessments.models import Fact, Round
from assessments.selectors.scoring_input import scoring_input
from reports.comparison import Comparison
from reports.enums import ReportState
from reports.models import Report
from reports.selectors.answers_hash import answers_hash
from reports.selectors.comparing import (
    earlier_reports,
    rounds_to_compare_again,
    still_compares,
)
from reports.services.comparing import compare_with_earlier
from reports.services.retention import delete_answers
from scoring.change.labels import ChangeLabel
from scoring.release import Release, release
from scoring.scorecard import Scorecard
from scoring.scorer import score
from tests.factories import BallotFactory
from tests.reports.samples import LEVELS, PEOPLE, sample_round

pytestmark = pytest.mark.django_db

HIGHER = {
    group: {code: min(5.0, level + 0.9) for code, level in levels.items()}
    for group, levels in LEVELS.items()
}


@pytest.fixture
def first() -> Report:
    return built(sample_round(number=1, label="Q3 2026"))


def built(round: Round) -> Report:
    """Close a round and store its report as a worker does, without drawing anything."""
    Round.objects.filter(pk=round.pk).update(state=RoundState.CLOSED, closed_on=date(2026, 11, 20))
    round.refresh_from_db()
    return stored(round)


def stored(round: Round) -> Report:
    given = scoring_input(round)
    card = score(given.framework, given.answers, given.facts, given.headcounts, given.options)
    now = timezone.now()
    return Report.objects.create(
        workspace_id=round.workspace_id,
        round=round,
        state=ReportState.READY,
        queued_at=now,
        finished_at=now,
        answers_hash=answers_hash(round),
        scorecard=card.to_json(),
        release=release(card, round.k).to_json(),
    )


def next_round(report: Report, **fields) -> Report:
    """Build the next round of the same assessment."""
    before = report.round
    return built(
        sample_round(
            assessment=before.assessment,
            framework_version=before.framework_version,
            number=before.number + 1,
            label=f"Round {before.number + 1}",
            **fields,
        )
    )


def compared(report: Report) -> Comparison:
    report.refresh_from_db()
    return compare_with_earlier(
        round=report.round,
        given=scoring_input(report.round),
        scorecard=Scorecard.from_json(report.scorecard),
        release=Release.from_json(report.release),
    )


def test_a_first_round_stands_alone(first):
    found = compared(first)
    assert (found.reports, found.change) == ((), None)
    assert [point.round for point in found.history] == ["Q3 2026"]


def test_a_second_round_is_compared_with_the_first(first):
    second = next_round(first, levels=HIGHER)
    found = compared(second)
    before, after = Release.from_json(first.release), Release.from_json(second.release)
    assert found.reports == (str(first.pk),)
    assert found.change.overall.label is ChangeLabel.REAL
    assert (found.change.overall.before, found.change.overall.after) == (
        before.overall.score,
        after.overall.score,
    )
    assert [point.overall.score for point in found.history] == [
        before.overall.score,
        after.overall.score,
    ]


def test_the_comparison_is_the_same_after_storing(first):
    found = compared(next_round(first, levels=HIGHER))
    assert Comparison.from_json(json.loads(json.dumps(found.to_json()))) == found
    with pytest.raises(ValueError, match="schema 1"):
        Comparison.from_json({"schema": 0})


def test_answers_that_are_deleted_are_not_compared(first):
    second = next_round(first)
    delete_answers(round=first.round, today=first.round.closed_on)
    found = compared(second)
    assert found.change is None
    assert len(found.history) == 2


def test_answers_that_no_report_shows_are_not_compared(first):
    """A late ballot may not be in the earlier report: the comparison must not be about it."""
    second = next_round(first)
    assert compared(second).change is not None
    BallotFactory(group=first.round.groups.get(code="business"), round=first.round)
    assert compared(second).change is None


def test_facts_that_were_corrected_since_are_not_compared(first):
    second = next_round(first)
    Fact.objects.filter(round=first.round, item="Q1b").update(value=10)
    assert compared(second).change is None


def test_a_round_that_was_opened_again_is_no_earlier_round(first):
    second = next_round(first)
    Round.objects.filter(pk=first.round_id).update(state=RoundState.OPEN)
    assert compared(second).reports == ()


def test_another_assessment_is_none_of_its_business(first):
    other = built(sample_round(number=2, label="Elsewhere"))
    assert compared(other).reports == ()


def test_a_client_of_another_type_is_not_compared(first):
    second = next_round(first)
    client = second.round.assessment.client
    client.client_type = "b2c"
    client.save()
    assert compared(second).change is None


def test_what_one_report_hides_the_comparison_does_not_show(first):
    second = next_round(first, people={**PEOPLE, "it": 1})
    found, after = compared(second), Release.from_json(second.release)
    shown = {part.code for part in after.capabilities if part.score is not None}
    assert {part.code for part in found.change.capabilities} <= shown
    hidden = {part.code for part in after.dimensions if part.score is None}
    assert not hidden & {part.code for part in found.change.dimensions}


def test_history_has_the_newest_report_of_each_round(first):
    second = next_round(first)
    third = next_round(second)
    assert earlier_reports(third.round) == [first, second]
    assert compared(third).reports == (str(first.pk), str(second.pk))


def test_a_replaced_report_calls_for_a_new_comparison(first):
    second = next_round(first)
    found = compared(second)
    Report.objects.filter(pk=second.pk).update(comparison=found.to_json())
    assert still_compares(second.round, found)
    assert rounds_to_compare_again(first.round) == []
    Fact.objects.filter(round=first.round, item="Q1b").update(value=10)
    stored(first.round)
    assert not still_compares(second.round, found)
    assert rounds_to_compare_again(first.round) == [second.round]


def test_a_report_made_beside_that_of_the_round_before_is_made_anew(first):
    Report.objects.filter(pk=first.pk).update(state=ReportState.RUNNING, lease_until=timezone.now())
    second = next_round(first)
    Report.objects.filter(pk=second.pk).update(comparison=compared(second).to_json())
    assert rounds_to_compare_again(second.round) == []
    Report.objects.filter(pk=first.pk).update(state=ReportState.READY, lease_until=None)
    assert rounds_to_compare_again(second.round) == [second.round]


def test_many_rounds_take_no_more_queries(first, django_assert_num_queries):
    second = next_round(first)
    round = second.round
    with django_assert_num_queries(1):
        assert len(earlier_reports(round)) == 1
    round = next_round(second).round
    with django_assert_num_queries(1):
        assert len(earlier_reports(round)) == 2
