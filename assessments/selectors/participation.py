"""How many people of each group have answered, and whether that is enough to judge by.

Counts only, and only of groups: nothing here leads to a person. Ballots are counted as
handed in, unread; a report counts only those with at least one level, and may find a
quorum missed that is met here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from uuid import UUID

from django.db.models import Count

from assessments.enums import ParticipantState
from assessments.models import Ballot, Participant, Round, StakeholderGroup
from assessments.selectors.frameworks import framework_of
from scoring.framework import Framework, Group


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """One group of a round: people asked, and answers begun, handed in and needed."""

    code: str
    label: str
    headcount: int
    handed_in: int
    started: int
    needed: int
    is_hidden: bool

    @property
    def missing(self) -> int:
        """How many more answers the group needs before the round can be judged."""
        return max(self.needed - self.handed_in, 0)

    @property
    def meter_full(self) -> int:
        """The number of answers at which the group's meter is full."""
        return max(self.needed, 1)


@dataclass(frozen=True, slots=True)
class Participation:
    """All groups of a round."""

    groups: tuple[GroupProgress, ...] = ()

    @property
    def headcount(self) -> int:
        return sum(group.headcount for group in self.groups)

    @property
    def handed_in(self) -> int:
        return sum(group.handed_in for group in self.groups)

    @property
    def started(self) -> int:
        return sum(group.started for group in self.groups)

    @property
    def short(self) -> tuple[GroupProgress, ...]:
        """Groups that need more answers."""
        return tuple(group for group in self.groups if group.missing)

    @property
    def hidden(self) -> tuple[GroupProgress, ...]:
        """Groups with fewer people than the smallest group shown."""
        return tuple(group for group in self.groups if group.is_hidden)

    @property
    def is_enough(self) -> bool:
        return bool(self.groups) and not self.short


def participation_of(rounds: Sequence[Round]) -> dict[UUID, Participation]:
    """Return the participation of each round by its id, in three queries for any number."""
    ids = [round.pk for round in rounds]
    handed_in = _counted(
        Ballot.objects.filter(round__in=ids).values_list("group").annotate(people=Count("pk"))
    )
    started = _counted(
        Participant.objects.filter(round__in=ids, state=ParticipantState.JOINED)
        .values_list("group")
        .annotate(people=Count("pk"))
    )
    groups: dict[UUID, list[StakeholderGroup]] = {pk: [] for pk in ids}
    for group in StakeholderGroup.objects.filter(round__in=ids):
        groups[group.round_id].append(group)
    return {
        round.pk: Participation(
            tuple(
                _progress(round, group, handed_in[group.pk], started[group.pk])
                for group in groups[round.pk]
            )
        )
        for round in rounds
    }


def needed_answers(framework: Framework, code: str, headcount: int) -> int:
    """Return how many people of a group must answer (method, 3.7(9)); 0 without a quorum."""
    quorum = next((group.quorum for group in framework.groups if group.code == code), None)
    if quorum is None:
        return 0
    people = quorum.people
    if headcount < people:
        people = _at_least(framework.scoring.small_group_share * headcount)
    return max(people, _at_least(quorum.share * headcount))


def left_out(framework: Framework, asked: Iterable[str]) -> tuple[Group, ...]:
    """Return the groups without which there is no verdict (method, 3.7(9)) and nobody asked."""
    codes = set(asked)
    return tuple(group for group in framework.groups if group.quorum and group.code not in codes)


def _at_least(share: float) -> int:
    # Rounded first: 0.07 * 100 is a little more than 7 in binary.
    return ceil(round(share, 9))


def _progress(round: Round, group: StakeholderGroup, handed_in: int, started: int) -> GroupProgress:
    framework = framework_of(round.framework_version_id)
    return GroupProgress(
        code=group.code,
        label=group.label,
        headcount=group.headcount,
        handed_in=handed_in,
        started=started,
        needed=needed_answers(framework, group.code, group.headcount),
        is_hidden=group.headcount < round.k,
    )


def _counted(rows: Iterable[tuple[UUID, int]]) -> Counter[UUID]:
    return Counter(dict(rows))
