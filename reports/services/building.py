"""Building a report: answers to scores to release to figures. Runs in workers only."""

import hashlib
import logging
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone, translation

from assessments.models import Round
from assessments.selectors.languages import language_of
from assessments.selectors.scoring_input import scoring_input
from reports.content_hash import content_hash
from reports.enums import FileKind, ReportState, Step, Trouble
from reports.models import Report, ReportFigure, ReportFile
from reports.selectors.answers_hash import answers_hash
from reports.selectors.basis import basis_of, may_replace_reports, reports_on_same_ballots
from reports.selectors.comparing import rounds_to_compare_again
from reports.selectors.file_inputs import file_inputs
from reports.selectors.material import material_of
from reports.selectors.workshops import workshops_of
from reports.services.claiming import (
    Claim,
    ClaimLostError,
    claim_report,
    drop_report,
    finish_report,
    give_up_attempt,
    keep_earlier_report,
    record_step,
)
from reports.services.comparing import compare_with_earlier
from reports.services.drawing import drawn_figures, list_of
from reports.services.heartbeat import beating
from reports.services.requesting import request_report
from reports.services.requesting_files import request_files, withdraw_files
from reports.targets import with_targets
from scoring.release import release
from scoring.scorer import score

log = logging.getLogger(__name__)

# Goes up with every change of code that may change a number of a report.
SCORER_VERSION = "6"


def build_report(*, report_id: UUID) -> None:
    """Build a report if it waits to be built; whoever comes second finds nothing to do."""
    claim = claim_report(report_id=report_id)
    if claim is None:
        return
    try:
        with beating(claim):
            _build(claim)
    except ClaimLostError:
        log.warning("Report %s: attempt %s was overtaken", claim.row_id, claim.attempt)
    except Exception:
        log.exception("Report %s: attempt %s broke off", claim.row_id, claim.attempt)
        give_up_attempt(claim=claim, trouble=_trouble(claim))


def _build(claim: Claim) -> None:
    rounds = Round.objects.select_related("framework_version", "assessment__client")
    round = rounds.get(reports=claim.row_id)
    basis = basis_of(round)
    if not may_replace_reports(round, basis):
        keep_earlier_report(claim=claim)
        return
    given = scoring_input(round)
    fingerprint = answers_hash(round)
    record_step(claim=claim, step=Step.SCORING)
    scorecard = score(given.framework, given.answers, given.facts, given.headcounts, given.options)
    before = reports_on_same_ballots(round, basis)
    released = with_targets(
        release(scorecard, round.k, _scorecards(before)), round.assessment.target_profile
    )
    record_step(claim=claim, step=Step.COMPARING)
    compared = compare_with_earlier(round=round, given=given, scorecard=scorecard, release=released)
    workshops = workshops_of(round, claim.queued_at)
    content = content_hash(
        SCORER_VERSION,
        released.to_json(),
        compared.to_json(),
        [each.to_json() for each in workshops],
    )
    if _is_shown_already(round, content):
        drop_report(claim=claim)
        return
    record_step(claim=claim, step=Step.DRAWING)
    report = Report(
        pk=claim.row_id,
        workspace_id=round.workspace_id,
        round=round,
        queued_at=claim.queued_at,
        content_hash=content,
    )
    with translation.override(language_of(round)):
        figures = drawn_figures(report, material_of(round, released, compared, workshops))
    finish_report(
        claim=claim,
        figures=figures,
        files=[_charts(report, figures)],
        scorer_version=SCORER_VERSION,
        answers_hash=fingerprint,
        basis=basis.to_json(),
        scorecard=scorecard.to_json(),
        release=released.to_json(),
        comparison=compared.to_json(),
        content_hash=content,
    )
    request_files(report=report)
    withdraw_files(of_others_than=report)
    for outdated in rounds_to_compare_again(round):
        request_report(round=outdated)


def _scorecards(reports: Sequence[UUID]) -> list[dict[str, Any]]:
    """Return what earlier releases of the same ballots were made from, in their order."""
    stored = Report.objects.filter(pk__in=reports, scorecard__isnull=False)
    made = stored.order_by("finished_at").values_list("scorecard", flat=True)
    return [scorecard for scorecard in made if scorecard is not None]


def _is_shown_already(round: Round, content: str) -> bool:
    """Whether the newest report of the round says the very same."""
    ready = Report.objects.filter(round=round, state=ReportState.READY)
    return ready.values_list("content_hash", flat=True).first() == content


def _charts(report: Report, figures: Sequence[ReportFigure]) -> ReportFile:
    """Return the first file of a report, which is there as soon as the report is."""
    content, now = list_of(figures), timezone.now()
    return ReportFile(
        workspace_id=report.workspace_id,
        report_id=report.pk,
        kind=FileKind.FIGURES,
        state=ReportState.READY,
        queued_at=now,
        finished_at=now,
        inputs=file_inputs(report)[FileKind.FIGURES],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _trouble(claim: Claim) -> Trouble:
    """Name the step in which the attempt broke off."""
    step = Report.objects.values_list("step", flat=True).filter(pk=claim.row_id).first()
    return Trouble(step) if step in Trouble.values else Trouble.READING
