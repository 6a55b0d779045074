"""Recording the facts of a round, each with its evidence."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.models import Fact, Round
from assessments.selectors.facts import fact_items
from assessments.services.rounds import RoundStateError
from scoring.framework import Item, fact_problem


class FactError(ValueError):
    """A value that cannot stand for the fact; the text says why."""


@transaction.atomic
def record_fact(
    *,
    round: Round,
    item: str,
    value: object,
    evidence: Sequence[str] = (),
    as_of: date | None = None,
    entered_by: User | None = None,
) -> Fact:
    """Store what is true for a fact item, in place of what was stored before."""
    _lock_unless_closed(round)
    problem = _problem(_asked(round, item), value)
    if problem is not None:
        raise FactError(problem)
    fact, _created = Fact.objects.update_or_create(
        round=round,
        item=item,
        defaults={
            "workspace_id": round.workspace_id,
            "value": value,
            "evidence": list(evidence),
            "as_of": as_of,
            "entered_by": entered_by,
        },
    )
    return fact


@transaction.atomic
def forget_fact(*, round: Round, item: str) -> None:
    """Take a fact back, so that it counts as missing again."""
    _lock_unless_closed(round)
    Fact.objects.filter(round=round, item=item).delete()


def _lock_unless_closed(round: Round) -> None:
    """Hold the round, so that it cannot close between this check and the write."""
    if Round.objects.select_for_update().get(pk=round.pk).is_closed:
        raise RoundStateError(_("The round is closed, and its facts are sealed with it."))


def _asked(round: Round, code: str) -> Item:
    found = next((item for item in fact_items(round) if item.code == code), None)
    if found is None:
        raise FactError(_("%(item)s is not a fact of this round.") % {"item": code})
    return found


def _problem(item: Item, value: object) -> str | None:
    if not item.elements or not isinstance(value, list):
        return fact_problem(item, value)
    flags = [element is True for element in value]
    return fact_problem(item, sum(flags), flags)
