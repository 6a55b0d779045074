"""Who is believed to own CRM: by how many people, and how far they agree."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.story.numbers import level, percent
from reports.wording import Wording
from scoring.framework import LEVELS, Condition, ConditionKind
from scoring.limits import below
from scoring.release import Release

# The finding that CRM has no owner; its question is the one on which people should agree.
RULE = "R-OWN"


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer given most often, how many gave it, and how many were heard."""

    text: str
    people: int
    heard: int

    @property
    def share(self) -> float:
        return self.people / self.heard


def owner_sentence(release: Release, wording: Wording, *, shows_people: bool = True) -> str:
    """Who answers for CRM as people see it, as far as it may be shown.

    Parameters
    ----------
    shows_people
        Whether the reader may see numbers of people; else only their share is said.

    Returns
    -------
    str
        Empty for a framework without a question about the owner.
    """
    condition = _condition(wording)
    if condition is None:
        return ""
    code = condition.codes[0]
    answer, share = _most_frequent(release, wording, code), _fired_share(release, code)
    if answer is not None:
        is_split = share is not None or below(answer.share, condition.limit or 0.0)
        return _with_answer(answer, is_split=is_split, shows_people=shows_people)
    if share is not None:
        return _("Only %(share)s give the same answer to the question who answers for CRM.") % {
            "share": percent(share)
        }
    return _with_score(release, wording, code)


def _condition(wording: Wording) -> Condition | None:
    return next(
        (
            condition
            for rule in wording.framework.findings or ()
            if rule.code == RULE
            for condition in rule.conditions
            if condition.kind is ConditionKind.SAME_ANSWER_BELOW
        ),
        None,
    )


def _most_frequent(release: Release, wording: Wording, code: str) -> _Answer | None:
    """Return the answer most people gave; None unless the answers of every group are shown.

    Those who do not know count as the lowest answer: an owner nobody knows is none.
    """
    item = next((item for item in release.items if item.code == code), None)
    cells = [cell for cell in item.cells if cell.group not in wording.absent] if item else []
    if not cells or not all(cell.counts for cell in cells):
        return None
    counts = [sum(column) for column in zip(*(cell.counts for cell in cells), strict=True)]
    most = max(range(LEVELS), key=counts.__getitem__)
    choices = wording.framework.choices(wording.framework.item(code))
    return _Answer(choices[most], counts[most], sum(counts))


def _with_answer(answer: _Answer, *, is_split: bool, shows_people: bool) -> str:
    words = {
        "answer": answer.text.rstrip("."),
        "people": answer.people,
        "heard": answer.heard,
        "share": percent(answer.share),
    }
    if shows_people and is_split:
        return (
            _(
                "People do not agree on who answers for CRM. The most frequent answer is "
                "“%(answer)s”, from %(people)s of %(heard)s (%(share)s)."
            )
            % words
        )
    if shows_people:
        return (
            _("Who answers for CRM? %(people)s of %(heard)s (%(share)s) say: “%(answer)s”.") % words
        )
    if is_split:
        return (
            _(
                "People do not agree on who answers for CRM. The most frequent answer is "
                "“%(answer)s”, from %(share)s."
            )
            % words
        )
    return _("Who answers for CRM? %(share)s say: “%(answer)s”.") % words


def _fired_share(release: Release, code: str) -> float | None:
    return next(
        (
            fired.value
            for finding in release.findings
            if finding.code == RULE
            for fired in finding.conditions
            if fired.kind is ConditionKind.SAME_ANSWER_BELOW and fired.codes == (code,)
        ),
        None,
    )


def _with_score(release: Release, wording: Wording, code: str) -> str:
    item = next((item for item in release.items if item.code == code), None)
    if item is None or item.score is None:
        return _("Who answers for CRM cannot be told: there are too few answers to show.")
    return _("“%(item)s” stands at %(score)s on average; single answers cannot be shown.") % {
        "item": wording.item(code),
        "score": level(item.score),
    }
