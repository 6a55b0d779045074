"""Rehearsals of workshops: a job that a worker claims through its row, and what it measured."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import WorkspaceRow
from assessments.enums import RehearsalState, RehearsalStep, RehearsalTrouble
from assessments.models.round import Round


class Rehearsal(WorkspaceRow):
    """One rehearsal of a round, never repeated: whoever claims it does it or breaks off."""

    UNFINISHED: ClassVar = (RehearsalState.QUEUED, RehearsalState.RUNNING)

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="rehearsals")
    state = models.CharField(max_length=10, choices=RehearsalState, default=RehearsalState.QUEUED)
    step = models.CharField(max_length=14, choices=RehearsalStep, blank=True)
    trouble = models.CharField(max_length=14, choices=RehearsalTrouble, blank=True)
    # What was measured, as `services/workshops/rehearsing.py` returns it.
    measured = models.JSONField(null=True, blank=True)
    queued_at = models.DateTimeField(auto_now_add=True)
    # When a worker was last told.
    hinted_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("rehearsal")
        constraints = (
            models.UniqueConstraint(
                fields=("round",),
                condition=Q(state__in=(RehearsalState.QUEUED, RehearsalState.RUNNING)),
                name="rehearsal_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RehearsalState.values), name="rehearsal_state_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.round} · {self.get_state_display()}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in self.UNFINISHED
