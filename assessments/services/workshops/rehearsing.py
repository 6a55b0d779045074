"""Rehearsing a workshop: a session of its own, simulated phones over HTTP, and what they met.

Runs in a worker. The facilitator's steps are the services themselves; everything a phone does
goes through the web server, at the address phones use (decision 0028).
"""

import logging
import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from assessments.enums import RehearsalStep, RehearsalTrouble, SessionStage, VotePhase
from assessments.models import Rehearsal, Round, Session, Vote
from assessments.selectors.workshops.rehearsals import pass_for
from assessments.selectors.workshops.seats import seat_in
from assessments.selectors.workshops.tallies import groups_asked
from assessments.services.workshops.locks import SessionMovedError
from assessments.services.workshops.rehearsals import (
    RehearsalLostError,
    break_off,
    claim_rehearsal,
    finish_rehearsal,
    forget_session,
    keep_lease,
)
from assessments.services.workshops.sessions import start_session
from assessments.services.workshops.simulated_phones import Phone, PhoneError, Temper
from assessments.services.workshops.steps import (
    SessionStepError,
    close_vote,
    settle,
    show_item,
    vote_again,
)

log = logging.getLogger(__name__)

PHONES = 30
ITEMS = 2
# Of ten phones four are flaky.
TEMPERS = (Temper.LATE, Temper.CUT, Temper.TWICE, Temper.ASLEEP, *[Temper.STEADY] * 6)
SETTLE_EVERY_SECONDS = 0.2
Result = TypeVar("Result")


class NobodyJoinedError(Exception):
    """Not one simulated phone reached the server."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a rehearsal measured.

    `joined`, `voted`, `back`: phones for which all of it went well; `join_seconds` and
    `back_seconds` are those of the slowest, `vote_p95` the seconds within which 95 of 100 votes
    were stored. `lost`: votes the server called stored that are not in the database as sent.
    """

    phones: int
    joined: int
    join_seconds: float
    voted: int
    votes: int
    vote_p95: float
    back: int
    back_seconds: float
    lost: int


def rehearse(*, rehearsal_id: UUID) -> None:
    """Do a rehearsal that waits; whoever comes second finds nothing to do."""
    if not claim_rehearsal(rehearsal_id=rehearsal_id):
        return
    rehearsal = Rehearsal.objects.select_related("round").get(pk=rehearsal_id)
    try:
        with _session(rehearsal.round) as session:
            measured = _Run(rehearsal_id, session).measured()
    except RehearsalLostError:
        log.warning("Rehearsal %s was stopped or taken for dead", rehearsal_id)
    except (SessionMovedError, SessionStepError, Session.DoesNotExist):
        break_off(rehearsal_id=rehearsal_id, trouble=RehearsalTrouble.ROUND_CLOSED)
    except NobodyJoinedError:
        break_off(rehearsal_id=rehearsal_id, trouble=RehearsalTrouble.UNREACHABLE)
    except Exception:
        log.exception("Rehearsal %s broke off", rehearsal_id)
        break_off(rehearsal_id=rehearsal_id, trouble=RehearsalTrouble.BROKEN)
    else:
        finish_rehearsal(rehearsal_id=rehearsal_id, measured=asdict(measured))


@contextmanager
def _session(round: Round) -> Iterator[Session]:
    """A practice session that is deleted whatever happens; what a dead worker left goes first."""
    for left in Session.objects.filter(round=round, is_rehearsal=True):
        forget_session(left.pk)
    session = start_session(round=round, facilitator=None, is_rehearsal=True)
    try:
        yield session
    finally:
        forget_session(session.pk)


class _Run:
    """One run through join, votes and reconnect."""

    def __init__(self, rehearsal_id: UUID, session: Session) -> None:
        self.rehearsal_id = rehearsal_id
        self.session = session
        self.phones = _phones(session)

    def measured(self) -> Measured:
        """Run through everything; each phone that fails once is out."""
        with ThreadPoolExecutor(max_workers=PHONES) as pool:
            self.pool = pool
            self._step(RehearsalStep.JOINING)
            joins = self._all(Phone.join, self.phones)
            if not joins:
                raise NobodyJoinedError
            self._step(RehearsalStep.VOTING)
            voted = self._votes(list(joins))
            self._step(RehearsalStep.RECONNECTING)
            backs = self._all(Phone.come_back, voted)
        self._step(RehearsalStep.CHECKING)
        seconds = [each for phone in self.phones for each in phone.seconds]
        return Measured(
            phones=len(self.phones),
            joined=len(joins),
            join_seconds=max(joins.values()),
            voted=len(voted),
            votes=len(seconds),
            vote_p95=_p95(seconds),
            back=len(backs),
            back_seconds=max(backs.values(), default=0.0),
            lost=self._lost(),
        )

    def _votes(self, phones: Sequence[Phone]) -> Sequence[Phone]:
        """Vote on each item, and a second time on the last one; return the phones still there."""
        for item in _items(self.session):
            self._move(show_item, item=item)
            phones = self._vote(phones, item, VotePhase.BLIND)
        self._move(vote_again)
        return self._vote(phones, self.session.item, VotePhase.SECOND)

    def _vote(self, phones: Sequence[Phone], item: str, phase: VotePhase) -> Sequence[Phone]:
        voted = self._all(lambda phone: phone.vote(item, phase), phones)
        self._move(close_vote)
        while self.session.stage != SessionStage.REVEALED:
            time.sleep(SETTLE_EVERY_SECONDS)
            self.session = settle(self.session)
        return list(voted)

    def _move(self, step: Callable[..., Session], **parts: str) -> None:
        self.session = step(session_id=self.session.pk, version=self.session.version, **parts)

    def _step(self, step: RehearsalStep) -> None:
        keep_lease(rehearsal_id=self.rehearsal_id, step=step)

    def _all(self, act: Callable[[Phone], Result], phones: Iterable[Phone]) -> dict[Phone, Result]:
        """Let phones act at the same time; return what came of it for those that managed."""
        running = {self.pool.submit(act, phone): phone for phone in phones}
        left: set[Future[Result]] = set(running)
        while left:
            _done, left = wait(left, timeout=1)
            keep_lease(rehearsal_id=self.rehearsal_id)
        return {
            phone: each.result()
            for each, phone in running.items()
            if not isinstance(each.exception(), PhoneError)
        }

    def _lost(self) -> int:
        """Count the votes that were called stored and are not in the database as they were sent."""
        rows = Vote.objects.filter(session=self.session)
        stored = {
            (seat, item, phase): value
            for seat, item, phase, value in rows.values_list("seat", "item", "phase", "value")
        }
        return sum(
            stored.get((seat_in(self.session, phone.token), *key)) != value
            for phone in self.phones
            for key, value in phone.acknowledged.items()
        )


def _phones(session: Session) -> list[Phone]:
    """Return phones of all groups in turn."""
    path = reverse("assessments:rehearsal-seat", args=[session.pk]).removesuffix("seat/")
    groups = islice(cycle(session.round.groups.filter(headcount__gt=0)), PHONES)
    return [
        Phone(
            settings.REHEARSAL_URL + path,
            pass_for(session, group.code, number),
            TEMPERS[number % len(TEMPERS)],
        )
        for number, group in enumerate(groups)
    ]


def _items(session: Session) -> list[str]:
    """Return the first items on the agenda that every group is asked."""
    there = session.round.groups.filter(headcount__gt=0)
    everybody = set(there.values_list("code", flat=True))
    codes = session.agenda.values_list("item", flat=True)
    asked_of_all = (code for code in codes if everybody <= set(groups_asked(session.round, code)))
    return list(islice(asked_of_all, ITEMS))


def _p95(seconds: Sequence[float]) -> float:
    if not seconds:
        return 0.0
    return sorted(seconds)[math.ceil(0.95 * len(seconds)) - 1]
