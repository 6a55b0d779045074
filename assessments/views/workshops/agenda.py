"""The agenda as the facilitator reads it: what comes next and why, and all the rest folded."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.models import Session
from assessments.selectors.frameworks import framework_in_words
from assessments.selectors.workshops.agendas import Agenda, Entry
from scoring.agenda import Reason

# No group is named: who differs from whom is seen when the room has voted.
REASONS: dict[str, str | Promise] = {
    Reason.SPLIT: _("Answers lie far apart."),
    Reason.GATE: _("Close to a limit on which the verdict depends."),
    Reason.UNSURE: _("Many do not know."),
    Reason.NOT_ASKED: _("Too few have answered it yet."),
}


@dataclass(frozen=True, slots=True)
class Topic:
    """An item of the agenda with the reasons why it is worth the time."""

    entry: Entry
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """The items of one dimension that are still to come, the most urgent first."""

    title: str
    topics: tuple[Topic, ...]


def topic_of(entry: Entry | None) -> Topic | None:
    """Return an item with its reasons in words."""
    if entry is None:
        return None
    return Topic(entry, tuple(str(REASONS[code]) for code in entry.row.reasons if code in REASONS))


def folds_of(session: Session, agenda: Agenda) -> tuple[Fold, ...]:
    """Return what is still to come by dimension, in the order of the framework."""
    framework = framework_in_words(session.round.framework_version_id)
    folds = (
        Fold(dimension.title, tuple(_topics(agenda.waiting, dimension.code)))
        for dimension in framework.dimensions
    )
    return tuple(fold for fold in folds if fold.topics)


def _topics(entries: Iterable[Entry], dimension: str) -> Iterable[Topic]:
    for entry in entries:
        topic = topic_of(entry)
        if topic is not None and entry.item.dimension == dimension:
            yield topic
