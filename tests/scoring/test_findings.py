"""The findings of the built-in framework: each condition just holding and just not."""

import json
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.findings import Finding, Fired, find
from scoring.framework import CLIENT_TYPES, Condition, ConditionKind, FindingRule, When
from scoring.json_form import from_plain, to_plain
from tests.scoring.rounds_in_hand import RoundInHand
from tests.scoring.test_imports import loaded_by

K = ConditionKind
HAIR = 1e-12
X, B, F, I = "executives", "business", "frontline", "it"  # noqa: E741 - the method's letters


@pytest.fixture
def hand(crm_readiness):
    return RoundInHand(crm_readiness)


def fired(kind, codes, value, limit, *, name=None, group=None):
    return Fired(name, kind, tuple(codes.split()), group, value, limit)


def low_item(code, limit=2.5, name=None):
    """A rule that fires below a limit of one item."""
    value = limit - 0.01
    return (
        lambda r: r.item(code, value),
        lambda r: r.item(code, limit - HAIR),
        fired(K.ITEM_BELOW, code, value, limit, name=name),
    )


def low_fact(code, limit):
    """A rule that fires up to a level of one fact, or up to a score of one item."""
    return (
        lambda r: r.item(code, limit + HAIR),
        lambda r: r.item(code, limit + 0.01),
        fired(K.ITEM_AT_MOST, code, limit + HAIR, limit),
    )


def owner(mentions, other, dont_know=0):
    """Let executives and managers name owners; nobody else answers."""
    return lambda r: (
        r.nobody_else("S3a", X, B)
        .answers("S3a", X, 0, 0, 0, mentions, other)
        .answers("S3a", B, dont_know, 0, 0, 0, 0, dont_know=dont_know)
    )


def leader(*counts, others=0):
    return lambda r: (
        r.nobody_else("A2b", X, I).answers("A2b", X, *counts).answers("A2b", I, 0, 0, 0, others, 0)
    )


def claims(*levels):
    """Let three executives agree on one level for each of the claims about data."""

    def change(r):
        for code, level in zip(("Q1a", "Q4a", "Q6b"), levels, strict=True):
            r.answers(code, X, *(3 * (level == place) for place in range(1, 6)))
        return r

    return change


CLAIMS = "Q1a Q4a Q6b Q1b Q1c Q1d Q2b"
PROOF = {"Q1b": 3.0, "Q1c": 2.0, "Q1d": 3.0, "Q2b": 4.0}  # mean 3

CASES = [
    (
        "R-PROB",
        lambda r: r.gate("G1", 2.99),
        lambda r: r.gate("G1", 3.0 - HAIR),
        fired(K.GATE_BELOW, "G1", 2.99, 3.0),
    ),
    (
        "R-PROB",
        lambda r: r.named({"late": 4, "lost": 3, "rude": 2}),
        lambda r: r.named({"late": 4, "lost": 4}),
        fired(K.PROBLEM_SHARE_BELOW, "S1d", 4 / 9, 0.5),
    ),
    ("R-OWN", *low_item("S3a", 3.0)),
    ("R-OWN", owner(7, 5), owner(6, 4), fired(K.SAME_ANSWER_BELOW, "S3a", 7 / 12, 0.6)),
    # Two of twelve do not know, seven name the same leader.
    ("R-OWN", owner(7, 3, 2), owner(6, 2, 2), fired(K.SAME_ANSWER_BELOW, "S3a", 7 / 12, 0.6)),
    (
        "R-OWN",
        lambda r: r.answers("S3a", X, 1, 0, 0, 9, 0, dont_know=1),
        lambda r: r.answers("S3a", B, 1, 0, 0, 9, 0, dont_know=1),
        fired(K.DONT_KNOW_GIVEN, "S3a", 1, None, group=X),
    ),
    (
        "R-OWN",
        leader(2, 2, 2, 1, 0, others=4),
        leader(2, 2, 1, 1, 0, others=4),
        fired(K.LEVELS_SHARE_ABOVE, "A2b", 6 / 11, 0.5),
    ),
    ("R-SYS", *low_item("S4a")),
    ("R-SYS", *low_fact("S4b", 2.0)),
    ("R-SYS", *low_item("S4c")),
    ("R-FENCE", *low_item("A1a")),
    (
        "R-FENCE",
        lambda r: r.gap("A1", 0.8),
        lambda r: r.gap("A2", 0.8),
        fired(K.SIDES_APART, "A1", 0.8, None),
    ),
    (
        "R-FENCE",
        lambda r: r.gap("A1", -0.8),
        lambda r: r.gap("Q3", -0.8),
        fired(K.SIDES_APART, "A1", -0.8, None),
    ),
    (
        "R-BAL",
        lambda r: r.dimension("C", 2.75).dimension("Q", 3.5),
        lambda r: r.dimension("C", 3.0 - HAIR),
        fired(K.DIMENSIONS_APART, "S C", 1.25, 1.0),
    ),
    (
        "R-BAL",
        lambda r: r.capability("A5", 2.49).dimension("S", 3.5),
        lambda r: r.capability("A5", 2.49).dimension("S", 3.49),
        fired(K.CAPABILITY_BEHIND, "A5 S", 2.49, 2.5),
    ),
    (
        "R-BAL",
        lambda r: r.capability("A5", 2.0),
        lambda r: r.capability("A5", 2.5),
        fired(K.CAPABILITY_BEHIND, "A5 S", 2.0, 2.5),
    ),
    (
        "R-VOICE",
        lambda r: r.gate("G7", 2.49),
        lambda r: r.gate("G7", 2.5),
        fired(K.GATE_BELOW, "G7", 2.49, 2.5),
    ),
    (
        "R-ILLUS",
        lambda r: claims(4, 5, 3)(r).facts(**PROOF),
        lambda r: claims(4, 4, 3)(r).facts(**PROOF),
        fired(K.CLAIM_ABOVE_FACTS, CLAIMS, 1.0, 1.0, group=X),
    ),
    (
        "R-ILLUS",
        claims(5, 5, 5),
        lambda r: claims(5, 5, 5)(r).facts(Q2b=4.01),
        fired(K.CLAIM_ABOVE_FACTS, CLAIMS, 1.0, 1.0, group=X),
    ),
    (
        "R-CAP",
        lambda r: r.capability("S1", cap_binds=True).capability("Q4", cap_binds=True),
        lambda r: r,
        fired(K.CAP_BINDS, "S1 Q4", None, None),
    ),
    (
        "R-RESIST",
        lambda r: r.answers("C2a", F, 0, 6, 4, 0, 0),
        lambda r: r.answers("C2a", F, 0, 5, 5, 0, 0).item("C2a", 2.0),
        fired(K.ITEM_BELOW, "C2a", 2.4, 2.5, group=F),
    ),
    ("R-RESIST", *low_item("C4a")),
    ("R-RESIST", *low_fact("C4e", 2.0)),
    ("R-INSIGHT", *low_item("S5a")),
    (
        "R-INSIGHT",
        lambda r: r.answers("S5b", X, 3, 0, 1, 0, 1),
        lambda r: r.answers("S5b", X, 2, 0, 1, 0, 1).answers("S5b", B, 9, 0, 0, 0, 0),
        fired(K.MEDIAN_AT_MOST, "S5b", 1, 1.0, group=X),
    ),
    ("R-LOAD", *low_fact("Q3a", 1.5)),
    ("R-LOAD", *low_fact("Q3c", 1.0)),
    ("R-ETIQ", *low_item("Q4a")),
    (
        "R-ETIQ",
        lambda r: (
            r.nobody_else("Q4a", B, F)
            .answers("Q4a", B, 1, 0, 0, 4, 0, dont_know=1)
            .answers("Q4a", F, 3, 0, 0, 2, 0, dont_know=3)
        ),
        lambda r: (
            r.nobody_else("Q4a", B, F)
            .answers("Q4a", B, 2, 0, 0, 4, 0, dont_know=1)
            .answers("Q4a", F, 3, 0, 0, 2, 0, dont_know=3)
        ),
        fired(K.DONT_KNOW_AT_LEAST, "Q4a", 0.4, 0.4),
    ),
    ("R-MASTER", *low_item("Q5a")),
    ("R-MASTER", *low_item("Q5c")),
    (
        "R-AUTH",
        lambda r: r.item("C1a", 3.0).item("C6a", 1.9),
        lambda r: r.item("C1a", 1.0).item("C6a", 4.0),
        fired(K.MEAN_BELOW, "C1a C6a", 2.45, 2.5, name="authenticity"),
    ),
    ("R-AUTH", *low_item("C6b", name="asymmetry")),
    ("R-AUTH", *low_item("C6c", name="execution")),
    (
        "R-AUTH",
        lambda r: r.split("C6c"),
        lambda r: r.split("C6a").split("C6b"),
        fired(K.SPLIT, "C6c", None, None, name="execution"),
    ),
    ("R-DYN", *low_item("S6a")),
]


def same(found, expected):
    """Compare findings with values to ten digits."""

    def rounded(part):
        value = part.value
        return replace(part, value=None if value is None else round(value, 10))

    return [replace(f, conditions=tuple(map(rounded, f.conditions))) for f in found] == [
        replace(f, conditions=tuple(map(rounded, f.conditions))) for f in expected
    ]


def test_a_good_round_leads_to_nothing(crm_readiness, hand):
    assert find(crm_readiness, hand.evidence()) == ()


@pytest.mark.parametrize(
    ("code", "just", "just_not", "condition"),
    CASES,
    ids=[f"{code} {part.kind} {' '.join(part.codes)}" for code, _, _, part in CASES],
)
def test_each_condition_just_holding_and_just_not(
    crm_readiness, hand, code, just, just_not, condition
):
    assert find(crm_readiness, just_not(RoundInHand(crm_readiness)).evidence()) == ()
    found = find(crm_readiness, just(hand).evidence())
    assert same(found, [Finding(code, (condition,))]), found


def test_every_condition_of_the_file_has_a_case(crm_readiness):
    written = {
        (rule.code, condition.kind, condition.codes[:1], condition.group, condition.name)
        for rule in crm_readiness.findings
        for condition in rule.conditions
        if condition.codes
    }
    tested = {(code, c.kind, c.codes[:1], c.group, c.name) for code, _, _, c in CASES}
    # R-COW needs both of its conditions, so it has tests of its own below.
    assert written - tested == {("R-COW", K.ITEM_BELOW, ("C5b",), None, None)}


@pytest.mark.parametrize(
    ("score", "stage", "is_found"),
    [(2.49, 3, True), (2.49, 5, True), (2.49, 2, False), (2.5, 3, False), (2.49, None, False)],
)
def test_current_paths_are_automated_once_a_contract_is_signed(
    crm_readiness, hand, score, stage, is_found
):
    found = find(crm_readiness, hand.item("C5b", score).at(stage).evidence())
    conditions = (
        fired(K.ITEM_BELOW, "C5b", score, 2.5),
        fired(K.STAGE_AT_LEAST, "", stage, 3),
    )
    assert found == ((Finding("R-COW", conditions, When.ALL),) if is_found else ())


@pytest.mark.parametrize("client_type", CLIENT_TYPES)
def test_the_customer_master_is_about_companies(crm_readiness, client_type):
    hand = RoundInHand(crm_readiness, client_type).item("Q5a", 1.0)
    codes = [finding.code for finding in find(crm_readiness, hand.evidence())]
    assert codes == ([] if client_type == "b2c" else ["R-MASTER"])


def test_weekly_use_counts_only_with_a_system_in_place(crm_readiness, hand):
    assert find(crm_readiness, hand.item("C4e", None).evidence()) == ()


def test_all_that_holds_is_told_in_the_order_of_the_file(crm_readiness, hand):
    hand.item("S6a", 1.0).item("S4a", 2.0).item("S4c", 1.5).gate("G7", 1.0)
    assert find(crm_readiness, hand.evidence()) == (
        Finding(
            "R-SYS",
            (fired(K.ITEM_BELOW, "S4a", 2.0, 2.5), fired(K.ITEM_BELOW, "S4c", 1.5, 2.5)),
        ),
        Finding("R-VOICE", (fired(K.GATE_BELOW, "G7", 1.0, 2.5),)),
        Finding("R-DYN", (fired(K.ITEM_BELOW, "S6a", 1.0, 2.5),)),
    )


def test_everything_wrong_is_every_finding(crm_readiness, hand):
    for code in hand.items:
        hand.item(code, 1.0)
    for gate in hand.gates:
        hand.gate(gate, 1.0)
    hand.dimension("C", 1.0).capability("S1", cap_binds=True)
    claims(4, 4, 4)(hand)
    found = find(crm_readiness, hand.evidence())
    assert [f.code for f in found] == [rule.code for rule in crm_readiness.findings]


def test_nothing_scored_is_no_finding(crm_readiness, hand):
    for code in hand.items:
        hand.item(code, None).nobody_else(code)
    for gate in hand.gates:
        hand.gate(gate, None)
    for dimension in hand.dimensions:
        hand.dimension(dimension, None)
    for capability in hand.capabilities:
        hand.capability(capability, None)
    assert find(crm_readiness, hand.at(None).named(None).evidence()) == ()
    hand.items, hand.capabilities, hand.dimensions, hand.gates = {}, {}, {}, {}
    assert find(crm_readiness, hand.named({}).evidence()) == ()


def test_groups_without_answers_are_no_finding(crm_readiness, hand):
    for code, item in hand.items.items():
        for part in item.groups:
            hand.answers(code, part.group, 0, 0, 0, 0, 0)
    assert find(crm_readiness, hand.named({"late": 0}).evidence()) == ()


def test_a_claim_needs_all_of_its_items(crm_readiness, hand):
    claims(5, 5, 5)(hand).facts(**PROOF)
    assert [f.code for f in find(crm_readiness, hand.evidence())] == ["R-ILLUS"]
    hand.item("Q1a", None).nobody_else("Q1a")
    assert find(crm_readiness, hand.evidence()) == ()


@pytest.mark.parametrize(
    ("known", "value"),
    [
        ("Q1b Q1c Q1d Q2b", 2.0),
        ("Q1b Q1c Q1d", 5 - 8 / 3),
        ("Q1c Q2b", 2.0),  # just half of the facts
        ("Q1b Q1c", 2.5),
        ("Q1c", None),
        ("", None),
    ],
)
def test_a_claim_is_held_against_the_facts_there_are(crm_readiness, hand, known, value):
    codes = known.split()
    claims(5, 5, 5)(hand).facts(**{code: PROOF[code] if code in codes else None for code in PROOF})
    told = fired(K.CLAIM_ABOVE_FACTS, f"Q1a Q4a Q6b {known}", value, 1.0, group=X)
    expected = [] if value is None else [Finding("R-ILLUS", (told,))]
    assert same(find(crm_readiness, hand.evidence()), expected)


def test_a_mean_needs_every_item(crm_readiness, hand):
    assert find(crm_readiness, hand.item("C1a", 1.0).item("C6a", None).evidence()) == ()


def test_dont_knows_are_not_an_owner_people_agree_on(crm_readiness, hand):
    hand.nobody_else("S3a", B).answers("S3a", B, 9, 0, 0, 1, 0, dont_know=9)
    (finding,) = find(crm_readiness, hand.evidence())
    assert finding.conditions == (fired(K.SAME_ANSWER_BELOW, "S3a", 0.1, 0.6),)


def test_dimensions_that_are_not_scored_are_left_out(crm_readiness, hand):
    hand.dimension("A", None).dimension("Q", 2.5)
    (finding,) = find(crm_readiness, hand.evidence())
    assert finding == Finding("R-BAL", (fired(K.DIMENSIONS_APART, "S Q", 1.5, 1.0),))


# Kinds with choices the built-in framework does not make.


def with_condition(framework, *conditions, when=When.ANY):
    return replace(framework, findings=(FindingRule("R-NEW", "New", when, conditions),))


@pytest.mark.parametrize(
    ("higher", "gap", "is_found"),
    [
        ("it", 0.6, True),
        ("it", -0.6, False),
        ("business", -0.6, True),
        ("business", 0.6, False),
        (None, -0.6, True),
    ],
)
def test_sides_apart_in_one_direction(crm_readiness, hand, higher, gap, is_found):
    framework = with_condition(crm_readiness, Condition(K.SIDES_APART, ("A2",), higher=higher))
    assert bool(find(framework, hand.gap("A2", gap).evidence())) is is_found


def test_dont_knows_that_are_left_out_are_no_answers(crm_readiness, hand):
    """A2b leaves them out of the mean, so its counts hold none of them."""
    hand.nobody_else("A2b", X).answers("A2b", X, 0, 0, 0, 3, 1, dont_know=4)
    share = Condition(K.DONT_KNOW_AT_LEAST, ("A2b",), 0.5)
    same_answer = Condition(K.SAME_ANSWER_BELOW, ("A2b",), 0.6)
    levels = Condition(K.LEVELS_SHARE_ABOVE, ("A2b",), 0.7, levels=(4,))
    framework = with_condition(crm_readiness, share, same_answer, levels, when=When.ALL)
    (finding,) = find(framework, hand.evidence())
    assert [condition.value for condition in finding.conditions] == [0.5, 3 / 8, 3 / 4]


def test_one_group_alone_where_a_condition_names_it(crm_readiness, hand):
    hand.answers("A2b", I, 10, 0, 0, 0, 0)
    condition = Condition(K.LEVELS_SHARE_ABOVE, ("A2b",), 0.9, I, levels=(1,))
    framework = with_condition(crm_readiness, condition)
    (finding,) = find(framework, hand.evidence())
    assert finding.conditions == (fired(K.LEVELS_SHARE_ABOVE, "A2b", 1.0, 0.9, group=I),)


def test_a_median_between_two_levels(crm_readiness, hand):
    hand.answers("S5b", X, 2, 2, 0, 0, 0)
    condition = Condition(K.MEDIAN_AT_MOST, ("S5b",), 1.5, X)
    (finding,) = find(with_condition(crm_readiness, condition), hand.evidence())
    assert finding.conditions[0].value == 1.5
    assert find(crm_readiness, hand.evidence()) == ()


def test_a_framework_without_rules_makes_no_findings(small):
    hand = RoundInHand(small)
    assert find(small, hand.item("S1a", 1.0).gate("G7", 1.0).evidence()) == ()


@given(st.data())
def test_a_higher_score_never_adds_a_low_item(crm_readiness, data):
    """Raising one item's score takes away conditions about it and adds none."""
    code = data.draw(st.sampled_from(["S3a", "S4a", "S4b", "C6b", "Q3a", "Q3c", "A1a"]))
    low, high = sorted(data.draw(st.tuples(*[st.floats(1, 5)] * 2)))
    before = find(crm_readiness, RoundInHand(crm_readiness).item(code, low).evidence())
    after = find(crm_readiness, RoundInHand(crm_readiness).item(code, high).evidence())
    assert {f.code for f in after} <= {f.code for f in before}


def test_findings_survive_json(crm_readiness, hand):
    hand.item("C5b", 1.0).split("C6c").gap("A1", 1.0).gate("G1", 2.0)
    found = find(crm_readiness, hand.evidence())
    assert len(found) == 4
    stored = json.loads(json.dumps([to_plain(finding) for finding in found]))
    assert tuple(from_plain(Finding, plain) for plain in stored) == found


def test_all_rules_are_quick(crm_readiness, hand):
    evidence = hand.evidence()
    times = []
    for _ in range(20):
        start = time.perf_counter()
        find(crm_readiness, evidence)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.001  # 0.1 ms on the machine it was built on


def test_findings_are_light():
    assert loaded_by("import scoring.findings") == []
