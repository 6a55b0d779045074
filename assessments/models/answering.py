"""From invitation to ballot: who takes part, what they are writing, and what they handed in.

Participants and drafts are linked; a ballot is linked to nobody and keeps a day, not a time.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import WorkspaceRow
from assessments.enums import ParticipantState
from assessments.models.round import Round, StakeholderGroup


class Participant(WorkspaceRow):
    """A person's place in a round. The token is known only to their browser."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="participants")
    group = models.ForeignKey(
        StakeholderGroup, on_delete=models.CASCADE, related_name="participants"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(
        max_length=10, choices=ParticipantState, default=ParticipantState.JOINED
    )

    class Meta:
        verbose_name = _("participant")
        indexes = (models.Index(fields=("round", "group", "state"), name="participant_progress"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=ParticipantState.values), name="participant_state_known"
            ),
        )

    def __str__(self) -> str:
        return str(_("A participant"))


class Draft(WorkspaceRow):
    """Answers being given. Deleted the moment they are handed in or the round is closed."""

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="draft")
    # Item code -> answer: 1 to 5, "dk", "na", or a text.
    answers = models.JSONField(default=dict)
    # Item code -> sequence number of the tap that wrote it; makes saving idempotent.
    sequences = models.JSONField(default=dict)
    # Capability shown last, where answering resumes.
    place = models.CharField(max_length=16, blank=True)

    class Meta:
        verbose_name = _("draft")

    def __str__(self) -> str:
        return str(_("A draft"))


class Ballot(WorkspaceRow):
    """Answers handed in. No key leads from here to a participant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="ballots")
    group = models.ForeignKey(StakeholderGroup, on_delete=models.CASCADE, related_name="ballots")
    answers = models.JSONField()
    day = models.DateField()
    # HMAC of a secret the respondent keeps, to compare the same person over rounds.
    link_code = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("ballot")
        indexes = (models.Index(fields=("round", "group"), name="ballot_round_group"),)

    def __str__(self) -> str:
        return str(_("A ballot"))
