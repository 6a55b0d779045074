"""Reports of a round: the newest to show, and how far the last one has come."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Membership
from assessments.models import Round
from assessments.selectors.clients import visible_rounds
from reports.enums import ReportState
from reports.models import Report

# Longer than a worker needs to see a hint, the sweeper's included.
WAITING_LONG = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the report of a round has come."""

    latest: Report | None
    waits_long: bool
    has_ready: bool

    @property
    def is_unfinished(self) -> bool:
        return self.latest is not None and self.latest.is_unfinished

    @property
    def can_retry(self) -> bool:
        """Whether somebody has to ask for a report: there is none, it failed or was stopped."""
        return self.latest is None or self.latest.is_failed or self.latest.is_stopped

    @property
    def is_kept(self) -> bool:
        """Whether the report to open is older than the newest answers."""
        return self.latest is not None and self.latest.is_kept

    @property
    def broken_tries(self) -> int:
        """How many tries at the unfinished report were interrupted."""
        if self.latest is None or not self.latest.is_unfinished:
            return 0
        is_running = self.latest.state == ReportState.RUNNING
        return self.latest.attempt - 1 if is_running else self.latest.attempt


def rounds_to_read(membership: Membership) -> QuerySet[Round]:
    """The rounds a member may see, with what the pages of their reports name."""
    return visible_rounds(membership).select_related("framework_version__framework", "workspace")


def progress_of(round: Round) -> Progress:
    """Where the newest report of a round stands, and whether there is one to open."""
    # The computed parts can be large, and a page about progress needs none of them.
    reports = list(Report.objects.filter(round=round).defer("scorecard", "release", "basis"))
    latest = reports[0] if reports else None
    waits_long = (
        latest is not None
        and latest.state == ReportState.QUEUED
        and latest.queued_at < timezone.now() - WAITING_LONG
    )
    return Progress(latest, waits_long, any(report.is_ready for report in reports))


def newest_ready(round: Round) -> Report | None:
    """The report to show, without its scorecard: pages take the release."""
    ready = Report.objects.filter(round=round, state=ReportState.READY)
    newest = ready.defer("scorecard", "basis").first()
    if newest is not None:
        newest.round = round  # with all that was read of it already
    return newest
