"""Making one file of a report from what its row holds. Runs in workers only."""

import hashlib
import logging
from uuid import UUID

from django.utils import translation

from assessments.selectors.languages import language_of
from reports.enums import FileKind, Trouble
from reports.models import Report, ReportFile
from reports.selectors.file_inputs import file_inputs
from reports.selectors.material import material_of_report
from reports.services.claiming import (
    Claim,
    ClaimLostError,
    claim_file,
    finish_file,
    give_up_attempt,
)
from reports.services.drawing import drawn_figures, list_of
from reports.services.heartbeat import beating

log = logging.getLogger(__name__)


def make_file(*, file_id: UUID) -> None:
    """Make a file if it waits to be made; whoever comes second finds nothing to do."""
    claim = claim_file(file_id=file_id)
    if claim is None:
        return
    try:
        with beating(claim):
            _make(claim)
    except ClaimLostError:
        log.warning("File %s: attempt %s was overtaken", claim.row_id, claim.attempt)
    except Exception:
        log.exception("File %s: attempt %s broke off", claim.row_id, claim.attempt)
        give_up_attempt(claim=claim, trouble=Trouble.MAKING)


def _make(claim: Claim) -> None:
    kind = FileKind(ReportFile.objects.values_list("kind", flat=True).get(pk=claim.row_id))
    reports = Report.objects.select_related("round__framework_version", "round__assessment__client")
    report = reports.defer("scorecard", "basis").get(files=claim.row_id)
    inputs = file_inputs(report)[kind]
    # Noted first: a file that cannot be made is not tried again until this changes.
    claim.row.update(inputs=inputs)
    with translation.override(language_of(report.round)):
        figures = drawn_figures(report, material_of_report(report))
    content = list_of(figures)
    finish_file(
        claim=claim,
        figures=figures,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )
