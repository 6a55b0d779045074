"""Counting votes by group. Counts never leave the server: screens get a live release of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Count

from assessments.enums import VotePhase
from assessments.models import Ballot, Reveal, Round, Session, Vote
from assessments.selectors.answering import items_asked
from assessments.selectors.frameworks import framework_of
from scoring.framework import LEVELS, Framework, Item, ItemType
from scoring.json_form import from_plain
from scoring.release.live import Codes, LiveRelease, Tally, live_release

CHUNK = 1000
# Item -> group -> how often each value was chosen.
Counts = dict[str, dict[str, dict[str, int]]]
# What a level can be chosen for on a phone.
CAN_BE_VOTED = frozenset({ItemType.ANCHORED, ItemType.AGREEMENT, ItemType.AGREEMENT_REVERSED})


def items_to_vote(round: Round) -> tuple[Item, ...]:
    """Return the items a room can vote on, in the order of the framework."""
    client_type = round.assessment.client.client_type
    asked = {
        code
        for group in round.groups.all()
        for code in items_asked(round.framework_version_id, group.code, client_type)
    }
    return tuple(
        item
        for item in framework_of(round.framework_version_id).items
        if item.code in asked and item.type in CAN_BE_VOTED
    )


def answers_before(round: Round) -> Counts:
    """Count the answers handed in so far, by item and group."""
    codes = {item.code for item in items_to_vote(round)}
    counts: Counts = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    rows = Ballot.objects.filter(round=round).values_list("group__code", "answers")
    for group, answers in rows.iterator(chunk_size=CHUNK):
        for code in codes & answers.keys():
            counts[code][group][str(answers[code])] += 1
    return {
        item: {group: dict(by) for group, by in groups.items()} for item, groups in counts.items()
    }


def tallies_of(session: Session, item: str, phase: int) -> dict[str, Tally]:
    """Return the votes of each group that is asked an item.

    The first vote of those who handed in before the workshop is what they answered then.
    """
    counts: dict[str, dict[str, int]] = {code: {} for code in groups_asked(session.round, item)}
    if phase == VotePhase.BLIND:
        for group, chosen in session.answered_before.get(item, {}).items():
            counts.setdefault(group, {}).update(chosen)
    votes = Vote.objects.filter(session=session, item=item, phase=phase)
    for group, value, n in votes.values_list("group__code", "value").annotate(Count("pk")):
        counts[group][value] = counts[group].get(value, 0) + n
    is_reversed = framework_of(session.round.framework_version_id).item(item).is_reversed
    return {group: _tally(chosen, is_reversed) for group, chosen in counts.items()}


def tallies_by_item(session: Session) -> dict[str, dict[str, Tally]]:
    """Return what was answered before the workshop: item, group, votes."""
    framework = framework_of(session.round.framework_version_id)
    return {
        code: {
            group: _tally(chosen, framework.item(code).is_reversed)
            for group, chosen in groups.items()
        }
        for code, groups in session.answered_before.items()
    }


def release_of(session: Session, item: str, tallies: Mapping[str, Tally]) -> LiveRelease:
    """Return what the room may see of these votes on an item."""
    groups = {group.code: group for group in session.round.groups.all()}
    framework = framework_of(session.round.framework_version_id)
    return live_release(
        tallies,
        k=session.round.k,
        sides=sides_of(framework, {code: group.side for code, group in groups.items()}),
        headcounts={code: group.headcount for code, group in groups.items()},
        with_bars=not _was_counted_out(session, item),
    )


def _was_counted_out(session: Session, item: str) -> bool:
    """Tell whether answers to an item may be known already, from a workshop or a report.

    Whoever votes again, and whose answers are in that report, is not known. So it is taken for
    granted that they are the same people, perhaps without one.
    """
    if session.round.was_closed:
        return True
    others = Reveal.objects.filter(session__round=session.round, session__is_rehearsal=False)
    shown = others.exclude(session=session).filter(item=item).values_list("shown", flat=True)
    return any(
        view.bars is not None for plain in shown for view in from_plain(LiveRelease, plain).views
    )


def sides_of(framework: Framework, sides: Mapping[str, str]) -> tuple[tuple[Codes, Codes], ...]:
    """Return what is compared: business and IT, and those above with those below."""
    business, it = (_on(side, sides) for side in ("business", "it"))
    rule = framework.hierarchy
    compared = [(business, it)]
    if rule is not None:
        compared.append((rule.upper, rule.lower))
    return tuple(compared)


def groups_asked(round: Round, item: str) -> Iterable[str]:
    """Return the codes of the groups of a round that are asked an item, in their order."""
    client_type = round.assessment.client.client_type
    for group in round.groups.all():
        if item in items_asked(round.framework_version_id, group.code, client_type):
            yield group.code


def voted(session: Session) -> set[UUID]:
    """Return the seats that have voted in the running vote."""
    votes = Vote.objects.filter(session=session, item=session.item, phase=session.phase)
    return set(votes.values_list("seat", flat=True))


def _on(side: str, sides: Mapping[str, str]) -> Codes:
    return tuple(code for code, its in sides.items() if its == side)


def _tally(chosen: Mapping[str, int], is_reversed: bool) -> Tally:
    levels = [chosen.get(str(level), 0) for level in range(1, LEVELS + 1)]
    return Tally(tuple(reversed(levels)) if is_reversed else tuple(levels), chosen.get("dk", 0))
