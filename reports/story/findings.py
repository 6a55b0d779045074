"""What stands out in a round, finding by finding, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.story.checklists import Checklist, checklist
from reports.story.conditions import Case, condition_sentences
from reports.wording import Wording
from scoring.findings import Finding, Fired
from scoring.framework import Condition
from scoring.release import Release

# Sentences that a finding gets in a list of findings.
MOST_SENTENCES = 3
# Gaps, camps and "don't know" have pages or notes of their own.
TOLD_ELSEWHERE = ("R-HIER", "R-BIT", "R-CAMP", "R-DK")
# What costs most when it is overlooked.
FIRST = "R-SEQ"


@dataclass(frozen=True, slots=True)
class FindingStory:
    """A finding: its code in the method, what it is called, why, and points to tick off."""

    code: str
    title: str
    sentences: tuple[str, ...]
    checklist: Checklist


def finding_stories(release: Release, wording: Wording) -> tuple[FindingStory, ...]:
    """Tell the findings that may be shown, in the order of the framework.

    A release of schema 1 holds none, and neither does one in which everything is hidden.
    """
    return tuple(_story(finding, release, wording) for finding in release.findings)


def by_importance(stories: Sequence[FindingStory]) -> list[FindingStory]:
    """The order to tell findings in: what has a page of its own comes last."""
    return sorted(stories, key=lambda story: (story.code != FIRST, _turn(story.code)))


def _turn(code: str) -> int:
    return TOLD_ELSEWHERE.index(code) + 1 if code in TOLD_ELSEWHERE else 0


def finding_sentence(story: FindingStory) -> str:
    """A finding in one paragraph that begins with its title."""
    said = [story.title, *story.sentences[:MOST_SENTENCES]]
    if story.checklist.points:
        points = "; ".join(point.rstrip(".") for point in story.checklist.points)
        said.append(f"{story.checklist.title} {points}.")
    return " ".join(said)


def _story(finding: Finding, release: Release, wording: Wording) -> FindingStory:
    sentences = [
        sentence
        for fired in finding.conditions
        for sentence in condition_sentences(
            Case(fired, _rule(finding.code, fired, wording), release, wording)
        )
    ]
    return FindingStory(
        code=finding.code,
        title=_title(finding.code, wording),
        sentences=tuple(dict.fromkeys(sentences)),
        checklist=checklist(finding, release, wording),
    )


def _title(code: str, wording: Wording) -> str:
    general = {
        "R-SEQ": _("Technology is ahead of the organisation."),
        "R-DK": _("Many people cannot say how some things stand."),
        "R-CAMP": _("On some questions people stand in two camps."),
        "R-HIER": _("Leaders see things brighter than the people below them."),
        "R-BIT": _("Business and IT see some things differently."),
    }
    return general[code] if code in general else wording.framework.finding(code).title


def _rule(code: str, fired: Fired, wording: Wording) -> Condition | None:
    """Find the condition as the framework writes it; the general findings have none."""
    rules = {rule.code: rule for rule in wording.framework.findings or ()}
    conditions = rules[code].conditions if code in rules else ()
    return next(
        (
            condition
            for condition in conditions
            if (condition.kind, condition.codes, condition.group)
            == (fired.kind, fired.codes, fired.group)
        ),
        None,
    )
