"""The agenda of a workshop: what comes next, how much time is left for it, what to ask."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from assessments.enums import AgendaState
from assessments.models import AgendaItem, Session
from assessments.selectors.frameworks import framework_in_words
from scoring.framework import Item

USUAL_MINUTES = 8
LEAST_MINUTES = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of the agenda in words."""

    row: AgendaItem
    item: Item
    is_current: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """All items in their order; `minutes` are for each that is to come, without limit None."""

    entries: tuple[Entry, ...]
    current: Entry | None
    following: Entry | None
    minutes: int | None

    def in_state(self, *states: AgendaState) -> tuple[Entry, ...]:
        return tuple(each for each in self.entries if each.row.state in states)

    @property
    def waiting(self) -> tuple[Entry, ...]:
        return tuple(each for each in self.in_state(AgendaState.WAITING) if not each.is_current)

    @property
    def aside(self) -> tuple[Entry, ...]:
        return self.in_state(AgendaState.PARKED, AgendaState.SKIPPED)

    @property
    def done(self) -> tuple[Entry, ...]:
        return self.in_state(AgendaState.DONE)


def agenda_of(session: Session, now: datetime) -> Agenda:
    """Return the agenda of a session, in one query."""
    framework = framework_in_words(session.round.framework_version_id)
    rows: QuerySet[AgendaItem] = session.agenda.all()
    entries = tuple(Entry(row, framework.item(row.item), row.item == session.item) for row in rows)
    following = next(
        (each for each in entries if each.row.state == AgendaState.WAITING and not each.is_current),
        None,
    )
    return Agenda(
        entries=entries,
        current=next((each for each in entries if each.is_current), None),
        following=following,
        minutes=_minutes(session, entries, now),
    )


def _minutes(session: Session, entries: tuple[Entry, ...], now: datetime) -> int | None:
    """Share the time that is left among what is to come; what does not fit stays undone."""
    if session.ends_at is None:
        return None
    left = max(session.ends_at - now, timedelta()) // timedelta(minutes=1)
    waiting = sum(each.row.state == AgendaState.WAITING for each in entries)
    if not waiting:
        return left
    return max(min(left // waiting, USUAL_MINUTES), LEAST_MINUTES)
