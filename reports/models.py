"""Reports: the job row that is the truth about building, what was built, and who may open it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User, WorkspaceRow
from assessments.models import Round
from reports.enums import UNFINISHED, Audience, FileKind, ReportState, Step, Trouble


class Report(WorkspaceRow):
    """One building of a round's report, claimed by a worker through this row."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reports")
    state = models.CharField(max_length=8, choices=ReportState, default=ReportState.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=10, choices=Step, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    # When a worker was last told; the sweeper tells one again when that is too long ago.
    hinted_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    scorer_version = models.CharField(max_length=20, blank=True)
    answers_hash = models.CharField(max_length=64, blank=True)
    # Who stands behind the report, as counts and keyed digests (scoring/release/steps.py).
    basis = models.JSONField(null=True, blank=True)
    # Everything computed; never shown. Pages take the release.
    scorecard = models.JSONField(null=True, blank=True)
    release = models.JSONField(null=True, blank=True)
    error = models.CharField(max_length=12, choices=Trouble, blank=True)

    class Meta:
        verbose_name = _("report")
        ordering = ("-queued_at",)
        indexes = (models.Index(fields=("state", "queued_at"), name="report_due"),)
        constraints = (
            models.UniqueConstraint(
                fields=("round",), condition=Q(state__in=UNFINISHED), name="report_one_unfinished"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="report_state_known"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="report_progress_percent"),
            models.CheckConstraint(
                condition=~Q(state=ReportState.RUNNING) | Q(lease_until__isnull=False),
                name="report_running_has_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.FAILED) | ~Q(error=""),
                name="report_failed_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.READY) | Q(release__isnull=False),
                name="report_ready_has_release",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.KEPT) | Q(release__isnull=True),
                name="report_kept_has_no_release",
            ),
        )

    def __str__(self) -> str:
        return f"{self.round} · {self.get_state_display()}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def is_ready(self) -> bool:
        return self.state == ReportState.READY

    @property
    def is_kept(self) -> bool:
        """Whether the report before this one stayed, as too few people had been added."""
        return self.state == ReportState.KEPT

    @property
    def is_failed(self) -> bool:
        return self.state == ReportState.FAILED


class ReportFile(WorkspaceRow):
    """A part of a report. Its bytes live in the row, so every web host sees the same file."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20, choices=FileKind)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("report file")
        constraints = (
            models.UniqueConstraint(fields=("report", "kind"), name="report_file_kind_unique"),
        )

    def __str__(self) -> str:
        return f"{self.report} · {self.kind}"


class ShareLink(WorkspaceRow):
    """A link that opens one report for one audience, until it expires or is revoked."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="share_links")
    token_hash = models.CharField(max_length=64, unique=True)
    audience = models.CharField(_("for"), max_length=10, choices=Audience)
    given_to = models.CharField(_("given to"), max_length=120, blank=True)
    password = models.CharField(max_length=128, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    # A day and no time: who reads what when is nobody's business.
    last_used_on = models.DateField(null=True, blank=True)
    # Wrong passwords since a moment; counted here, so that all web processes agree.
    tries = models.PositiveSmallIntegerField(default=0)
    tries_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("share link")
        ordering = ("-made_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="share_link_audience_known"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")),
                name="share_link_expires_after_making",
            ),
            models.CheckConstraint(
                condition=Q(tries=0) | Q(tries_since__isnull=False),
                name="share_link_tries_since_a_moment",
            ),
        )

    def __str__(self) -> str:
        return f"{self.report} · {self.get_audience_display()}"

    @property
    def has_password(self) -> bool:
        return bool(self.password)
