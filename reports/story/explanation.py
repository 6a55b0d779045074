"""Explaining a number in words: how it is made, of what, and what each part counts for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.story.gap_labels import signed
from reports.story.numbers import level, listed, percent
from reports.wording import Wording
from scoring.release import Arithmetic, Explained, Release
from scoring.release.explanation import HIERARCHY_CODES, ReleasedExplanation, explain_release
from scoring.release.numbers import NumberKind

LINKED = {Explained.DIMENSION, Explained.CAPABILITY, Explained.ITEM}
# Shares that have a word of their own, to the nearest percent.
TOLERANCE = 0.005


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part: its name, its number in words, what it counts for, and a note.

    `code` leads to its own explanation; None where it has none.
    """

    kind: Explained
    title: str
    value: str
    share: str
    note: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Sum:
    """One step of the arithmetic: sentences, and the list they are about."""

    heading: str
    sentences: tuple[str, ...]
    lines: tuple[PartLine, ...]

    @property
    def has_shares(self) -> bool:
        return any(line.share for line in self.lines)


@dataclass(frozen=True, slots=True)
class ExplanationStory:
    """A number and its arithmetic; `meaning` is the question or what else stands behind it."""

    title: str
    value: str
    meaning: str
    sums: tuple[Sum, ...]
    notes: tuple[str, ...]


def explain(release: Release, wording: Wording, code: str) -> ReleasedExplanation:
    """Explain a number of a round, without groups that it does not ask.

    Raises
    ------
    KeyError
        For a code that the release does not have.
    """
    return explain_release(wording.framework, release, code, wording.absent)


def explanation_story(
    explanation: ReleasedExplanation,
    release: Release,
    wording: Wording,
    linked: Collection[Explained] = LINKED,
) -> ExplanationStory:
    """Tell an explanation, whole or cut for an audience.

    Parts of the kinds in `linked` lead on to their own explanation.
    """
    return ExplanationStory(
        title=_title(explanation, wording),
        value=_value(explanation),
        meaning=_meaning(explanation, wording),
        sums=tuple(_linked(each, linked) for each in _sums(explanation, wording)),
        notes=tuple(_notes(explanation, release)),
    )


# --- Names and numbers ----------------------------------------------------------------------------


def _title(part: ReleasedExplanation, wording: Wording) -> str:
    name: dict[Explained, Callable[[str], str]] = {
        Explained.OVERALL: lambda _code: _("All four dimensions together"),
        Explained.DIMENSION: wording.dimension,
        Explained.CAPABILITY: wording.capability,
        Explained.ITEM: wording.item,
        Explained.GROUP: wording.group,
        Explained.GATE: wording.gate,
        Explained.GAP: lambda code: _gap_title(code, wording),
        Explained.SIDE: lambda _code: listed([wording.group(code) for code in part.groups]),
    }
    return name[part.kind](part.code)


def _gap_title(code: str, wording: Wording) -> str:
    kind, _dash, capability = code.partition("-")
    name = {"capability": wording.capability(capability)}
    if kind == NumberKind.SIDES_GAP:
        return _("Business and IT on “%(capability)s”") % name
    return _("Those above and those below on “%(capability)s”") % name


def _value(part: ReleasedExplanation) -> str:
    if part.value is not None:
        return _number(part, part.value)
    if part.about is not None:
        return _("about level %(level)s") % {"level": part.about}
    return _("not shown") if part.kind is Explained.GATE else _("too few answers to show")


def _number(part: ReleasedExplanation, value: float) -> str:
    """A score as a level, a difference with its sign."""
    return signed(value) if part.kind is Explained.GAP else level(value)


def _meaning(part: ReleasedExplanation, wording: Wording) -> str:
    framework = wording.framework
    if part.kind is Explained.DIMENSION:
        return framework.dimension(part.code).question
    if part.kind is Explained.CAPABILITY:
        return framework.capability(part.code).summary
    return framework.item(part.code).question if part.kind is Explained.ITEM else ""


def _share(part: ReleasedExplanation) -> str:
    share = part.planned if part.weight is None else part.weight
    if share is None:
        return ""
    if share == 0:
        return _("nothing")
    words = {1.0: _("all"), 1 / 2: _("half"), 1 / 3: _("a third"), 1 / 4: _("a quarter")}
    for exact, word in words.items():
        if abs(share - exact) < TOLERANCE:
            return word
    return percent(share)


# --- The steps of the arithmetic ------------------------------------------------------------------


def _sums(part: ReleasedExplanation, wording: Wording) -> Iterator[Sum]:
    if part.arithmetic is Arithmetic.LOWEST and part.kind is Explained.CAPABILITY:
        mean, cap = part.parts
        yield _sum(_("What was answered and found"), _uncapped(mean), mean, wording)
        yield _sum(_("How far the proof carries"), _cap(part, cap), cap, wording)
        return
    tell: dict[Explained, Callable[[ReleasedExplanation], list[str]]] = {
        Explained.OVERALL: _overall,
        Explained.DIMENSION: _dimension,
        Explained.CAPABILITY: _capability,
        Explained.ITEM: lambda item: _item(item, wording),
        Explained.GATE: lambda gate: _gate(gate, wording),
        Explained.GAP: _gap,
    }
    yield _sum("", tell[part.kind](part), part, wording)


def _sum(heading: str, sentences: list[str], whole: ReleasedExplanation, wording: Wording) -> Sum:
    if whole.parts and _is_open(whole):
        sentences = [*sentences, _open_shares()]
    elif whole.comes_out is False:
        sentences = [*sentences, _rounded()]
    lines = tuple(_line(part, whole, wording) for part in whole.parts)
    return Sum(heading, tuple(sentences), lines)


def _linked(told: Sum, kinds: Collection[Explained]) -> Sum:
    lines = (line if line.kind in kinds else replace(line, code=None) for line in told.lines)
    return replace(told, lines=tuple(lines))


def _is_open(whole: ReleasedExplanation) -> bool:
    return any(part.planned and not part.is_shown for part in whole.parts)


def _open_shares() -> str:
    return _(
        "Not every part may be shown, so you cannot add it up yourself. "
        "The shares are those of the rules: a part without answers counts for nothing, "
        "and the others then count for more."
    )


def _rounded() -> str:
    return _(
        "All numbers are shown with one decimal, so the list may come to a tenth more or less."
    )


def _line(part: ReleasedExplanation, whole: ReleasedExplanation, wording: Wording) -> PartLine:
    return PartLine(
        kind=part.kind,
        title=_title(part, wording),
        value=_missing(part) or _part_value(part, whole),
        share=_share(part),
        note=_note(part),
        code=part.code if part.kind in LINKED else None,
    )


def _missing(part: ReleasedExplanation) -> str:
    """Words for a part that openly has no number and counts for nothing."""
    is_openly = part.kind in LINKED and part.planned == 0 and not part.is_shown
    return _("no number yet: a fact is missing") if is_openly else ""


def _part_value(part: ReleasedExplanation, whole: ReleasedExplanation) -> str:
    if whole.kind is Explained.GATE and not part.is_shown:
        return _("not shown by itself")
    return _value(part)


def _note(part: ReleasedExplanation) -> str:
    said = []
    if part.n is not None:
        said.append(ngettext("%(n)s person", "%(n)s people", part.n) % {"n": part.n})
    if part.counts:
        said.append(_("answers 1 to 5: %(counts)s") % {"counts": " · ".join(map(str, part.counts))})
    if part.about is not None:
        said.append(_("only the level is shown, so that nobody is given away"))
    return "; ".join(said)


def _number_of(whole: ReleasedExplanation) -> int:
    """How many parts count, or may."""
    return sum(1 for part in whole.parts if part.planned)


def _overall(part: ReleasedExplanation) -> list[str]:
    if part.value is None:
        return [_("A number for the whole is shown only beside all of its dimensions.")]
    number = _number_of(part)
    return [
        ngettext(
            "%(value)s is the score of the one dimension.",
            "%(value)s is the average of the %(number)s dimensions, which all count alike.",
            number,
        )
        % {"value": level(part.value), "number": number}
    ]


def _dimension(part: ReleasedExplanation) -> list[str]:
    if part.value is None:
        return [_("There is no number to show for this dimension.")]
    number = _number_of(part)
    return [
        ngettext(
            "%(value)s is the score of its one capability.",
            "%(value)s is the average of %(number)s capabilities, which all count alike.",
            number,
        )
        % {"value": level(part.value), "number": number}
    ]


def _capability(part: ReleasedExplanation) -> list[str]:
    if part.value is None:
        return [_("There is no number to show for this capability.")]
    number = _number_of(part)
    if not part.parts:
        return [_("This report was made before single questions were kept.")]
    return [
        ngettext(
            "%(value)s is the score of its one question.",
            "%(value)s is the average of %(number)s questions and facts.",
            number,
        )
        % {"value": level(part.value), "number": number}
    ]


def _uncapped(mean: ReleasedExplanation) -> list[str]:
    number = _number_of(mean)
    if mean.value is None:
        return [
            ngettext(
                "The one question comes to more than the proof carries.",
                "The average of %(number)s questions and facts is more than the proof carries.",
                number,
            )
            % {"number": number}
        ]
    return _capability(mean)


def _cap(whole: ReleasedExplanation, cap: ReleasedExplanation) -> list[str]:
    words = {
        "base": level(cap.base or 0),
        "added": level(cap.added or 0),
        "value": level(cap.value or 0),
        "score": _value(whole),
    }
    rule = _("Claims stand at most %(added)s above the proof: %(base)s + %(added)s = %(value)s.")
    if whole.value == cap.value:
        result = _("The lower of the two counts: %(score)s.")
    else:
        result = _("The average is lower, so it counts as it is: %(score)s.")
    return [rule % words, result % words]


def _item(part: ReleasedExplanation, wording: Wording) -> list[str]:
    if wording.framework.item(part.code).is_fact:
        return [_fact(part)]
    if part.value is None:
        return [_("Too few people stand behind this question to show a number.")]
    return [
        _("%(value)s is the average of what the groups say, each by its share.")
        % {"value": level(part.value)}
    ]


def _fact(part: ReleasedExplanation) -> str:
    if part.value is None:
        return _("This fact is not entered, so it counts for nothing.")
    return _(
        "%(value)s is the level that this fact earns. It is entered once, and nobody's "
        "answers are in it."
    ) % {"value": level(part.value)}


def _gate(part: ReleasedExplanation, wording: Wording) -> list[str]:
    gate = wording.framework.gate(part.code)
    if part.value is None:
        said = [_("Its number is not shown: it would help to work out what a few people said.")]
    else:
        said = [
            ngettext(
                "%(value)s is what its one question comes to.",
                "%(value)s is the lowest of %(number)s questions and facts: "
                "no average makes up for a gate.",
                len(part.parts),
            )
            % {"value": level(part.value), "number": len(part.parts)}
        ]
    said.append(
        _("A pilot needs %(pilot)s, a full start needs %(proceed)s.")
        % {"pilot": level(gate.pilot), "proceed": level(gate.proceed)}
    )
    if part.groups:
        groups = listed([wording.group(code) for code in part.groups])
        said.append(_("Here the answers of %(groups)s do not count.") % {"groups": groups})
    return said


def _gap(part: ReleasedExplanation) -> list[str]:
    first, second = part.parts
    ends = {"first": _value(first), "second": _value(second), "value": _value(part)}
    if first.code == HIERARCHY_CODES[0]:
        rule = _("Those above minus those below: %(first)s − %(second)s = %(value)s.")
    else:
        rule = _("IT minus business: %(first)s − %(second)s = %(value)s.")
    return [
        rule % ends,
        _("Only questions that both sides answered are in it."),
    ]


# --- Below the arithmetic -------------------------------------------------------------------------


def _notes(part: ReleasedExplanation, release: Release) -> Iterator[str]:
    if part.limits is not None and release.confidence is not None:
        yield _("%(confidence)s interval: %(low)s to %(high)s.") % {
            "confidence": percent(release.confidence),
            "low": _number(part, part.limits.low),
            "high": _number(part, part.limits.high),
        }
    is_gate = part.kind is Explained.GATE
    if not is_gate and any(not each.is_shown for each in _all_parts(part)):
        yield _("Nothing is shown that fewer than %(k)s people stand behind.") % {"k": release.k}


def _all_parts(part: ReleasedExplanation) -> Iterator[ReleasedExplanation]:
    for each in part.parts:
        yield each
        yield from _all_parts(each)
