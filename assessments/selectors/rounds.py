"""One round as its page shows it: who has answered, what is missing, and what comes next."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.text import get_text_list
from django.utils.translation import gettext

from assessments.models import Round
from assessments.selectors.clients import has_ended
from assessments.selectors.facts import fact_items, missing_facts
from assessments.selectors.frameworks import framework_of
from assessments.selectors.participation import Participation, left_out, participation_of
from scoring.framework import Group, Item


class Step(StrEnum):
    """What a consultant does next with a round."""

    OPEN = "open"
    INVITE = "invite"
    FACTS = "facts"
    CLOSE = "close"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class RoundOverview:
    """Everything the page of a round says about it."""

    round: Round
    participation: Participation
    left_out: tuple[Group, ...]
    fact_count: int
    missing_facts: tuple[Item, ...]
    has_ended: bool
    step: Step

    @property
    def facts_entered(self) -> int:
        return self.fact_count - len(self.missing_facts)

    @property
    def left_out_names(self) -> str:
        """Name the groups without which the report gives no verdict."""
        return get_text_list([group.title for group in self.left_out], gettext("and"))


def round_overview(round: Round, today: date) -> RoundOverview:
    """Return the overview of a round."""
    participation = participation_of([round])[round.pk]
    missing = missing_facts(round)
    return RoundOverview(
        round=round,
        participation=participation,
        left_out=left_out(
            framework_of(round.framework_version_id), (each.code for each in participation.groups)
        ),
        fact_count=len(fact_items(round)),
        missing_facts=missing,
        has_ended=has_ended(round, today),
        step=_next_step(round, participation, len(missing), today),
    )


def _next_step(round: Round, participation: Participation, missing: int, today: date) -> Step:
    if round.is_draft:
        return Step.OPEN
    if round.is_closed:
        return Step.REPORT
    if has_ended(round, today):
        return Step.CLOSE
    if not participation.handed_in and not participation.started:
        return Step.INVITE
    if missing:
        return Step.FACTS
    return Step.CLOSE if participation.is_enough else Step.INVITE
