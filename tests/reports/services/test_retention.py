"""Answers go when their time is over; the report, the facts and everything else stays."""

from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.enums import RoundState
from assessments.models import Ballot, Draft, Fact, Participant, Round, Session
from assessments.selectors.retention import is_over, months_later, rounds_due
from assessments.services.deletion import ANSWERS, KEPT_WITH_ROUND, answers_of, delete_in_steps
from assessments.services.rounds import close_round
from reports.enums import ReportState
from reports.models import Report
from reports.services.building import build_report
from reports.services.requesting import AnswersDeletedError, close_and_request, request_report
from reports.services.retention import apply_retention, delete_answers
from reports.tasks import delete_due_answers
from tests.factories import ParticipantFactory
from tests.reports.samples import sample_round

pytestmark = pytest.mark.django_db(transaction=True)

CLOSED = date(2026, 1, 31)


@pytest.fixture
def round() -> Round:
    """A round closed on 31 January, with its report, in a workspace that keeps for two months."""
    round = sample_round()
    ParticipantFactory(group=round.groups.first())
    build_report(report_id=close_and_request(round=round).pk)
    Round.objects.filter(pk=round.pk).update(closed_on=CLOSED)
    _keep(round, 2)
    round.refresh_from_db()
    return round


def _keep(round: Round, months: int | None) -> None:
    round.workspace.retention_months = months
    round.workspace.save()


def answered(round: Round) -> int:
    return sum(rows.count() for rows in answers_of(round))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2027, 12, 1), 1, date(2028, 1, 1)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, later) -> None:
    assert months_later(day, months) == later


def test_a_round_notes_the_day_on_which_it_closes() -> None:
    assert close_round(round=sample_round()).closed_on == timezone.localdate()


def test_a_round_is_due_on_the_day_and_not_before(round) -> None:
    assert rounds_due(date(2026, 3, 30)) == []
    assert rounds_due(date(2026, 3, 31)) == [round]


def test_a_workspace_that_says_nothing_keeps_everything(round) -> None:
    _keep(round, None)

    assert rounds_due(date(2099, 1, 1)) == []
    assert not is_over(round, date(2099, 1, 1))


def test_an_open_round_is_never_due(round) -> None:
    Round.objects.filter(pk=round.pk).update(state=RoundState.OPEN)

    assert rounds_due(date(2099, 1, 1)) == []


def test_answers_and_scores_go_and_the_report_stays(round) -> None:
    before = Report.objects.get().release
    facts = list(Fact.objects.values())

    assert apply_retention(today=date(2026, 4, 1)) == [round]

    assert (answered(round), Ballot.objects.count(), Participant.objects.count()) == (0, 0, 0)
    report = Report.objects.get()
    assert (report.state, report.scorecard, report.release) == (ReportState.READY, None, before)
    assert list(Fact.objects.values()) == facts
    assert Round.objects.get().answers_deleted_on == date(2026, 4, 1)


def test_a_second_run_has_nothing_to_do(round) -> None:
    apply_retention(today=date(2026, 4, 1))

    assert apply_retention(today=date(2026, 4, 2)) == []
    assert Round.objects.get().answers_deleted_on == date(2026, 4, 1)


def test_other_rounds_are_left_alone(round) -> None:
    other = sample_round()
    count = answered(other)

    apply_retention(today=date(2026, 4, 1))

    assert answered(other) == count


def test_a_deletion_broken_off_goes_on_even_if_the_setting_is_taken_back(round) -> None:
    delete_answers(round=round, today=date(2026, 4, 1))
    ParticipantFactory(group=round.groups.first())
    _keep(round, None)

    assert apply_retention(today=date(2026, 4, 2)) == [round]
    assert answered(round) == 0


def test_rows_go_in_steps(round, monkeypatch) -> None:
    count = Ballot.objects.count()
    monkeypatch.setattr("assessments.services.deletion.STEP", 20)

    steps = list(delete_in_steps(Ballot.objects.filter(round=round)))

    assert steps == [20] * (count // 20) + [count % 20] * bool(count % 20)


def test_nothing_is_built_from_answers_that_are_gone(round) -> None:
    unfinished = request_report(round=round)

    apply_retention(today=date(2026, 4, 1))

    assert not Report.objects.filter(pk=unfinished.pk).exists()
    with pytest.raises(AnswersDeletedError):
        request_report(round=round)


def test_the_database_refuses_to_open_such_a_round_again(round) -> None:
    apply_retention(today=date(2026, 4, 1))

    with (
        pytest.raises(IntegrityError, match="round_without_answers_stays_closed"),
        transaction.atomic(),
    ):
        Round.objects.filter(pk=round.pk).update(state=RoundState.OPEN)


def test_the_database_refuses_less_than_a_month(round) -> None:
    with pytest.raises(IntegrityError, match="workspace_retention_least"), transaction.atomic():
        _keep(round, 0)


def test_a_dry_run_tells_and_deletes_nothing(round) -> None:
    count = Ballot.objects.count()
    out = StringIO()

    call_command("apply_retention", "--dry-run", stdout=out)

    assert out.getvalue() == (
        "Would delete:\n"
        f"  {round.workspace.slug} · {round.assessment.client} · {round}, closed 2026-01-31: "
        f"{count} answers, 1 places\n"
    )
    assert Ballot.objects.count() == count


def test_the_command_and_the_daily_task_delete(round) -> None:
    out = StringIO()
    call_command("apply_retention", stdout=out)
    assert out.getvalue().endswith("1 places\nDone.\n")

    delete_due_answers()
    out = StringIO()
    call_command("apply_retention", stdout=out)
    assert out.getvalue() == "No round is due.\n"


def test_the_scheduler_runs_it_every_day(settings) -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["apply-retention"]

    assert entry["task"] == delete_due_answers.name
    assert (entry["schedule"].hour, entry["schedule"].day_of_week) == ({3}, set(range(7)))


def test_every_table_that_names_a_round_or_its_workshop_is_answers_or_kept() -> None:
    """Somebody who adds such a table decides whether it goes with the answers."""
    naming = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model in {Round, Participant, Session}
    }

    assert naming == {model._meta.label for model in ANSWERS} | KEPT_WITH_ROUND
    assert Draft in ANSWERS
