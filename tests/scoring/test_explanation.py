"""Every number can be worked out again from its explanation."""

import pytest
from hypothesis import given, settings

from scoring import Answers, score
from scoring.scorecard import Arithmetic, Explained
from tests.scoring.random_rounds import rounds
from tests.scoring.test_properties import SMALL


def parts_of(explanation, kind):
    return {part.code: part for part in explanation.parts if part.kind is kind}


def recomputed(node):
    """Work a value out from the parts of its explanation alone."""
    scored = [part for part in node.parts if part.value is not None]
    match node.arithmetic:
        case Arithmetic.MEAN:
            weighted = [part for part in scored if part.weight]
            assert sum(part.weight for part in weighted) == pytest.approx(1)
            return sum(part.weight * part.value for part in weighted)
        case Arithmetic.LOWEST:
            return min(part.value for part in scored)
        case Arithmetic.RAISED:
            return node.added + sum(part.weight * part.value for part in scored)
        case Arithmetic.ANSWERS:
            return sum(k * n for k, n in enumerate(node.counts, 1)) / sum(node.counts)
        case Arithmetic.FACT:
            return node.value
        case Arithmetic.NONE:
            return None


def check(node):
    assert recomputed(node) == pytest.approx(node.value, abs=1e-9)
    for part in node.parts:
        check(part)


@pytest.fixture
def card(small, ballots, facts, headcounts):
    return score(small, Answers.from_ballots(small, ballots), facts, headcounts)


def test_a_capability_shows_items_groups_and_the_cap(card):
    explanation = card.explain("Q1")
    assert (explanation.value, explanation.arithmetic) == (3.0, Arithmetic.LOWEST)
    mean, cap = explanation.parts
    assert (mean.kind, mean.value) == (Explained.ALL_ITEMS, 3.5)
    assert {code: part.weight for code, part in parts_of(mean, Explained.ITEM).items()} == {
        "Q1a": 0.5,
        "Q1c": 0.5,
    }
    assert (cap.kind, cap.value, cap.added) == (Explained.EVIDENCE_CAP, 3.0, 1.0)
    assert list(parts_of(cap, Explained.ITEM)) == ["Q1c"]
    groups = parts_of(parts_of(mean, Explained.ITEM)["Q1a"], Explained.GROUP)
    assert groups["business"].counts == (0, 0, 0, 0, 3)


def test_a_gate_leaves_its_groups_out(card):
    (bad_news, safe) = card.explain("G7").parts
    assert list(parts_of(bad_news, Explained.GROUP)) == ["business", "frontline"]
    assert "executives" in parts_of(card.explain("C3a"), Explained.GROUP)
    assert (bad_news.value, safe.value) == (2.5, 3.0)


def test_an_unknown_code_is_a_key_error(card):
    with pytest.raises(KeyError, match="Z9"):
        card.explain("Z9")


@given(rounds(SMALL))
@settings(max_examples=40, deadline=None)
def test_every_value_follows_from_its_parts(drawn):
    ballots, headcounts, options = drawn
    facts = {"S1b": 2, "A1c": 3, "Q1c": 12}
    card = score(SMALL, Answers.from_ballots(SMALL, ballots), facts, headcounts, options)
    codes = [part.code for part in (*card.dimensions, *card.capabilities, *card.items, *card.gates)]
    for code in ["overall", *codes]:
        check(card.explain(code))
