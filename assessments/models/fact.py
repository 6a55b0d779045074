"""Facts: what one named person states for the organisation, with evidence."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import WorkspaceRow
from assessments.models.round import Round


class Fact(WorkspaceRow):
    """The value of one fact item in a round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="facts")
    item = models.CharField(_("item"), max_length=16)
    # Checklist: list of true/false per element; number; option number; parts as an object; "na".
    value = models.JSONField(_("value"))
    # A note or link per element of a checklist, or a list of one for the others.
    evidence = models.JSONField(_("evidence"), default=list, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("fact")
        constraints = (models.UniqueConstraint(fields=("round", "item"), name="fact_item_unique"),)

    def __str__(self) -> str:
        return self.item
