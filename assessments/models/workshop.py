"""Live workshops: who is in the room, what they voted, what was shown, and what was agreed.

A seat is a place in the room under a random-looking id that only the browser's own secret leads
to (`assessments/seats.py`): no key goes from a vote to a participant.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import WorkspaceRow
from assessments.enums import AgendaState, PlaceKind, SessionStage, VotePhase
from assessments.models.round import Round, StakeholderGroup


class Session(WorkspaceRow):
    """One workshop of a round. Every change of what screens show raises its version."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sessions")
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    is_rehearsal = models.BooleanField(_("rehearsal"), default=False)
    stage = models.CharField(
        _("stage"), max_length=10, choices=SessionStage, default=SessionStage.GATHERING
    )
    item = models.CharField(_("item on the screen"), max_length=16, blank=True)
    phase = models.PositiveSmallIntegerField(_("vote"), choices=VotePhase, default=VotePhase.BLIND)
    version = models.PositiveIntegerField(default=1)
    # While people vote: when the countdown is over. While closing: when late votes are over.
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    ends_at = models.DateTimeField(_("planned end"), null=True, blank=True)
    # Answers handed in before the workshop began: item -> group -> counts, never shown as such.
    answered_before = models.JSONField(default=dict)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("workshop session")
        constraints = (
            models.UniqueConstraint(
                fields=("round", "is_rehearsal"),
                condition=~Q(stage=SessionStage.ENDED),
                name="session_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=SessionStage.values), name="session_stage_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.round} · {self.started_at:%Y-%m-%d}"

    @property
    def has_ended(self) -> bool:
        return self.stage == SessionStage.ENDED

    @property
    def takes_votes(self) -> bool:
        return self.stage in {SessionStage.VOTING, SessionStage.CLOSING}


class SessionSeat(WorkspaceRow):
    """Somebody in the room, by phone or on paper; deleted when the round is closed."""

    # The session's and the group's, as with a vote.
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="seats")
    seat = models.UUIDField()
    group = models.ForeignKey(StakeholderGroup, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=PlaceKind, default=PlaceKind.PHONE)
    # Handed in before: those answers are the first vote.
    has_answered = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("seat")
        constraints = (
            models.UniqueConstraint(fields=("session", "seat"), name="session_seat_once"),
        )

    def __str__(self) -> str:
        return str(_("A seat"))


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
    # Rises with every vote of a phone; FROM_PAPER for one that was typed in.
    sequence = models.PositiveBigIntegerField()

    # Below every number a phone sends, so that the phone's own vote wins.
    FROM_PAPER = 0

    class Meta:
        verbose_name = _("vote")
        indexes = (models.Index(fields=("session", "item", "phase"), name="vote_of_item"),)
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


class Reveal(WorkspaceRow):
    """What the room was shown of one vote: a live release, kept as it was."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="reveals")
    item = models.CharField(max_length=16)
    phase = models.PositiveSmallIntegerField(choices=VotePhase)
    shown = models.JSONField()
    # How many had chosen a level, of groups that are shown. Never shown itself: a report asks it.
    behind = models.JSONField(default=dict)
    # The lowest level that is a level or more above the first votes; empty for second votes.
    above_from = models.PositiveSmallIntegerField(null=True, blank=True)
    revealed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("answers shown")
        constraints = (
            models.UniqueConstraint(
                fields=("session", "item", "phase"), name="reveal_once_per_phase"
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
    # The room agreed on a level or more above what it had voted blind.
    is_above_votes = models.BooleanField(default=False)
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


class AgendaItem(WorkspaceRow):
    """One item on the agenda of a workshop, with what the facilitator noted for themselves."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="agenda")
    item = models.CharField(max_length=16)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=AgendaState, default=AgendaState.WAITING)
    # Why it is worth the time; no group is named.
    reasons = models.JSONField(default=list)
    # Where it stands among the others, and on how many answers that rests; never shown.
    urgency = models.FloatField(default=0)
    answers = models.PositiveIntegerField(default=0)
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("item on the agenda")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("session", "item"), name="agenda_item_once"),
            models.CheckConstraint(
                condition=Q(state__in=AgendaState.values), name="agenda_state_known"
            ),
        )

    def __str__(self) -> str:
        return self.item
