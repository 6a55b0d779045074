"""Live workshops: votes before and after the discussion, and the level agreed on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import WorkspaceRow
from assessments.enums import VotePhase
from assessments.models.round import Round, StakeholderGroup


class Session(WorkspaceRow):
    """One workshop of a round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sessions")
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    item = models.CharField(_("item on the screen"), max_length=16, blank=True)
    version = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("workshop session")

    def __str__(self) -> str:
        return f"{self.round} · {self.started_at:%Y-%m-%d}"


class Vote(WorkspaceRow):
    """One seat's vote on one item in one phase; later phases never overwrite earlier ones."""

    # The session's and the group's, so that the database can hold the two together.
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="votes")
    seat = models.UUIDField()
    group = models.ForeignKey(StakeholderGroup, on_delete=models.CASCADE, related_name="+")
    item = models.CharField(max_length=16)
    phase = models.PositiveSmallIntegerField(choices=VotePhase)
    value = models.CharField(max_length=2)
    sequence = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("vote")
        constraints = (
            models.UniqueConstraint(
                fields=("session", "seat", "item", "phase"), name="vote_once_per_phase"
            ),
            models.CheckConstraint(
                condition=Q(value__in=("1", "2", "3", "4", "5", "dk", "na")),
                name="vote_value_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} · {self.get_phase_display()}"


class AgreedLevel(WorkspaceRow):
    """What the room agreed on, with its reason; stands beside the votes."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="agreed_levels")
    item = models.CharField(max_length=16)
    level = models.PositiveSmallIntegerField(_("level"))
    reason = models.TextField(_("reason"))
    dissenting = models.PositiveSmallIntegerField(_("who disagreed"), default=0)
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("agreed level")
        constraints = (
            models.UniqueConstraint(fields=("session", "item"), name="agreed_level_once"),
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="agreed_level_range"),
        )

    def __str__(self) -> str:
        return f"{self.item} · {self.level}"
