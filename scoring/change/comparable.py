"""What two rounds have in common: the same questions, to groups heard well enough in both."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from scoring.answers import Answers
from scoring.change.results import Notice, NoticeKind, NoticePart, Why
from scoring.facts import check_facts
from scoring.framework import Dimension, Framework
from scoring.parts.responses import checked_headcounts, group_response


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """One round as it was held; see `scoring.score` for its parts."""

    framework: Framework
    answers: Answers
    facts: Mapping[str, object]
    headcounts: Mapping[str, int | None]

    def check(self) -> None:
        """Refuse what does not belong together.

        Raises
        ------
        ValueError
            For answers of another framework version, a fact or headcount that cannot be,
            or a person (`Answers.links`) with two ballots.
        """
        framework, answers = self.framework, self.answers
        items = tuple(item.code for item in framework.respondent_items if item.is_perception)
        groups = tuple(group.code for group in framework.groups)
        if (answers.items, answers.groups) != (items, groups):
            raise ValueError("these answers belong to another framework version")
        check_facts(framework, self.facts)
        checked_headcounts(framework, self.headcounts)
        links = [link for link in answers.links or () if link is not None]
        if len(set(links)) < len(links):
            raise ValueError("a link must not occur twice in a round")

    def groups_below_quorum(self) -> set[str]:
        """Return the groups of which too few people answered (method.md 3.7(9))."""
        answered = self.answers.group[(self.answers.levels > 0).any(axis=1)]
        people = np.bincount(answered, minlength=len(self.answers.groups)).tolist()
        share = self.framework.scoring.small_group_share
        return {
            group.code
            for group, n in zip(self.framework.groups, people, strict=True)
            if not group_response(group, n, self.headcounts.get(group.code), share).met
        }


@dataclass(frozen=True, slots=True)
class Common:
    """What is compared: items and groups by code, in the order of the later framework.

    `items` are all that are the same in both versions, scored or not.
    """

    items: tuple[str, ...]
    groups: tuple[str, ...]
    notices: tuple[Notice, ...]


def in_common(before: Round, after: Round) -> Common:
    """Return what two rounds have in common, with a notice of each kind of thing left out."""
    left_out_items = dict(_items_left_out(before.framework, after.framework))
    left_out_groups = list(_groups_left_out(before, after))
    gone = {code for code, _why in left_out_groups}
    notices = (
        _notice(
            NoticeKind.ITEMS_CHANGED,
            [
                (code, why)
                for code, why in left_out_items.items()
                if _is_scored(before.framework, code) or _is_scored(after.framework, code)
            ],
        ),
        _notice(NoticeKind.GROUPS_LEFT_OUT, left_out_groups),
    )
    return Common(
        items=tuple(i.code for i in after.framework.items if i.code not in left_out_items),
        groups=tuple(g.code for g in after.framework.groups if g.code not in gone),
        notices=tuple(notice for notice in notices if notice.parts),
    )


def common_framework(framework: Framework, items: Collection[str]) -> Framework:
    """Return a framework with some of its scored items, and no rules beyond scores.

    A capability without such an item is left out. A dimension stays even without any, so
    that no overall score can be made of the others.
    """
    return replace(
        framework,
        dimensions=tuple(_reduced(dimension, items) for dimension in framework.dimensions),
        gates=(),
        technology=None,
        pilot=None,
        verdict=None,
        hierarchy=None,
        sides_rule=None,
        priorities=None,
        decay=None,
        findings=None,
    )


def common_answers(answers: Answers, framework: Framework, groups: Collection[str]) -> Answers:
    """Return the answers of some groups, arranged as another framework asks for them."""
    items = tuple(item.code for item in framework.respondent_items)
    order = tuple(group.code for group in framework.groups)
    columns = [answers.items.index(code) for code in items]
    place = np.array([order.index(code) if code in groups else -1 for code in answers.groups])
    kept = answers.chosen(place[answers.group] >= 0)
    return replace(
        kept,
        items=items,
        groups=order,
        group=place[kept.group],
        levels=kept.levels[:, columns],
        dont_know=kept.dont_know[:, columns],
        not_applicable=kept.not_applicable[:, columns],
    )


def _items_left_out(before: Framework, after: Framework) -> Iterator[tuple[str, Why]]:
    for item in after.items:
        code = item.code
        if not before.has_item(code):
            yield code, Why.NEW
        elif (
            before.item_fingerprint(code) != after.item_fingerprint(code)
            or before.item(code).scored != item.scored
        ):
            yield code, Why.CHANGED
        elif before.item(code).capability != item.capability:
            yield code, Why.MOVED
    yield from ((item.code, Why.GONE) for item in before.items if not after.has_item(item.code))


def _meaning(framework: Framework, code: str) -> tuple[str, bool]:
    return framework.item_fingerprint(code), framework.item(code).scored


def _groups_left_out(before: Round, after: Round) -> Iterator[tuple[str, Why]]:
    known_before = {group.code for group in before.framework.groups}
    known_after = {group.code for group in after.framework.groups}
    low_before, low_after = before.groups_below_quorum(), after.groups_below_quorum()
    for group in after.framework.groups:
        if group.code not in known_before:
            yield group.code, Why.NEW
            continue
        if group.code in low_before:
            yield group.code, Why.BELOW_QUORUM_BEFORE
        if group.code in low_after:
            yield group.code, Why.BELOW_QUORUM_AFTER
    for group in before.framework.groups:
        if group.code not in known_after:
            yield group.code, Why.GONE


def _notice(kind: NoticeKind, parts: Collection[tuple[str, Why]]) -> Notice:
    return Notice(kind, tuple(NoticePart(code, why) for code, why in parts))


def _is_scored(framework: Framework, code: str) -> bool:
    return framework.has_item(code) and framework.item(code).scored


def _reduced(dimension: Dimension, items: Collection[str]) -> Dimension:
    capabilities = [
        replace(part, items=tuple(i for i in part.items if i.scored and i.code in items))
        for part in dimension.capabilities
    ]
    return replace(dimension, capabilities=tuple(part for part in capabilities if part.items))
