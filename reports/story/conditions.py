"""Each kind of condition of a finding as sentences, with the numbers that made it hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import floor

from django.utils.translation import gettext as _

from reports.story.gaps import gap_sentence
from reports.story.numbers import below_limit, level, listed, percent, quoted
from reports.wording import Wording
from scoring.findings import Fired
from scoring.framework import LEVELS, Condition, ConditionKind, Item
from scoring.release import Release
from scoring.release.parts import ReleasedItemCell

# The two ends of the scale at which people stand in a split (method.md 3.8).
LOW_END, HIGH_END = slice(0, 2), slice(3, LEVELS)


@dataclass(frozen=True, slots=True)
class Case:
    """A condition that holds, its rule where the framework has one, and what it is told from."""

    fired: Fired
    rule: Condition | None
    release: Release
    wording: Wording

    @property
    def code(self) -> str:
        return self.fired.codes[0]

    @property
    def item(self) -> Item:
        return self.wording.framework.item(self.code)

    @property
    def group(self) -> str:
        """The name of the one group looked at; empty where all count."""
        return self.wording.group(self.fired.group) if self.fired.group else ""


def condition_sentences(case: Case) -> tuple[str, ...]:
    """Say a condition in one sentence or a few; its number is left out where it is hidden."""
    return _SENTENCES[case.fired.kind](case)


def _item_level(case: Case) -> tuple[str, ...]:
    """An item below its limit, or at most at it."""
    words = {"item": case.item.title, "group": case.group}
    if case.fired.value is None or case.fired.limit is None:
        return (_("“%(item)s” stands low.") % words,)
    if case.item.is_fact:
        return (_fact_level(case),)
    words |= _against_limit(case.fired.kind, case.fired.value, case.fired.limit)
    if case.group and case.fired.kind is ConditionKind.ITEM_AT_MOST:
        said = _("%(group)s: “%(item)s” stands at %(score)s; more than %(limit)s is needed.")
    elif case.group:
        said = _("%(group)s: “%(item)s” stands at %(score)s; at least %(limit)s is needed.")
    elif case.fired.kind is ConditionKind.ITEM_AT_MOST:
        said = _("“%(item)s” stands at %(score)s on average; more than %(limit)s is needed.")
    else:
        said = _("“%(item)s” stands at %(score)s on average; at least %(limit)s is needed.")
    return (said % words,)


def _against_limit(kind: ConditionKind, value: float, limit: float) -> dict[str, str]:
    """A value and the limit it misses; only what must reach its limit is "just under" it."""
    is_strict = kind is not ConditionKind.ITEM_AT_MOST
    return {
        "score": below_limit(value, limit) if is_strict else level(value),
        "limit": level(limit),
    }


def _fact_level(case: Case) -> str:
    value = case.fired.value or 0.0
    return _("The fact “%(item)s” stands at level %(level)s of 5.") % {
        "item": case.item.title,
        "level": f"{value:.0f}" if value.is_integer() else level(value),
    }


def _mean_level(case: Case) -> tuple[str, ...]:
    words = {"items": listed([quoted(case.wording.item(code)) for code in case.fired.codes])}
    if case.fired.value is None or case.fired.limit is None:
        return (_("%(items)s stand low together.") % words,)
    words |= _against_limit(case.fired.kind, case.fired.value, case.fired.limit)
    return (_("%(items)s together stand at %(score)s; at least %(limit)s is needed.") % words,)


def _gate(case: Case) -> tuple[str, ...]:
    gate = case.wording.framework.gate(case.code)
    if case.fired.value is None or case.fired.limit is None:
        return (gate.failed,)
    words = _against_limit(case.fired.kind, case.fired.value, case.fired.limit)
    words["gate"] = gate.title
    return (_("The gate “%(gate)s” stands at %(score)s; at least %(limit)s is needed.") % words,)


def _capability_behind(case: Case) -> tuple[str, ...]:
    ahead = case.fired.codes[1]
    score = next((part.score for part in case.release.dimensions if part.code == ahead), None)
    words = {
        "capability": case.wording.capability(case.code),
        "dimension": case.wording.dimension(ahead),
    }
    if case.fired.value is None or score is None:
        return (_("“%(capability)s” stays behind “%(dimension)s”.") % words,)
    words |= {"low": level(case.fired.value), "high": level(score)}
    return (
        _("“%(capability)s” stands at %(low)s, while “%(dimension)s” stands at %(high)s.") % words,
    )


def _dimensions_apart(case: Case) -> tuple[str, ...]:
    scores = {part.code: part.score for part in case.release.dimensions}
    first, last = case.fired.codes
    words = {"first": case.wording.dimension(first), "last": case.wording.dimension(last)}
    high, low = scores.get(first), scores.get(last)
    if high is None or low is None:
        return (_("“%(first)s” leads “%(last)s”.") % words,)
    words |= {"high": level(high), "low": level(low)}
    return (_("“%(first)s” leads with %(high)s; “%(last)s” stands at %(low)s.") % words,)


def _stage(case: Case) -> tuple[str, ...]:
    stages, value = case.wording.stages, case.fired.value
    if value is None or not 0 <= value < len(stages):
        return ()
    return (_("Technology has come this far: %(stage)s") % {"stage": stages[int(value)]},)


def _levels_share(case: Case) -> tuple[str, ...]:
    """The share of people who chose one of some answers."""
    choices = case.wording.framework.choices(case.item)
    chosen = [choices[number - 1] for number in (case.rule.levels if case.rule else ())]
    words = {
        "item": case.item.title,
        "answers": listed([quoted(choice.rstrip(".")) for choice in chosen]),
    }
    if case.fired.value is None or not chosen:
        return (_("Many gave a low answer to “%(item)s”.") % words,)
    words["share"] = percent(case.fired.value)
    return (_("On “%(item)s”, %(share)s chose one of these: %(answers)s.") % words,)


def _same_answer(case: Case) -> tuple[str, ...]:
    words = {"item": case.item.title}
    if case.fired.value is None:
        return (_("People do not agree on “%(item)s”.") % words,)
    words["share"] = percent(case.fired.value)
    return (_("Only %(share)s give the same answer on “%(item)s”.") % words,)


def _dont_know_given(case: Case) -> tuple[str, ...]:
    words = {"item": case.item.title, "group": case.group}
    if case.group:
        return (_("%(group)s: somebody answers “don't know” on “%(item)s”.") % words,)
    return (_("Somebody answers “don't know” on “%(item)s”.") % words,)


def _dont_know_share(case: Case) -> tuple[str, ...]:
    words = {"item": case.item.title, "group": case.group}
    if case.fired.value is None:
        return (_("Many answer “don't know” on “%(item)s”.") % words,)
    words["share"] = percent(case.fired.value)
    if case.group:
        return (_("%(group)s: %(share)s answer “don't know” on “%(item)s”.") % words,)
    return (_("%(share)s answer “don't know” on “%(item)s”.") % words,)


def _median(case: Case) -> tuple[str, ...]:
    choices = case.wording.framework.choices(case.item)
    words = {"item": case.item.title, "group": case.group}
    if case.fired.value is None or not choices:
        return (_("“%(item)s” stands low.") % words,)
    middle = max(1, min(LEVELS, floor(case.fired.value)))
    words["answer"] = choices[middle - 1].rstrip(".")
    if middle == 1 and case.group:
        return (_("%(group)s: at least half answer “%(answer)s” on “%(item)s”.") % words,)
    if middle == 1:
        return (_("At least half answer “%(answer)s” on “%(item)s”.") % words,)
    if case.group:
        return (_("%(group)s: half answer “%(answer)s” or lower on “%(item)s”.") % words,)
    return (_("Half answer “%(answer)s” or lower on “%(item)s”.") % words,)


def _claim(case: Case) -> tuple[str, ...]:
    """A group's view of things against the facts."""
    framework = case.wording.framework
    facts = [code for code in case.fired.codes if framework.item(code).is_fact]
    views = [code for code in case.fired.codes if code not in facts]
    words = {
        "group": case.group,
        "views": listed([quoted(case.wording.item(code)) for code in views]),
        "facts": listed([quoted(case.wording.item(code)) for code in facts]),
    }
    if case.fired.value is None:
        said = _("%(group)s see things brighter than the facts show.") % words
    else:
        words["gap"] = level(case.fired.value)
        said = _("%(group)s see things %(gap)s levels above the facts.") % words
    return (said, _("They were asked about %(views)s.") % words, _("The facts: %(facts)s.") % words)


def _cap(case: Case) -> tuple[str, ...]:
    """Claims that go further than their evidence, one by one."""
    parts = {part.code: part for part in case.release.capabilities}
    said = []
    for code in case.fired.codes:
        part = parts[code]
        words = {"capability": case.wording.capability(code)}
        if part.perception is None or part.evidence is None:
            said.append(_("“%(capability)s” is held down by its facts.") % words)
            continue
        words |= {"view": level(part.perception), "evidence": level(part.evidence)}
        said.append(
            _("“%(capability)s”: answers stand at %(view)s, the facts at %(evidence)s.") % words
        )
    return tuple(said)


def _sides(case: Case) -> tuple[str, ...]:
    gap = next((gap for gap in case.release.gaps if gap.capability == case.code), None)
    if gap is not None:
        return (gap_sentence(gap, case.wording),)
    words = {"capability": case.wording.capability(case.code)}
    return (_("Business and IT see “%(capability)s” differently.") % words,)


def _hierarchy(case: Case) -> tuple[str, ...]:
    gaps = case.release.hierarchy_gaps
    gap = next((gap for gap in gaps if gap.capability == case.code), None)
    words = {"capability": case.wording.capability(case.code)}
    if gap is None:
        return (_("Leaders see “%(capability)s” brighter than the people below them.") % words,)
    words |= {
        "above": listed([case.wording.group(code) for code in gap.upper_groups]),
        "below": listed([case.wording.group(code) for code in gap.lower_groups]),
        "high": level(gap.upper),
        "low": level(gap.lower),
    }
    return (
        _("“%(capability)s”: %(above)s see level %(high)s on average, %(below)s %(low)s.") % words,
    )


def _split(case: Case) -> tuple[str, ...]:
    words = {"item": case.item.title}
    ends = _ends(case)
    if ends is None:
        return (_("On “%(item)s” people stand in two camps.") % words,)
    low, high = ends
    words |= {"low": percent(low), "high": percent(high)}
    return (
        _("On “%(item)s” people stand in two camps: %(low)s answer low, %(high)s high.") % words,
    )


def _ends(case: Case) -> tuple[float, float] | None:
    """The shares at the two ends of the scale, where the answers of all groups are shown."""
    item = next((item for item in case.release.items if item.code == case.code), None)
    if item is None:
        return None
    cells = [cell for cell in item.cells if _is_counted_in(cell, case)]
    if not cells or not all(cell.counts for cell in cells):
        return None
    counts = [sum(column) for column in zip(*(cell.counts for cell in cells), strict=True)]
    return sum(counts[LOW_END]) / sum(counts), sum(counts[HIGH_END]) / sum(counts)


def _is_counted_in(cell: ReleasedItemCell, case: Case) -> bool:
    return cell.group not in case.wording.absent


def _problem_share(case: Case) -> tuple[str, ...]:
    if case.fired.value is None:
        return (_("People name different problems that CRM should solve."),)
    share = percent(case.fired.value)
    return (_("Only %(share)s name the same problem that CRM should solve.") % {"share": share},)


def _technology(case: Case) -> tuple[str, ...]:
    technology = case.release.technology
    known = technology and technology.required is not None and technology.foundation is not None
    if technology is None or not known:
        return (_("Technology is ahead of the organisation."),)
    return (
        _("This stage of technology needs %(needed)s, and the organisation stands at %(there)s.")
        % {
            "needed": level(technology.required or 0),
            "there": level(technology.foundation or 0),
        },
    )


_SENTENCES: Mapping[ConditionKind, Callable[[Case], tuple[str, ...]]] = {
    ConditionKind.ITEM_BELOW: _item_level,
    ConditionKind.ITEM_AT_MOST: _item_level,
    ConditionKind.MEAN_BELOW: _mean_level,
    ConditionKind.GATE_BELOW: _gate,
    ConditionKind.CAPABILITY_BEHIND: _capability_behind,
    ConditionKind.DIMENSIONS_APART: _dimensions_apart,
    ConditionKind.STAGE_AT_LEAST: _stage,
    ConditionKind.LEVELS_SHARE_ABOVE: _levels_share,
    ConditionKind.SAME_ANSWER_BELOW: _same_answer,
    ConditionKind.DONT_KNOW_GIVEN: _dont_know_given,
    ConditionKind.DONT_KNOW_AT_LEAST: _dont_know_share,
    ConditionKind.MEDIAN_AT_MOST: _median,
    ConditionKind.CLAIM_ABOVE_FACTS: _claim,
    ConditionKind.CAP_BINDS: _cap,
    ConditionKind.SIDES_APART: _sides,
    ConditionKind.SPLIT: _split,
    ConditionKind.PROBLEM_SHARE_BELOW: _problem_share,
    ConditionKind.HIERARCHY_APART: _hierarchy,
    ConditionKind.TECHNOLOGY_AHEAD: _technology,
}
