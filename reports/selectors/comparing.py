"""Which earlier reports stand beside a report, and which later ones stand beside it."""

from assessments.enums import RoundState
from assessments.models import Round
from reports.comparison import Comparison
from reports.enums import ReportState
from reports.models import Report

CLOSED = (RoundState.CLOSED, RoundState.PUBLISHED)


def earlier_reports(round: Round) -> list[Report]:
    """Return the newest ready report of each earlier closed round, the oldest round first.

    Without their scorecards. A round that was opened again is none until it is closed.
    """
    ready = (
        Report.objects.filter(
            round__assessment_id=round.assessment_id,
            round__number__lt=round.number,
            round__state__in=CLOSED,
            state=ReportState.READY,
        )
        .select_related("round__framework_version")
        .defer("scorecard", "basis")
        .order_by("round__number", "-queued_at")
    )
    newest: dict[int, Report] = {}
    for report in ready:
        newest.setdefault(report.round.number, report)
    return list(newest.values())


def still_compares(round: Round, comparison: Comparison) -> bool:
    """Tell whether a comparison rests on the reports that earlier rounds have today."""
    return comparison.reports == tuple(str(report.pk) for report in earlier_reports(round))


def rounds_to_compare_again(round: Round) -> list[Round]:
    """Return this and later rounds whose reports rest on other earlier reports than there are.

    This round is one of them where an earlier report was done while its own was being made.
    Their answers are still there, so that their reports can be made anew.
    """
    rounds = Round.objects.filter(
        assessment_id=round.assessment_id,
        number__gte=round.number,
        state__in=CLOSED,
        answers_deleted_on=None,
    ).order_by("number")
    return [each for each in rounds if _is_out_of_date(each)]


def _is_out_of_date(round: Round) -> bool:
    report = (
        Report.objects.filter(round=round, state=ReportState.READY)
        .only("comparison", "state")
        .first()
    )
    if report is None:
        return False
    if report.comparison is None:
        return bool(earlier_reports(round))
    return not still_compares(round, Comparison.from_json(report.comparison))
