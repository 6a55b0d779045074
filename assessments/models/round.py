"""Rounds (one measurement each) and the stakeholder groups asked in them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import WorkspaceRow
from assessments.enums import AnonymityMode, RoundState, Side
from assessments.models.client import Assessment
from assessments.models.framework import FrameworkVersion
from assessments.promise import promise_as_given

LEAST_THRESHOLD = 3


class Round(WorkspaceRow):
    """One measurement of a client, usually a quarter."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField(_("number"))
    label = models.CharField(_("name"), max_length=60)
    framework_version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, related_name="rounds"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=RoundState, default=RoundState.DRAFT
    )
    k = models.PositiveSmallIntegerField(_("smallest group shown"), default=5)
    mode = models.CharField(
        _("mode"), max_length=12, choices=AnonymityMode, default=AnonymityMode.CONFIDENTIAL
    )
    code = models.CharField(_("join code"), max_length=8, unique=True)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    # Closed once and opened again: there may be a report of some of its answers.
    was_closed = models.BooleanField(default=False, editable=False)
    # Ballots, places and the scorecard are gone; the report stays.
    answers_deleted_on = models.DateField(_("answers deleted on"), null=True, blank=True)
    # What participants were promised, word for word; fixed when the round opens.
    promise_text = models.TextField(_("promise"), blank=True)
    promise_hash = models.CharField(_("hash of the promise"), max_length=64, blank=True)
    # Rows were deleted whose bytes the database files still hold; a worker clears them away.
    has_traces = models.BooleanField(_("traces to clear"), default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("round")
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("assessment", "number"), name="round_number_unique"),
            models.CheckConstraint(
                condition=Q(state__in=RoundState.values), name="round_state_known"
            ),
            models.CheckConstraint(condition=Q(k__gte=LEAST_THRESHOLD), name="round_k_least"),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True)
                | Q(opens_on__isnull=True)
                | Q(closes_on__gte=models.F("opens_on")),
                name="round_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.DRAFT) | ~Q(promise_hash=""),
                name="round_open_has_promise",
            ),
            models.CheckConstraint(
                condition=Q(answers_deleted_on__isnull=True)
                | Q(state__in=(RoundState.CLOSED, RoundState.PUBLISHED)),
                name="round_without_answers_stays_closed",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def promise(self) -> list[str]:
        """The sentences of the promise, in the reader's language."""
        return promise_as_given(self.promise_text, most_k=self.k).splitlines()

    @property
    def is_open(self) -> bool:
        return self.state == RoundState.OPEN

    @property
    def is_draft(self) -> bool:
        return self.state == RoundState.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state == RoundState.PUBLISHED

    @property
    def awaits_publication(self) -> bool:
        """Closed, so that its texts can be redacted, and still free to be opened again."""
        return self.state == RoundState.CLOSED and self.answers_deleted_on is None

    @property
    def is_closed(self) -> bool:
        return self.state in {RoundState.CLOSED, RoundState.PUBLISHED}


class StakeholderGroup(WorkspaceRow):
    """A group of people asked in a round, such as executives or IT."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="groups")
    code = models.CharField(_("code"), max_length=32)
    label = models.CharField(_("name"), max_length=60)
    choice = models.CharField(_("sentence on the join page"), max_length=160, blank=True)
    side = models.CharField(_("side"), max_length=10, choices=Side)
    headcount = models.PositiveIntegerField(_("people invited"))
    # Empty: groups weigh the same (method, 3.3).
    weight = models.FloatField(_("weight"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("stakeholder group")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("round", "code"), name="group_code_unique"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="group_side_known"),
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gt=0), name="group_weight_positive"
            ),
        )

    def __str__(self) -> str:
        return self.label
