"""Reports: the job row that is the truth about building, what was built, and who may open it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User, WorkspaceRow
from assessments.models import Round
from reports.enums import (
    UNFINISHED,
    Audience,
    FileKind,
    ReportState,
    Step,
    TemplateTrouble,
    Trouble,
)
from reports.files.branding import LogoType, Paper

LOGO_TYPES = [(kind.value, kind.value) for kind in LogoType]


class Job(WorkspaceRow):
    """Work that a worker claims through its row; what a broker says is a hint."""

    state = models.CharField(max_length=8, choices=ReportState, default=ReportState.QUEUED)
    attempt = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    # When a worker was last told; the sweeper tells one again when that is too long ago.
    hinted_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=12, choices=Trouble, blank=True)

    class Meta:
        abstract = True

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def is_ready(self) -> bool:
        return self.state == ReportState.READY

    @property
    def is_failed(self) -> bool:
        return self.state == ReportState.FAILED

    @property
    def is_stopped(self) -> bool:
        """Whether somebody stopped it before it was done."""
        return self.state == ReportState.STOPPED


class Report(Job):
    """One building of a round's report, claimed by a worker through this row."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reports")
    progress = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=10, choices=Step, blank=True)
    scorer_version = models.CharField(max_length=20, blank=True)
    answers_hash = models.CharField(max_length=64, blank=True)
    # Who stands behind the report, as counts and keyed digests (scoring/release/steps.py).
    basis = models.JSONField(null=True, blank=True)
    # Everything computed; never shown. Pages take the release.
    scorecard = models.JSONField(null=True, blank=True)
    release = models.JSONField(null=True, blank=True)
    # What may be shown of earlier rounds beside it (reports/services/comparing.py).
    comparison = models.JSONField(null=True, blank=True)
    # SHA-256 of the release and the comparison: equal content, equal files.
    content_hash = models.CharField(max_length=64, blank=True)

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
    def is_kept(self) -> bool:
        """Whether the report before this one stayed, as too few people had been added."""
        return self.state == ReportState.KEPT


# A file is never kept for an earlier one.
FILE_STATES = [state for state in ReportState if state != ReportState.KEPT]


class ReportFile(Job):
    """A file of a report. Its bytes live in the row, so every web host sees the same file.

    `inputs` is a hash of everything the file is made from: when it changes, the file is made
    again. Until then the content of before stays. `said` is a hash of what this content says,
    whatever its look.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20, choices=FileKind)
    inputs = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(null=True)
    said = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("report file")
        indexes = (models.Index(fields=("state", "queued_at"), name="report_file_due"),)
        constraints = (
            models.UniqueConstraint(fields=("report", "kind"), name="report_file_kind_unique"),
            models.CheckConstraint(
                condition=Q(state__in=FILE_STATES),
                name="report_file_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.RUNNING) | Q(lease_until__isnull=False),
                name="report_file_running_has_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.FAILED) | ~Q(error=""),
                name="report_file_failed_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.READY) | Q(content__isnull=False) & ~Q(sha256=""),
                name="report_file_ready_has_content",
            ),
        )

    def __str__(self) -> str:
        return f"{self.report} · {self.kind}"


class ReportFigure(WorkspaceRow):
    """A chart of a report: for Plotly, and as a drawing for wide and for narrow pages."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField(max_length=60)
    # Colour scheme → figure, as JSON text: it goes to the browser as it is.
    plotly = models.TextField()
    wide = models.TextField()
    narrow = models.TextField()

    class Meta:
        verbose_name = _("chart")
        constraints = (
            models.UniqueConstraint(fields=("report", "name"), name="report_figure_name_unique"),
        )

    def __str__(self) -> str:
        return f"{self.report} · {self.name}"


class Comment(WorkspaceRow):
    """What the consultant says to a page of a round's report; never part of what was measured."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="comments")
    # The page's key: "summary", "gaps", "dimension-S" (reports/document/parts.py).
    page = models.CharField(max_length=40)
    text = models.TextField(_("comment"), max_length=2000)
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("comment")
        constraints = (
            models.UniqueConstraint(fields=("round", "page"), name="comment_one_per_page"),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.round} · {self.page}"


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


class Branding(WorkspaceRow):
    """What a workspace puts on its reports; a workspace without a row has our look.

    The logo is a picture drawn anew, never the file that was uploaded. The template is the file
    as uploaded: it was looked into, is opened in workers only and is never served.
    """

    accent = models.CharField(_("colour"), max_length=7)
    logo = models.BinaryField(null=True, blank=True)
    logo_type = models.CharField(max_length=10, choices=LOGO_TYPES, blank=True)
    logo_width = models.PositiveSmallIntegerField(default=0)
    logo_height = models.PositiveSmallIntegerField(default=0)
    template = models.BinaryField(null=True, blank=True)
    template_name = models.CharField(max_length=120, blank=True)
    # Found when slides were made with it; what is found at once is refused and not kept.
    template_trouble = models.CharField(max_length=10, choices=TemplateTrouble, blank=True)
    paper = models.CharField(_("paper"), max_length=10, choices=Paper, default=Paper.A4)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("look of reports")
        constraints = (
            models.CheckConstraint(
                condition=Q(paper__in=Paper.values), name="branding_paper_known"
            ),
            models.UniqueConstraint(fields=("workspace",), name="branding_one_per_workspace"),
            models.CheckConstraint(
                condition=Q(logo__isnull=True, logo_type="", logo_width=0, logo_height=0)
                | Q(logo__isnull=False, logo_width__gt=0, logo_height__gt=0) & ~Q(logo_type=""),
                name="branding_logo_whole_or_absent",
            ),
            models.CheckConstraint(
                condition=Q(template__isnull=True, template_name="", template_trouble="")
                | Q(template__isnull=False) & ~Q(template_name=""),
                name="branding_template_whole_or_absent",
            ),
        )

    def __str__(self) -> str:
        return f"{self.workspace} · {self.accent}"
