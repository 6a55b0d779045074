"""What the workshops of a round showed and agreed on, for its report."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from assessments.enums import VotePhase
from assessments.models import AgreedLevel, Reveal, Round, Session
from reports.workshops import Agreed, Discussed, Workshop
from scoring.json_form import from_plain
from scoring.release.live import LiveRelease, Seen


def workshops_of(round: Round, asked_at: datetime) -> tuple[Workshop, ...]:
    """Return the workshops that had ended when a report was asked for, the first one first.

    What a workshop showed never changes once it has ended, so a report tells the same for good.
    Rehearsals and workshops in which no answer was shown are left out.
    """
    sessions = (
        _told_of(round, asked_at)
        .select_related("facilitator")
        .prefetch_related("reveals", "agreed_levels__facilitator")
        .order_by("started_at")
    )
    return tuple(map(_workshop, sessions))


def facilitators_of(round: Round, asked_at: datetime) -> list[list[str | None]]:
    """Return the names that stand with these workshops, the only thing about them that changes."""
    names = (
        _told_of(round, asked_at)
        .order_by("started_at", "agreed_levels__item")
        .values_list("facilitator__name", "agreed_levels__facilitator__name")
    )
    return [list(each) for each in names]


def seen_in_rooms(round: Round) -> dict[tuple[str, str], list[Seen]]:
    """Return which first votes rooms have seen, by item and group.

    First votes are answers to the survey, so what a report counts out stands beside them.
    """
    seen: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    reveals = Reveal.objects.filter(
        session__round=round, session__is_rehearsal=False, phase=VotePhase.BLIND
    )
    for reveal in reveals:
        for view in from_plain(LiveRelease, reveal.shown).groups:
            if view.group in reveal.behind:
                seen[reveal.item, view.group].append(Seen(view, reveal.behind[view.group]))
    return seen


def _told_of(round: Round, asked_at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(
        Exists(Reveal.objects.filter(session=OuterRef("pk"))),
        round=round,
        is_rehearsal=False,
        ended_at__lte=asked_at,
    )


def _workshop(session: Session) -> Workshop:
    reveals = sorted(session.reveals.all(), key=lambda reveal: reveal.revealed_at)
    agreed = {each.item: each for each in session.agreed_levels.all()}
    led = [session.facilitator, *(agreed[item].facilitator for item in sorted(agreed))]
    return Workshop(
        day=timezone.localdate(session.started_at),
        facilitators=tuple(dict.fromkeys(user.name for user in led if user and user.name)),
        items=tuple(
            _discussed(item, reveals, agreed.get(item))
            for item in dict.fromkeys(reveal.item for reveal in reveals)
        ),
    )


def _discussed(item: str, reveals: list[Reveal], agreed: AgreedLevel | None) -> Discussed:
    shown = {
        reveal.phase: from_plain(LiveRelease, reveal.shown)
        for reveal in reveals
        if reveal.item == item
    }
    return Discussed(
        item=item,
        first=shown.get(VotePhase.BLIND),
        second=shown.get(VotePhase.SECOND),
        agreed=_agreed(agreed) if agreed else None,
    )


def _agreed(agreed: AgreedLevel) -> Agreed:
    return Agreed(agreed.level, agreed.reason, agreed.dissenting, agreed.is_above_votes)
