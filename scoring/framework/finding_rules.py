"""When a finding is made: rules over scores and answers, as data (method.md 3.11)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ConditionKind(StrEnum):
    """What a condition looks at and how it compares it with its limit.

    "Below" and "above" are strict, "at most" and "at least" are not. The last two belong
    to findings that every framework has; no file names them.
    """

    ITEM_BELOW = "item_below"
    ITEM_AT_MOST = "item_at_most"
    MEAN_BELOW = "mean_below"
    GATE_BELOW = "gate_below"
    CAPABILITY_BEHIND = "capability_behind"
    DIMENSIONS_APART = "dimensions_apart"
    STAGE_AT_LEAST = "stage_at_least"
    LEVELS_SHARE_ABOVE = "levels_share_above"
    SAME_ANSWER_BELOW = "same_answer_below"
    DONT_KNOW_GIVEN = "dont_know_given"
    DONT_KNOW_AT_LEAST = "dont_know_at_least"
    MEDIAN_AT_MOST = "median_at_most"
    CLAIM_ABOVE_FACTS = "claim_above_facts"
    CAP_BINDS = "cap_binds"
    SIDES_APART = "sides_apart"
    SPLIT = "split"
    PROBLEM_SHARE_BELOW = "problem_share_below"
    HIERARCHY_APART = "hierarchy_apart"
    TECHNOLOGY_AHEAD = "technology_ahead"


class When(StrEnum):
    """How many of its conditions a finding needs."""

    ANY = "any"
    ALL = "all"


# Under which key a kind names what it looks at; the others look at everything of their sort.
SUBJECT = {
    ConditionKind.ITEM_BELOW: "item",
    ConditionKind.ITEM_AT_MOST: "item",
    ConditionKind.MEAN_BELOW: "items",
    ConditionKind.GATE_BELOW: "gate",
    ConditionKind.CAPABILITY_BEHIND: "capability",
    ConditionKind.LEVELS_SHARE_ABOVE: "item",
    ConditionKind.SAME_ANSWER_BELOW: "item",
    ConditionKind.DONT_KNOW_GIVEN: "item",
    ConditionKind.DONT_KNOW_AT_LEAST: "item",
    ConditionKind.MEDIAN_AT_MOST: "item",
    ConditionKind.CLAIM_ABOVE_FACTS: "items",
    ConditionKind.SIDES_APART: "capability",
    ConditionKind.SPLIT: "item",
    ConditionKind.PROBLEM_SHARE_BELOW: "item",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a finding; fields that its kind does not use are empty or None.

    `codes` name what is looked at, `group` narrows answers to one group. `levels` belong
    to LEVELS_SHARE_ABOVE, `facts` to CLAIM_ABOVE_FACTS. CAPABILITY_BEHIND compares the
    capability with `limit` while `dimension` is at least `at_least`. `higher` is the side
    that must be higher in SIDES_APART; either may be when it is None. `name` tells the
    conditions of one finding apart for a reader.
    """

    kind: ConditionKind
    codes: tuple[str, ...] = ()
    limit: float | None = None
    group: str | None = None
    name: str | None = None
    levels: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()
    dimension: str | None = None
    at_least: float | None = None
    higher: str | None = None


@dataclass(frozen=True, slots=True)
class FindingRule:
    """A finding, in words, and the conditions under which it is made."""

    code: str
    title: str
    when: When
    conditions: tuple[Condition, ...]
    not_applicable_for: tuple[str, ...] = ()
