"""What changed since the round before: only what is more than chance, in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.material import Material
from reports.story.numbers import level, listed, quoted
from reports.story.verdict_names import rule_words, verdict_name
from reports.wording import Wording
from scoring.change.labels import ChangeLabel
from scoring.change.released import ReleasedChange, ReleasedRoundChange
from scoring.change.results import FactChange, FactState, GateFlip, Notice, NoticeKind, Why
from scoring.framework import Item, ItemType
from scoring.release import GateStatus

EVIDENCE = {ItemType.EVIDENCE_4, ItemType.EVIDENCE_6}


def earlier_round(material: Material) -> str:
    """What the round before is called; nothing in a first round."""
    return material.history[-2].round if len(material.history) > 1 else ""


def change_finding(material: Material) -> str:
    """What became of the overall score since the round before."""
    change, since = material.change, {"round": earlier_round(material)}
    if change is None:
        return _("How the scores moved since %(round)s cannot be told from chance.") % since
    if change.overall is None:
        return _("The overall score cannot be compared with that of %(round)s.") % since
    words = since | _numbers(change.overall)
    if change.overall.label is ChangeLabel.NOT_DISTINGUISHABLE:
        return _(
            "No detectable change since %(round)s: %(before)s on average then, %(after)s now."
        ) % words  # fmt: skip
    if change.overall.change > 0:
        return _(
            "The average of all rose from %(before)s to %(after)s since %(round)s: "
            "more than chance."
        ) % words  # fmt: skip
    return _(
        "The average of all fell from %(before)s to %(after)s since %(round)s: more than chance."
    ) % words  # fmt: skip


def change_sentences(material: Material) -> tuple[str, ...]:
    """The dimensions and capabilities that really changed, and that the others did not."""
    change, wording = material.change, material.wording
    if change is None:
        return ()
    known = [
        *((part, wording.dimension(part.code or "")) for part in change.dimensions),
        *((part, wording.capability(part.code or "")) for part in change.capabilities),
    ]
    moved = [
        change_sentence(part, title)
        for part, title in known
        if part.label is not ChangeLabel.NOT_DISTINGUISHABLE
    ]
    still = [
        wording.dimension(part.code or "")
        for part in change.dimensions
        if part.label is ChangeLabel.NOT_DISTINGUISHABLE
    ]
    if still:
        moved.append(
            _("No detectable change: %(dimensions)s.") % {"dimensions": listed(still)}
        )  # fmt: skip
    return tuple(moved)


def change_sentence(part: ReleasedChange, title: str) -> str:
    """How one score moved, with what it would take to be more than chance."""
    words = {"title": title, **_numbers(part)}
    is_small = part.label is ChangeLabel.REAL_SMALL
    if part.change > 0 and is_small:
        return _(
            "“%(title)s” rose from %(before)s to %(after)s: more than chance (%(mdc)s), but little."
        ) % words  # fmt: skip
    if part.change > 0:
        return _(
            "“%(title)s” rose from %(before)s to %(after)s; from %(mdc)s on it is more than chance."
        ) % words  # fmt: skip
    if is_small:
        return _(
            "“%(title)s” fell from %(before)s to %(after)s: more than chance (%(mdc)s), but little."
        ) % words  # fmt: skip
    return _(
        "“%(title)s” fell from %(before)s to %(after)s; from %(mdc)s on it is more than chance."
    ) % words  # fmt: skip


def change_word(label: ChangeLabel) -> str:
    """What a change is called in a table."""
    return {
        ChangeLabel.REAL: _("real change"),
        ChangeLabel.REAL_SMALL: _("real, but small"),
        ChangeLabel.NOT_DISTINGUISHABLE: _("no detectable change"),
    }[label]


def verdict_sentences(change: ReleasedRoundChange, wording: Wording) -> Iterator[str]:
    """Yield what became of the verdict, with the rules, and of each gate."""
    verdict = change.verdict
    if verdict is None:
        return
    words = {
        "before": verdict_name(verdict.before),
        "after": verdict_name(verdict.after),
        "rule_before": rule_words(verdict.before_rule),
        "rule_after": rule_words(verdict.after_rule),
    }
    if verdict.is_changed:
        yield _(
            "By the rules the verdict went from “%(before)s” (%(rule_before)s) "
            "to “%(after)s” (%(rule_after)s)."
        ) % words  # fmt: skip
    else:
        yield (
            _("By the rules the verdict is the same as before: “%(after)s” (%(rule_after)s).")
            % words
        )
    yield from (_gate(flip, wording) for flip in verdict.gates)


def fact_sentences(change: ReleasedRoundChange, wording: Wording) -> Iterator[str]:
    """Yield the facts that are others than before; facts change for certain."""
    for fact in change.facts:
        if fact.before != fact.after:
            yield _fact(fact, wording.framework.item(fact.code))


def notice_sentences(change: ReleasedRoundChange, wording: Wording) -> tuple[str, ...]:
    """What to know before reading the comparison."""
    found = chain.from_iterable(_notice(notice, wording) for notice in change.notices)
    hidden = (
        [_("Some changes are not shown: too few answers in one of the rounds.")]
        if change.hidden
        else []
    )
    return (*found, *hidden)


def _numbers(part: ReleasedChange) -> dict[str, str]:
    return {
        "before": level(part.before),
        "after": level(part.after),
        "mdc": level(part.mdc),
    }


def _gate(flip: GateFlip, wording: Wording) -> str:
    words = {"gate": wording.gate(flip.code)}
    return {
        GateStatus.PASSED: _("The gate “%(gate)s” is passed now."),
        GateStatus.WARNED: _("The gate “%(gate)s” is not quite passed now."),
        GateStatus.FAILED: _("The gate “%(gate)s” is not passed now."),
        GateStatus.UNPROVEN: _("The gate “%(gate)s” is not proven now."),
        GateStatus.NOT_APPLICABLE: _("The gate “%(gate)s” does not apply any more."),
    }[flip.after] % words


def _fact(fact: FactChange, item: Item) -> str:
    words = {
        "fact": item.title,
        "before": fact_value(item, fact.before),
        "after": fact_value(item, fact.after),
    }
    return _("“%(fact)s”: %(before)s before, %(after)s now.") % words


def fact_value(item: Item, state: FactState) -> str:
    """A fact as a text: elements of a checklist, a stage in words, a number with its unit."""
    if state.not_applicable:
        return _("does not apply")
    if state.number is None:
        return _("not entered")
    if item.type in EVIDENCE:
        return _("%(there)s of %(all)s points") % {
            "there": f"{state.number:.0f}",
            "all": len(item.elements),
        }
    if item.options:
        return quoted(item.options[int(state.number)])
    number = number_format(round(state.number, 1), 0 if state.number.is_integer() else 1)
    return f"{number}\N{NO-BREAK SPACE}{item.unit}" if item.unit else number


def _notice(notice: Notice, wording: Wording) -> Iterator[str]:
    number = len(notice.parts)
    if notice.kind is NoticeKind.ITEMS_CHANGED:
        yield ngettext(
            "%(number)s question is not the same in both rounds and is left out.",
            "%(number)s questions are not the same in both rounds and are left out.",
            number,
        ) % {"number": number}
    elif notice.kind is NoticeKind.ITEMS_IN_ONE_ROUND:
        yield ngettext(
            "%(number)s question has a score in one of the rounds only and is left out.",
            "%(number)s questions have a score in one of the rounds only and are left out.",
            number,
        ) % {"number": number}
    elif notice.kind is NoticeKind.GROUPS_LEFT_OUT:
        names = [wording.groups.get(code, code) for code in dict.fromkeys(notice.codes)]
        if any(part.why in {Why.NEW, Why.GONE} for part in notice.parts):
            yield _("Not in both rounds, or too few answers in one: %(groups)s.") % {
                "groups": listed(names)
            }
        else:
            yield _("Left out, too few answers in one of the rounds: %(groups)s.") % {
                "groups": listed(names)
            }
    else:
        yield _(
            "%(dimensions)s fell although its facts got better. People who learn more may rate "
            "lower, so this can be a good sign."
        ) % {"dimensions": listed([wording.dimension(code) for code in notice.codes])}
