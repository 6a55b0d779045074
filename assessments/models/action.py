"""Actions a client agreed on, each aimed at a capability."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import WorkspaceRow
from assessments.models.client import Assessment


class Action(WorkspaceRow):
    """Something to do, by whom and when, and the level it should lift."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="actions")
    capability = models.CharField(_("capability"), max_length=16)
    text = models.CharField(_("what to do"), max_length=300)
    owner = models.CharField(_("owner"), max_length=120, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    from_level = models.PositiveSmallIntegerField(_("from level"))
    to_level = models.PositiveSmallIntegerField(_("to level"))
    closing_evidence = models.CharField(_("closed by"), max_length=300, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("action")
        ordering = ("due",)
        constraints = (
            models.CheckConstraint(
                condition=Q(from_level__range=(1, 5), to_level__range=(1, 5))
                & Q(to_level__gt=models.F("from_level")),
                name="action_lifts_a_level",
            ),
        )

    def __str__(self) -> str:
        return self.text
