"""Publishing a round together with its report."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Round
from assessments.services.publication import publish_round
from assessments.services.rounds import RoundStateError
from reports.enums import UNFINISHED, ReportState
from reports.models import Report


@transaction.atomic
def publish_with_report(*, round: Round) -> Round:
    """Publish a closed round whose report is ready and not being built again."""
    published = publish_round(round=round)
    reports = Report.objects.filter(round_id=round.pk)
    is_ready = reports.filter(state=ReportState.READY).exists()
    if not is_ready or reports.filter(state__in=UNFINISHED).exists():
        raise RoundStateError(_("The report must be ready before the round is published."))
    return published
