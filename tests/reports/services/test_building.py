"""Building: the release of the real answers, stored with what proves where it came from."""

import hashlib

import pytest

from assessments.selectors.scoring_input import scoring_input
from reports.enums import FileKind, ReportState
from reports.models import Report, ReportFile
from reports.selectors.answers_hash import answers_hash
from reports.services import building
from reports.services.building import SCORER_VERSION, build_report
from reports.services.claiming import claim_report
from reports.services.requesting import close_and_request
from scoring.release import Release
from tests.reports.samples import PEOPLE, everybody, sample_release, sample_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return close_and_request(round=sample_round())


def test_a_built_report_holds_the_release_of_the_answers(report):
    build_report(report_id=report.pk)
    report.refresh_from_db()
    assert (report.state, report.progress, report.attempt) == (ReportState.READY, 100, 1)
    options = scoring_input(report.round).options
    assert Release.from_json(report.release) == sample_release(options=options)
    assert report.finished_at is not None
    assert report.lease_until is None


def test_a_built_report_says_where_it_came_from(report):
    build_report(report_id=report.pk)
    report.refresh_from_db()
    figures = report.files.get(kind=FileKind.FIGURES)
    assert report.answers_hash == answers_hash(report.round)
    assert report.scorer_version == SCORER_VERSION
    assert figures.sha256 == hashlib.sha256(bytes(figures.content)).hexdigest()
    names = [line.split()[1] for line in bytes(figures.content).decode().splitlines()]
    assert {"dimension_bars", "capability_heatmap"} <= set(names)
    assert sorted(names) == sorted(report.figures.values_list("name", flat=True))


def test_building_twice_has_one_effect(report):
    build_report(report_id=report.pk)
    before = Report.objects.values().get()
    build_report(report_id=report.pk)
    assert Report.objects.values().get() == before
    assert ReportFile.objects.count() == len(FileKind)


def test_a_report_somebody_else_builds_is_left_alone(report):
    claim_report(report_id=report.pk)
    build_report(report_id=report.pk)
    report.refresh_from_db()
    assert (report.state, report.attempt) == (ReportState.RUNNING, 1)


def test_a_vanished_report_is_no_error(report):
    gone = report.pk
    report.delete()
    build_report(report_id=gone)
    assert not Report.objects.exists()


def test_answers_nobody_can_score_fail_after_three_attempts_with_the_reason(report, caplog):
    """The reason is in plain words; what went wrong stands in the log, under the report's id."""
    ballot = report.round.ballots.first()
    ballot.answers = {"S1a": 9}
    ballot.save()
    for _attempt in range(3):
        build_report(report_id=report.pk)
    report.refresh_from_db()
    assert (report.state, report.attempt) == (ReportState.FAILED, 3)
    assert report.get_error_display() == "The answers could not be read."
    assert "AnswerError" in caplog.text
    assert str(report.pk) in caplog.text


def test_an_attempt_that_was_overtaken_changes_nothing(report, monkeypatch):
    """A worker taken for dead comes back while another one builds: its work is thrown away."""
    score = building.score

    def score_and_lose(*arguments):
        Report.objects.update(attempt=2)
        return score(*arguments)

    monkeypatch.setattr(building, "score", score_and_lose)
    build_report(report_id=report.pk)
    report.refresh_from_db()
    assert (report.state, report.attempt, report.release) == (ReportState.RUNNING, 2, None)
    assert not ReportFile.objects.exists()


def test_a_round_without_answers_gets_a_report_that_says_so():
    nobody = dict.fromkeys(PEOPLE, 0)
    report = close_and_request(round=sample_round(people=nobody, facts={}))
    build_report(report_id=report.pk)
    report.refresh_from_db()
    release = Release.from_json(report.release)
    assert report.state == ReportState.READY
    assert release.verdict.code == "INSUFFICIENT"
    assert [part.score for part in release.dimensions] == [None] * 4


def test_the_targets_of_the_assessment_replace_the_frameworks():
    round = sample_round(assessment__target_profile={"S": 4.0})
    report = close_and_request(round=round)
    build_report(report_id=report.pk)
    report.refresh_from_db()
    release = Release.from_json(report.release)
    assert [part.target for part in release.dimensions] == [4.0, 3.5, 3.5, 3.5]
    assert {part.target for part in release.capabilities if part.dimension == "S"} == {4.0}


def test_the_hash_follows_the_answers_and_not_their_order(report):
    before = answers_hash(report.round)
    ballots = list(report.round.ballots.select_related("group"))
    for ballot in ballots:  # new ids, the other way round
        ballot.delete()
    for ballot in reversed(ballots):
        ballot.pk = None
        ballot._state.adding = True
        ballot.save()
    assert answers_hash(report.round) == before
    ballots[0].answers |= {"S1a": 1 if ballots[0].answers["S1a"] != 1 else 2}
    ballots[0].save()
    assert answers_hash(report.round) != before


def test_everybody_at_the_same_level_is_built(django_assert_max_num_queries):
    report = close_and_request(round=sample_round(levels=everybody(5)))
    with django_assert_max_num_queries(70):
        build_report(report_id=report.pk)
    report.refresh_from_db()
    assert report.state == ReportState.READY
