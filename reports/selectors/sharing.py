"""Share links: those of a round with their state, and the one a visitor comes with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from assessments.models import Round
from reports.enums import ReportState, ShareState
from reports.models import Report, ShareLink

# A link ends at midnight, and that is the next day already.
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A link with what its line in the list says."""

    link: ShareLink
    state: ShareState

    @property
    def works(self) -> bool:
        return self.state is ShareState.WORKS

    @property
    def last_day(self) -> date:
        """The day to the end of which the link works."""
        return timezone.localtime(self.link.expires_at - MOMENT).date()


def share_token_hash(token: str) -> str:
    """Return what is stored of a link's secret: it can be recognised, but not found out."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def shareable_reports(round: Round) -> QuerySet[Report]:
    """Return the reports of a round that can be shared, the newest first."""
    return Report.objects.filter(round=round, state=ReportState.READY).defer("scorecard", "release")


def share_lines(round: Round) -> list[ShareLine]:
    """Return all links to reports of a round, the newest first."""
    links = (
        ShareLink.objects.filter(report__round=round)
        .select_related("report", "made_by")
        .defer("report__scorecard", "report__release")
    )
    now = timezone.now()
    return [ShareLine(link, state_of(link, now)) for link in links]


def state_of(link: ShareLink, now: datetime) -> ShareState:
    """Tell what has become of a link."""
    if link.revoked_at is not None:
        return ShareState.REVOKED
    return ShareState.WORKS if link.expires_at > now else ShareState.EXPIRED


def link_by_token(token: str) -> ShareLink | None:
    """Return the working link with this secret."""
    return _working().filter(token_hash=share_token_hash(token)).first()


def link_by_id(link_id: UUID) -> ShareLink | None:
    """Return the working link with its report, for a browser that has a pass for it."""
    return _working().filter(pk=link_id).first()


def _working() -> QuerySet[ShareLink]:
    return (
        ShareLink.objects.filter(
            revoked_at=None, expires_at__gt=timezone.now(), report__state=ReportState.READY
        )
        .select_related(
            "workspace",
            "report__round__framework_version__framework",
            "report__round__assessment__client",
            "report__round__workspace",
        )
        .defer("report__scorecard")
    )
