"""A comparison of two rounds tells nothing that their own releases do not."""

from scoring import score
from scoring.change import ReleasedRound, compare_rounds, release_change
from scoring.change.released import ReleasedRoundChange
from scoring.release import release
from tests.scoring.change.held import PEOPLE, codes, everybody, held

K = 5


def low(_group, n):
    return 1 + n % 3


def high(_group, n):
    return 2 + n % 3


def round_of(framework, level, people=PEOPLE, ballots=None):
    given = everybody(framework, level, people) if ballots is None else ballots
    return held(framework, given, headcounts=people)


def shown(part, k=K):
    card = score(part.framework, part.answers, part.facts, part.headcounts)
    return ReleasedRound(card, release(card, k))


def compared(before, after):
    rounds = shown(before), shown(after)
    change = compare_rounds(before, after, scorecards=(rounds[0].card, rounds[1].card))
    return change, release_change(change, *rounds)


def test_scores_that_both_releases_show_are_compared(small):
    change, released = compared(round_of(small, low), round_of(small, high))
    assert codes(released.dimensions) == codes(change.dimensions)
    assert codes(released.items) == codes(change.items)
    assert released.hidden == 0
    first, exact = released.capabilities[0], change.capabilities[0]
    assert (first.before, first.after) == (round(exact.before, 1), round(exact.after, 1))
    assert first.change == round(first.after - first.before, 1)


def test_a_score_hidden_in_one_round_is_not_compared(small):
    """In the second round four people in all answer A4."""
    few = {"executives": 8, "business": 2, "frontline": 1, "it": 1}
    _change, released = compared(round_of(small, low), round_of(small, high, few))
    assert "A4" not in codes(released.capabilities)
    assert released.hidden > 0


def test_a_score_that_leaves_a_small_group_out_is_not_compared(small):
    """IT misses its quorum later, so it counts in neither round: both composites tell IT."""
    people = PEOPLE | {"it": 4}
    before = round_of(small, low, people)
    gone = [(group, answers) for group, answers in everybody(small, high, people) if group != "it"]
    after = round_of(small, high, people, gone)
    change, released = compared(before, after)
    left_out = {change.code for change in change.capabilities} - set(codes(released.capabilities))
    own = {part.code: part.score for part in shown(before).card.capabilities}
    differs = {
        each.code for each in change.capabilities if abs(each.before - own[each.code]) > 1e-9
    }
    assert differs
    assert differs <= left_out


def test_verdicts_are_those_of_the_releases(small):
    few = dict.fromkeys(PEOPLE, 1)
    change, released = compared(round_of(small, low), round_of(small, high, few))
    assert change.verdict is not None
    assert released.verdict.after.value == "INSUFFICIENT"
    assert {flip.code for flip in released.verdict.gates} == set()


def test_json_carries_everything(small):
    _change, released = compared(round_of(small, low), round_of(small, high))
    assert ReleasedRoundChange.from_json(released.to_json()) == released
