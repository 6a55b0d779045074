"""What it would take to reach a better verdict."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.framework import GateLimits, VerdictRules
from scoring.json_form import from_plain, to_plain
from scoring.verdict import decide
from scoring.verdict.steps_up import HIERARCHY_GAP_COST, PILOT_UNIT_COST, PROOF_COST, steps_up
from scoring.verdict.terms import ORDER, Move, MoveKind, StepUp, VerdictCode

CODES = tuple(f"G{number}" for number in range(1, 10))
CAPABILITY, GATE, PROOF, PILOT_UNIT, HIERARCHY_GAP = MoveKind


def capabilities(**scores):
    """Return six capabilities per dimension that all stand at its score."""
    return {
        dimension: {f"{dimension}{number}": score for number in range(1, 7)}
        for dimension, score in scores.items()
    }


def search(scores, gates=None, parts=None, **more):
    dimensions = dict(zip("SCQA", scores, strict=True))
    return steps_up(
        dimensions=dimensions,
        capabilities=parts or capabilities(**dimensions),
        gates=dict.fromkeys(CODES, 4.0) | (gates or {}),
        **{"technology_stage": 3} | more,
    )


def moves(found):
    return [step.moves for step in found]


def test_a_gate_that_fails_alone():
    (found,) = search((4, 4, 4, 4), gates={"G9": 2.5}, most=1)
    assert found == StepUp(
        moves=(Move(GATE, "G9", 2.5, 3.0),), leads_to=VerdictCode.PROCEED, cost=0.5
    )


def test_two_gates_that_fail():
    """From FIX: both have to be fixed, and then nothing is in the way."""
    found = search((4, 4, 4, 4), gates={"G9": 2.5, "G1": 2.0})
    assert moves(found) == [(Move(GATE, "G1", 2.0, 3.0), Move(GATE, "G9", 2.5, 3.0))]
    assert (found[0].leads_to, found[0].cost) == (VerdictCode.PROCEED, 1.5)


def test_three_gates_that_fail_are_beyond_a_pair():
    assert search((4, 4, 4, 4), gates={"G9": 2.5, "G1": 2.0, "G2": 2.0}) == ()


def test_one_capability_of_six_counts_for_a_sixth():
    """3.42 + 0.5 / 6 = 3.503; of the six in C each suffices, the first ones are named."""
    found = search((3.6, 3.42, 3.6, 3.6), most=2)
    assert moves(found) == [
        (Move(CAPABILITY, "C1", 3.42, 3.92),),
        (Move(CAPABILITY, "C2", 3.42, 3.92),),
    ]
    assert found[0].leads_to is VerdictCode.PROCEED
    assert found[0].cost == pytest.approx(0.5)
    assert search((3.6, 3.3, 3.6, 3.6), most=1)[0].cost == pytest.approx(1.5)  # needs 0.2 * 6
    assert search((3.6, 3.15, 3.6, 3.6)) == ()  # two levels are 0.33


def test_only_scored_capabilities_count():
    parts = capabilities(S=3.6, C=3.4, Q=3.6, A=3.6)
    parts["C"] |= {"C1": None, "C2": None}
    found = search((3.6, 3.4, 3.6, 3.6), parts=parts, most=1)
    assert moves(found) == [(Move(CAPABILITY, "C3", 3.4, 3.9),)]  # 3.4 + 0.5 / 4


def test_nothing_rises_above_five():
    parts = capabilities(S=3.6, C=3.4, Q=3.6, A=3.6)
    parts["C"] = {"C1": 5.0, "C2": 4.7}
    found = search((3.6, 3.4, 3.6, 3.6), parts=parts)
    assert moves(found) == [(Move(CAPABILITY, "C2", 4.7, 5.0),)]
    assert found[0].cost == pytest.approx(0.3)


def test_a_dimension_does_not_rise_above_five_either():
    parts = {"S": {"S1": 1.0}, "C": {"C1": 3.4}}
    found = search((5.0, 3.4, 4.0, 4.0), parts=parts)
    assert moves(found) == [(Move(CAPABILITY, "C1", 3.4, 3.9),)]


def test_the_smaller_rise_is_named_where_it_suffices():
    found = search((3.6, 3.45, 3.6, 3.6), most=50)
    assert moves(found) == [(Move(CAPABILITY, f"C{n}", 3.45, 3.95),) for n in range(1, 7)]


def test_no_pair_holds_a_move_that_suffices_alone():
    """Fixing G4 suffices; of the pairs only those that leave it out remain, and none does."""
    found = search((4, 4, 4, 4), gates={"G4": 2.0, "G3": 2.4}, most=50)
    assert moves(found) == [(Move(GATE, "G3", 2.4, 3.0),)]
    assert found[0].leads_to is VerdictCode.CONDITIONS


def test_a_cheap_pair_precedes_a_dear_move_and_at_equal_costs_one_move_precedes_two():
    parts = {
        "S": {"S1": 3.6},
        "C": {f"C{n}": 3.4 for n in range(1, 6)},
        "Q": {"Q1": 3.6},
        "A": {"A1": 3.6},
    }
    found = search((3.6, 3.3, 3.6, 3.6), parts=parts, most=50)  # one level, or twice half a one
    assert [len(step.moves) for step in found] == [1] * 5 + [2] * 10
    assert {round(step.cost, 9) for step in found} == {1.0}
    dear = {"C": {"C1": 4.8, "C2": 4.6, "C3": 3.0}}
    found = search((3.6, 3.3, 3.6, 3.6), parts=dear, most=50)
    # C1 and C2 to 5: (0.2 + 0.4) / 3 = 0.2; C3 alone needs a whole level.
    assert [[move.code for move in step.moves] for step in found] == [
        ["C1", "C2"],
        ["C1", "C3"],
        ["C2", "C3"],
        ["C3"],
    ]


def test_an_unproven_gate():
    found = search((4, 4, 4, 4), gates={"G1": 4.0}, unproven=["G1"])
    assert found == (StepUp((Move(PROOF, "G1", 4.0, 4.0),), VerdictCode.PROCEED, PROOF_COST),)
    found = search((4, 4, 4, 4), gates={"G1": None}, unproven=["G1"])
    assert found == (StepUp((Move(PROOF, "G1", None, 3.0),), VerdictCode.PROCEED, 2.0),)
    found = search((4, 4, 4, 4), gates={"G1": 1.8}, unproven=["G1"])
    assert moves(found) == [(Move(PROOF, "G1", 1.8, 3.0),)]
    assert found[0].cost == pytest.approx(1.2)
    found = search((4, 4, 4, 4), gates={"G1": 2.9}, unproven=["G1"])
    assert found[0].cost == PROOF_COST


def test_a_gate_that_does_not_apply_is_no_move():
    found = search((4, 4, 4, 4), gates={"G8": None, "G9": 2.0})
    assert moves(found) == [(Move(GATE, "G9", 2.0, 3.0),)]


def test_a_pilot_unit():
    found = search((3.4, 2.3, 2.6, 3.0), most=1)
    assert found == (StepUp((Move(PILOT_UNIT),), VerdictCode.PILOT, PILOT_UNIT_COST),)
    found = search((3.4, 2.3, 2.6, 3.0), gates={"G9": 2.8}, most=1)
    assert moves(found) == [(Move(GATE, "G9", 2.8, 3.0), Move(PILOT_UNIT))]
    assert found[0].cost == pytest.approx(0.2 + PILOT_UNIT_COST)


def test_out_of_stop():
    found = search((4, 4, 4, 4), gates={"G1": 1.5, "G2": 1.0}, most=50)
    assert found[0].moves == (Move(GATE, "G1", 1.5, 3.0),)
    assert found[0].leads_to is VerdictCode.FIX
    assert moves(found)[1:] == [(Move(GATE, "G2", 1.0, 3.0),)]


def test_an_open_hierarchy_gap_alone_is_talked_through():
    found = search((4, 4, 4, 4), critical_hierarchy_gap=True)
    assert found == (StepUp((Move(HIERARCHY_GAP),), VerdictCode.PROCEED, HIERARCHY_GAP_COST),)


def test_an_open_hierarchy_gap_and_a_gate():
    warned = {"G4": 2.0}
    assert moves(search((4, 4, 4, 4), gates=warned)) == [(Move(GATE, "G4", 2.0, 3.0),)]
    (found,) = search((4, 4, 4, 4), gates=warned, critical_hierarchy_gap=True)
    assert found.moves == (Move(GATE, "G4", 2.0, 3.0), Move(HIERARCHY_GAP))
    assert (found.leads_to, found.cost) == (VerdictCode.PROCEED, 1.0 + HIERARCHY_GAP_COST)


def test_a_hierarchy_gap_is_no_move_where_it_holds_back_nothing():
    low = (3.4, 2.3, 2.6, 3.0)
    assert search(low, critical_hierarchy_gap=True, most=50) == search(low, most=50)


@pytest.mark.parametrize(
    ("scores", "more"),
    [((4, 4, 4, 4), {}), ((None, 4, 4, 4), {}), ((3, 3, 3, 3), {"reportable": False})],
)
def test_where_there_is_no_step_there_is_nothing_to_tell(scores, more):
    assert search(scores, **more) == ()


def test_at_most():
    assert len(search((3.6, 3.45, 3.6, 3.6))) == 5
    assert search((3.6, 3.45, 3.6, 3.6), most=0) == ()


def test_it_can_be_stored():
    for step in search((3.4, 2.3, 2.6, 3.0), unproven=["G1"], gates={"G1": None}):
        assert from_plain(StepUp, to_plain(step)) == step


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"Z": {}}, "unknown dimension Z"),
        ({"S": {"S1": 5.5}}, "S1 must be from 1 to 5, not 5.5"),
        ({"S": {"S1": float("nan")}}, "S1 must be from 1 to 5, not nan"),
    ],
)
def test_nonsense_is_refused(parts, message):
    with pytest.raises(ValueError, match=message):
        search((3, 3, 3, 3), parts=parts)
    with pytest.raises(ValueError, match="unknown gate G77"):
        search((3, 3, 3, 3), gates={"G77": 3.0})


FEW = VerdictRules(
    gates=(
        GateLimits("G1", "S", 3.0, 3.0),
        GateLimits("G2", "S", 2.5, 3.0),
        GateLimits("G3", "Q", 2.0, 2.5),
    )
)


def levels_from(lowest):
    return st.floats(lowest, 5.0).map(lambda value: round(value * 8) / 8)


@st.composite
def situations(draw):
    """Draw anything, or what stands near PROCEED, where a hierarchy gap matters."""
    levels = levels_from(draw(st.sampled_from([1.5, 3.25])))
    parts = {
        dimension: {f"{dimension}{n}": draw(st.one_of(st.none(), levels)) for n in (1, 2)}
        for dimension in "SCQA"
    }
    gates = {f"G{n}": draw(st.one_of(st.none(), levels)) for n in (1, 2, 3)}
    return {
        "dimensions": {dimension: draw(levels) for dimension in "SCQA"},
        "capabilities": parts,
        "gates": gates,
        "technology_stage": draw(st.one_of(st.none(), st.integers(0, 5))),
        "pilot_unit": draw(st.booleans()),
        "critical_hierarchy_gap": draw(st.booleans()),
        "unproven": draw(st.frozensets(st.sampled_from(sorted(gates)), max_size=2)),
        "rules": FEW,
    }


def rank(situation):
    case = {name: value for name, value in situation.items() if name != "capabilities"}
    return ORDER.index(decide(**case).code)


def applied(situation, chosen):
    """Carry out moves one after the other."""
    dimensions, gates = dict(situation["dimensions"]), dict(situation["gates"])
    changed = situation | {"dimensions": dimensions, "gates": gates}
    for move in chosen:
        if move.kind is PILOT_UNIT:
            changed["pilot_unit"] = True
        elif move.kind is HIERARCHY_GAP:
            changed["critical_hierarchy_gap"] = False
        elif move.kind is CAPABILITY:
            parts = situation["capabilities"][move.code[0]].values()
            scored = sum(score is not None for score in parts)
            rise = (move.end - move.start) / scored
            dimensions[move.code[0]] = min(5.0, dimensions[move.code[0]] + rise)
        else:
            gates[move.code] = move.end
            changed["unproven"] = changed["unproven"] - {move.code}
    return changed


def every_move(situation):
    """Return all moves with their costs, written out."""
    if not situation["pilot_unit"]:
        yield Move(PILOT_UNIT), PILOT_UNIT_COST
    if situation["critical_hierarchy_gap"]:
        yield Move(HIERARCHY_GAP), HIERARCHY_GAP_COST
    for gate in FEW.gates:
        value = situation["gates"][gate.code]
        if gate.code in situation["unproven"]:
            end = gate.proceed if value is None else max(value, gate.proceed)
            start = 1.0 if value is None else value
            yield Move(PROOF, gate.code, value, end), max(PROOF_COST, end - start)
        elif value is not None and value < gate.proceed:
            yield Move(GATE, gate.code, value, gate.proceed), gate.proceed - value
    for parts in situation["capabilities"].values():
        for code, score in parts.items():
            if score is not None and score < 5.0:
                for end in {min(5.0, score + 0.5), min(5.0, score + 1.0)}:
                    yield Move(CAPABILITY, code, score, end), end - score


@given(situations())
@settings(max_examples=60, deadline=None)
def test_the_same_is_found_by_trying_everything(situation):
    before = rank(situation)
    options = list(every_move(situation))
    alone = {move for move, _ in options if rank(applied(situation, [move])) > before}
    cheapest = {}
    for size in (1, 2):
        for chosen in combinations(options, size):
            found = [move for move, _ in chosen]
            things = frozenset((move.kind, move.code) for move in found)
            if len(things) < size or (size == 2 and alone & set(found)):
                continue
            if rank(applied(situation, found)) > before:
                cost = sum(cost for _, cost in chosen)
                cheapest[things] = min(cost, cheapest.get(things, cost))
    steps = steps_up(**situation, most=10_000)
    assert {
        frozenset((move.kind, move.code) for move in step.moves): pytest.approx(step.cost)
        for step in steps
    } == cheapest
    assert [step.leads_to for step in steps] == [
        ORDER[rank(applied(situation, step.moves))] for step in steps
    ]
    keys = [(round(step.cost, 9), len(step.moves)) for step in steps]
    assert keys == sorted(keys)
    assert steps_up(**situation, most=3) == steps[:3]
