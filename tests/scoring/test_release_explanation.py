"""Explaining a released number: it adds up, and holds nothing that the release does not."""

import random
from dataclasses import replace

import pytest

from scoring import Answers, score
from scoring.framework import load
from scoring.release import Arithmetic, Explained, release
from scoring.release.coarse import one_decimal
from scoring.release.explanation import explain_release, gap_code
from scoring.release.numbers import NumberKind
from tests.reports.samples import PEOPLE, sample_release
from tests.scoring.conftest import CRM_READINESS
from tests.scoring.test_release_leaks import random_round

# Two roundings to one decimal: of each part, and of the whole.
ROUNDING = 0.1 + 1e-9


@pytest.fixture(scope="module")
def framework():
    return load(CRM_READINESS)


@pytest.fixture(scope="module")
def base():
    return sample_release()


def all_of(framework, released):
    """Explain everything that can be asked for."""
    codes = [
        "overall",
        *(part.code for part in released.dimensions),
        *(part.code for part in released.capabilities),
        *(part.code for part in released.items),
        *(part.code for part in released.gates),
        *(gap_code(NumberKind.SIDES_GAP, gap.capability) for gap in released.gaps),
        *(gap_code(NumberKind.HIERARCHY_GAP, gap.capability) for gap in released.hierarchy_gaps),
    ]
    return [explain_release(framework, released, code) for code in codes]


def with_parts(explanation):
    yield explanation
    for part in explanation.parts:
        yield from with_parts(part)


def random_releases(frameworks, seeds):
    for seed in seeds:
        for rules in frameworks:
            ballots, facts, heads, options, k = random_round(rules, random.Random(seed))
            card = score(rules, Answers.from_ballots(rules, ballots), facts, heads, options)
            yield rules, card, release(card, k)


# --- Nothing that is not in the release -----------------------------------------------------------


def released_values(released):
    """Every number that a release shows of each thing, by what it is and its code."""
    values = {(Explained.OVERALL, "overall"): {released.overall.score}}
    for kind, parts in (
        (Explained.DIMENSION, released.dimensions),
        (Explained.CAPABILITY, released.capabilities),
        (Explained.ITEM, released.items),
    ):
        values |= {(kind, part.code): {part.score} for part in parts}
    for part in released.capabilities:
        values[Explained.ALL_ITEMS, part.code] = {None if part.cap_binds else part.score}
        cap = None if part.evidence is None else one_decimal(part.evidence + released.evidence_cap)
        values[Explained.EVIDENCE_CAP, part.code] = {cap}
    for gate in released.gates:
        values[Explained.GATE, gate.code] = {gate.value}
    for kind, gaps in (
        (NumberKind.SIDES_GAP, released.gaps),
        (NumberKind.HIERARCHY_GAP, released.hierarchy_gaps),
    ):
        values |= {(Explained.GAP, gap_code(kind, gap.capability)): {gap.gap} for gap in gaps}
    return values


def strangers(explanation, released, values):
    """Return what an explanation says of its parts that the release does not say of them."""
    cells = {(item.code, cell.group): cell for item in released.items for cell in item.cells}
    found = []
    for part in with_parts(explanation):
        if part.kind is Explained.GROUP:
            cell = cells[explanation.code, part.code]
            said = (part.value, part.about, part.n, part.counts)
            found += [part] if said != (cell.mean, cell.about, cell.n, cell.counts) else []
        elif part.kind is Explained.SIDE:
            gaps = [*released.gaps, *released.hierarchy_gaps]
            sides = {side for gap in gaps for side in sides_of(gap)}
            found += [] if part.value in sides else [part]
        elif part.kind is Explained.ITEM and explanation.kind is Explained.GATE:
            allowed = values[part.kind, part.code] | {explanation.value, None}
            found += [] if part.value in allowed else [part]
        else:
            found += [] if part.value in values[part.kind, part.code] else [part]
    return found


def sides_of(gap):
    return (gap.it, gap.business) if hasattr(gap, "it") else (gap.upper, gap.lower)


def tells_shares_beside_hidden(explanation):
    """Tell whether a list with a hidden part that may count says how much the others count."""
    is_open = any(not part.is_shown and part.planned for part in explanation.parts)
    return is_open and any(part.weight is not None for part in explanation.parts)


def test_random_rounds_say_nothing_that_is_not_released(small, two_views):
    hidden = 0
    for rules, _card, released in random_releases((small, two_views), range(25)):
        values = released_values(released)
        for explanation in all_of(rules, released):
            assert strangers(explanation, released, values) == []
            for part in with_parts(explanation):
                assert not tells_shares_beside_hidden(part)
                hidden += any(not each.is_shown for each in part.parts)
    assert hidden > 100


def test_a_number_from_elsewhere_is_noticed(framework, base):
    """Negative control."""
    explanation = explain_release(framework, base, "S")
    wrong = replace(explanation.parts[0], value=4.9)
    assert strangers(
        replace(explanation, parts=(wrong, *explanation.parts[1:])), base, released_values(base)
    )


def test_hidden_and_empty_cells_are_explained_alike(framework, base):
    """Whoever hides a group that did answer, or has one that did not, reads the same."""
    item = next(item for item in base.items if len(item.cells) > 1)
    empty = replace(item.cells[0], mean=None, about=None, n=None, counts=(), dont_know_share=None)
    cells = (empty, *item.cells[1:])
    items = tuple(replace(i, cells=cells) if i.code == item.code else i for i in base.items)
    explanation = explain_release(framework, replace(base, items=items), item.code)
    assert not explanation.parts[0].is_shown
    assert {part.weight for part in explanation.parts} == {None}
    assert sum(part.planned for part in explanation.parts) == pytest.approx(1.0)
    assert explanation.comes_out is None


# --- It adds up -----------------------------------------------------------------------------------


def sum_of(explanation):
    return sum(part.weight * part.value for part in explanation.parts if part.weight)


def is_whole(explanation):
    return bool(explanation.parts) and all(
        part.weight is not None and (part.weight == 0 or part.value is not None)
        for part in explanation.parts
    )


def test_shown_parts_add_up_to_the_shown_number(small, two_views):
    added = 0
    for rules, card, released in random_releases((small, two_views), range(20)):
        for explanation in all_of(rules, released):
            for part in with_parts(explanation):
                if part.arithmetic is Arithmetic.MEAN and part.value is not None and is_whole(part):
                    assert sum_of(part) == pytest.approx(part.value, abs=ROUNDING)
                    added += 1
                if part.kind is Explained.ITEM and part.parts and is_whole(part):
                    exact = {cell.group: cell.weight for cell in card.item(part.code).groups}
                    assert {each.code: each.weight for each in part.parts} == pytest.approx(exact)
    assert added > 50


def test_lowest_and_difference_come_out(framework, base):
    for explanation in all_of(framework, base):
        if explanation.kind is Explained.GAP:
            first, second = explanation.parts
            assert one_decimal(first.value - second.value) == explanation.value
        if explanation.kind is Explained.GATE and explanation.comes_out:
            assert min(part.value for part in explanation.parts) == explanation.value


def test_it_says_where_the_shown_decimals_do_not_add_up(framework, base):
    off = replace(
        base,
        dimensions=tuple(
            replace(part, score=value)
            for part, value in zip(base.dimensions, (3.0, 3.0, 3.0, 3.0), strict=True)
        ),
        overall=replace(base.overall, score=3.1),
    )
    assert explain_release(framework, off, "overall").comes_out is False
    right = replace(off, overall=replace(base.overall, score=3.0))
    assert explain_release(framework, right, "overall").comes_out is True


# --- What each is made of -------------------------------------------------------------------------


def test_the_overall_score_is_the_mean_of_four(framework, base):
    explanation = explain_release(framework, base, "overall")
    assert [part.code for part in explanation.parts] == [part.code for part in base.dimensions]
    assert {part.weight for part in explanation.parts} == {0.25}


def test_a_capability_with_proof_is_the_lower_of_two(framework, base):
    part = next(part for part in base.capabilities if part.evidence is not None and part.score)
    explanation = explain_release(framework, base, part.code)
    assert explanation.arithmetic is Arithmetic.LOWEST
    mean, cap = explanation.parts
    assert (mean.kind, cap.kind) == (Explained.ALL_ITEMS, Explained.EVIDENCE_CAP)
    assert (cap.base, cap.added) == (part.evidence, base.evidence_cap)
    assert mean.value == (None if part.cap_binds else part.score)


def test_the_mean_above_a_binding_cap_is_not_told(framework):
    released = sample_release(levels={group: dict.fromkeys("SCQA", 4.8) for group in PEOPLE})
    bound = [part for part in released.capabilities if part.cap_binds]
    assert bound
    for part in bound:
        mean, cap = explain_release(framework, released, part.code).parts
        assert mean.value is None
        assert cap.value == part.score


def test_a_gate_that_leaves_groups_out_shows_no_other_score(framework, base):
    gate = next(gate for gate in framework.gates if gate.leave_out)
    explanation = explain_release(framework, base, gate.code)
    assert explanation.groups == gate.leave_out
    asked = [part for part in explanation.parts if not framework.item(part.code).is_fact]
    allowed = {None, explanation.value}
    assert all(part.value in allowed for part in asked)


def test_groups_that_are_not_asked_are_left_out(framework, base):
    item = next(item for item in base.items if len(item.cells) > 2)
    gone = item.cells[0].group
    codes = [p.code for p in explain_release(framework, base, item.code, absent=[gone]).parts]
    assert gone not in codes
    assert len(codes) == len(item.cells) - 1


@pytest.mark.parametrize("code", ["", "nowhere", "sides_gap-S9", "hierarchy_gap-", "sides_gap"])
def test_what_is_not_there_cannot_be_explained(framework, base, code):
    with pytest.raises(KeyError):
        explain_release(framework, base, code)


def test_a_release_of_schema_1_is_explained_without_items(framework, base):
    old = replace(base, items=(), evidence_cap=None, hierarchy_gaps=())
    assert explain_release(framework, old, "S1").parts == ()
    assert explain_release(framework, old, "G1").comes_out is None
