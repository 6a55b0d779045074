"""What people wrote in their own words, taken out of the ballots when a round is sealed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import WorkspaceRow
from assessments.models.round import Round


class Statement(WorkspaceRow):
    """One text. It belongs to a round and a question, to no group, ballot or person.

    Read only through `selectors/statements.py`, which shows nothing below the least number.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    item = models.CharField(max_length=16)
    # As it was handed in; emptied when the round is published.
    original = models.TextField(blank=True)
    # As it will be read: the original with passages blacked out.
    wording = models.TextField()
    is_left_out = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("statement")
        indexes = (models.Index(fields=("round", "item"), name="statement_round_item"),)
        constraints = (
            models.CheckConstraint(condition=~Q(wording=""), name="statement_has_wording"),
        )

    def __str__(self) -> str:
        return str(_("A statement"))
