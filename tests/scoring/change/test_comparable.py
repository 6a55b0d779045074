"""What two rounds have in common, and what is said of the rest."""

import warnings

import pytest

from scoring import ScoreOptions, score
from scoring.change import NoticeKind, RoundChange, Why, compare_rounds
from scoring.facts import FactError
from tests.scoring.change.held import (
    PEOPLE,
    all_changes,
    change_of,
    codes,
    edited,
    everybody,
    held,
    item_of,
    named,
    notice,
    without_item,
)


def three(_group, _n):
    return 3


def mixed(_group, n):
    return 1 + n % 5


def lifted(group, _n):
    """The frontline is far more content than everybody else."""
    return 5 if group == "frontline" else 3


class TestItems:
    def test_the_same_framework_leaves_nothing_out(self, small):
        part = held(small, everybody(small, mixed))
        assert compare_rounds(part, part).notices == ()

    def test_a_changed_anchor(self, small):
        def reword(spec):
            item_of(spec, "S6a")["anchors"][2] = "Every quarter"

        later = edited(small, reword)
        before = held(small, everybody(small, three))
        ballots = [
            (group, answers | ({"S6a": 5} if "S6a" in answers else {}))
            for group, answers in everybody(later, three)
        ]
        result = compare_rounds(before, held(later, ballots))
        assert notice(result, NoticeKind.ITEMS_CHANGED) == [("S6a", Why.CHANGED)]
        assert "S6a" not in codes(result.items)
        assert change_of(result, "S6").change.value == 0.0
        assert score(later, held(later, ballots).answers, {}).capabilities[1].score == 4.0

    def test_new_and_gone(self, small):
        later = edited(small, lambda spec: without_item(spec, "S5b"))
        before, after = (held(part, everybody(part, mixed)) for part in (small, later))
        there, back = compare_rounds(before, after), compare_rounds(after, before)
        assert notice(there, NoticeKind.ITEMS_CHANGED) == [("S5b", Why.GONE)]
        assert notice(back, NoticeKind.ITEMS_CHANGED) == [("S5b", Why.NEW)]
        assert change_of(there, "S6").change.value == 0.0

    def test_moved_to_another_capability(self, small):
        def move(spec):
            item = item_of(spec, "S5b")
            without_item(spec, "S5b")
            spec["dimensions"][0]["capabilities"][0]["items"].append(item)

        later = edited(small, move)
        before, after = (held(part, everybody(part, mixed)) for part in (small, later))
        result = compare_rounds(before, after)
        assert notice(result, NoticeKind.ITEMS_CHANGED) == [("S5b", Why.MOVED)]

    def test_a_text_is_nobodys_loss(self, small):
        later = edited(small, lambda spec: without_item(spec, "S1d"))
        before, after = (held(part, everybody(part, mixed)) for part in (small, later))
        assert compare_rounds(before, after).notices == ()

    def test_nothing_in_common(self, small):
        def reword(spec):
            for dimension in spec["dimensions"]:
                for part in dimension["capabilities"]:
                    for item in part["items"]:
                        item["question"] += " Really?"

        later = edited(small, reword)
        before, after = (held(part, everybody(part, mixed)) for part in (small, later))
        result = compare_rounds(before, after)
        assert all_changes(result) == []
        assert result.facts == ()

    def test_only_a_fact_in_common(self, small):
        def reword(spec):
            for item in (item_of(spec, code) for code in codes_asked):
                item["question"] += " Really?"

        codes_asked = [item.code for item in small.respondent_items]
        later = edited(small, reword)
        before, after = (held(part, [], facts={"Q3b": n}) for part, n in ((small, 3), (later, 6)))
        result = compare_rounds(before, after)
        change = change_of(result, "Q3")
        assert codes(all_changes(result)) == ["Q3"]
        assert (change.before, change.after, change.mdc) == (3.0, 5.0, 0.0)

    def test_an_emptied_dimension_leaves_no_overall(self, small):
        def reword(spec):
            for code in ("C1b", "C3a", "C3b"):
                item_of(spec, code)["question"] = "Another question?"

        later = edited(small, reword)
        before, after = (
            held(part, everybody(part, mixed), facts={"A1c": 2}) for part in (small, later)
        )
        result = compare_rounds(before, after)
        assert codes(result.dimensions) == ["S", "Q", "A"]
        assert result.overall is None

    def test_a_weight_that_changed_is_no_change(self, small):
        def weigh(spec):
            item_of(spec, "S6a")["weight"] = 3.0

        later = edited(small, weigh)
        ballots = [("business", {"S6a": 5, "S5b": 1})] * 4
        change = change_of(compare_rounds(held(small, ballots), held(later, ballots)), "S6")
        assert (change.before, change.after) == (4.0, 4.0)


class TestScoredInOneRound:
    def test_a_proof_that_is_new_moves_no_score(self, small):
        ballots = everybody(small, three)
        result = compare_rounds(held(small, ballots), held(small, ballots, facts={"S1b": 4}))
        assert notice(result, NoticeKind.ITEMS_IN_ONE_ROUND) == [("S1b", None)]
        assert change_of(result, "S1").change.value == 0.0

    def test_a_question_not_asked_again_moves_no_score(self, small):
        before = held(small, [("business", {"S6a": 3, "S5b": 1})] * 4)
        result = compare_rounds(before, held(small, [("business", {"S6a": 3})] * 4))
        assert notice(result, NoticeKind.ITEMS_IN_ONE_ROUND) == [("S5b", None)]
        change = change_of(result, "S6")
        assert (change.before, change.after) == (3.0, 3.0)

    def test_a_capability_not_scored_in_one_round_has_no_change(self, small):
        # Of three items one is answered: less than half of the weight.
        part = held(small, [("it", {"S1a": 3})] * 3)
        result = compare_rounds(part, part)
        assert codes(result.items) == ["S1a"]
        assert result.capabilities == ()

    def test_for_consumers_some_do_not_apply(self, small):
        part = held(small, everybody(small, mixed), facts={"Q5b": 50})
        result = compare_rounds(part, part, ScoreOptions(client_type="b2c"))
        assert result.client_type == "b2c"
        assert not {"Q5", "Q5a"} & set(codes(all_changes(result)))
        assert "Q5b" not in {fact.code for fact in result.facts}


class TestGroups:
    def test_below_quorum_in_one_round(self, small):
        few = PEOPLE | {"frontline": 2}
        before = held(small, everybody(small, three))
        after = held(small, everybody(small, lifted, few))
        there, back = compare_rounds(before, after), compare_rounds(after, before)
        assert there.groups == ("executives", "business", "it")
        assert notice(there, NoticeKind.GROUPS_LEFT_OUT) == [("frontline", Why.BELOW_QUORUM_AFTER)]
        assert notice(back, NoticeKind.GROUPS_LEFT_OUT) == [("frontline", Why.BELOW_QUORUM_BEFORE)]
        assert change_of(there, "C3a").after == 3.0
        enough = compare_rounds(before, held(small, everybody(small, lifted)))
        assert change_of(enough, "C3a").after == pytest.approx((3 + 3 + 5) / 3)

    def test_below_quorum_by_share(self, small):
        part = held(small, everybody(small, three), headcounts={"business": 30, "it": 12})
        result = compare_rounds(part, part)
        assert [code for code, _why in notice(result, NoticeKind.GROUPS_LEFT_OUT)] == [
            "business"
        ] * 2

    def test_one_level_makes_a_respondent(self, small):
        part = held(small, [("business", {"S6a": 3})] * 3)
        assert compare_rounds(part, part).groups == ("business",)

    def test_ballots_without_a_level_meet_no_quorum(self, small):
        before = held(small, everybody(small, three))
        after = held(
            small, [*everybody(small, three, {"it": 6}), ("executives", {}), ("executives", {})]
        )
        assert compare_rounds(before, after).groups == ("it",)

    def test_one_side_alone_leaves_alignment_unscored(self, small):
        before = held(small, everybody(small, three), facts={"A1c": 2})
        after = held(small, everybody(small, three, PEOPLE | {"it": 1}), facts={"A1c": 2})
        result = compare_rounds(before, after)
        assert "A" not in codes(result.dimensions)
        assert not {"A1", "A4", "A1a", "A4a"} & set(codes(all_changes(result)))

    def test_new_and_gone(self, small):
        def divide(spec):
            spec["groups"].insert(
                0, {"code": "partners", "short": "P", "title": "Partners", "choice": "I resell."}
            )

        later = edited(small, divide)
        before, after = (held(part, everybody(part, mixed)) for part in (small, later))
        there, back = compare_rounds(before, after), compare_rounds(after, before)
        assert notice(there, NoticeKind.GROUPS_LEFT_OUT) == [("partners", Why.NEW)]
        assert notice(back, NoticeKind.GROUPS_LEFT_OUT) == [("partners", Why.GONE)]
        assert {change.change.value for change in all_changes(there)} == {0.0}
        same = compare_rounds(before, before)
        assert [change.after for change in all_changes(there)] == [
            change.after for change in all_changes(same)
        ]
        weighed = compare_rounds(before, after, ScoreOptions(group_weights={"partners": 2.0}))
        assert weighed.overall == there.overall

    def test_order_does_not_matter(self, small):
        def shuffle(spec):
            for dimension in spec["dimensions"]:
                dimension["capabilities"].reverse()

        later = edited(small, shuffle)
        before = held(small, everybody(small, mixed))
        ballots = everybody(small, mixed)
        result = compare_rounds(before, held(later, ballots[::-1]))
        assert result.notices == ()
        assert {change.change.value for change in all_changes(result)} == {0.0}


class TestThin:
    CASES = (
        ("nobody", [], [], None),
        ("nobody before", [], [("it", {"S1a": 3})] * 3, None),
        ("nobody after", [("it", {"S1a": 3, "Q3a": 4})] * 3, [], ["a", "b", "c"]),
        ("blank", [("it", {})] * 3, [("it", {})] * 3, ["a", "b", "c"]),
        ("one group", [("it", {"S1a": 3, "Q3a": 4})] * 3, [("it", {"Q3a": 4})] * 3, None),
        ("all alike", [("it", {"Q3a": 4})] * 6, [("it", {"Q3a": 4})] * 6, [*"abcdef"]),
    )

    @pytest.mark.parametrize(
        ("before", "after", "links"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
    )
    def test_no_warning_no_nan(self, small, before, after, links):
        facts = {"Q3b": 6, "A1c": "na", "S1b": None}
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            result = compare_rounds(
                held(small, before, links and links[: len(before)], facts),
                held(small, after, links and links[: len(after)], facts),
            )
        assert "nan" not in str(result.to_json()).lower()
        assert RoundChange.from_json(result.to_json()) == result
        assert {change.change.value for change in all_changes(result)} <= {0.0}

    def test_facts_alone_carry_no_capability_that_nobody_answered(self, small):
        before = held(small, everybody(small, three), facts={"S1b": 2})
        result = compare_rounds(before, held(small, [], facts={"S1b": 4}))
        assert result.groups == ()
        assert "S1" not in codes(result.capabilities)
        assert [fact.change for fact in result.facts] == [2.0]


class TestRefused:
    def test_answers_of_another_version(self, small):
        later = edited(small, lambda spec: without_item(spec, "S5b"))
        part = held(small, [])
        with pytest.raises(ValueError, match="another framework version"):
            compare_rounds(part, type(part)(later, part.answers, {}, {}))

    def test_a_person_with_two_ballots(self, small):
        ballots = [("it", {"S1a": 3}), ("business", {"S1a": 3})]
        with pytest.raises(ValueError, match="must not occur twice"):
            compare_rounds(held(small, ballots), held(small, ballots, ["a", "a"]))

    def test_facts_and_headcounts(self, small):
        fine = held(small, [])
        with pytest.raises(FactError, match="S1b"):
            compare_rounds(fine, held(small, [], facts={"S1b": 9}))
        with pytest.raises(ValueError, match="0 or more"):
            compare_rounds(held(small, [], headcounts={"it": -1}), fine)

    def test_options(self, small):
        part = held(small, [])
        with pytest.raises(ValueError, match="unknown group"):
            compare_rounds(part, part, ScoreOptions(group_weights={"nobody": 1.0}))


def test_links_stay_with_their_people(small):
    # The frontline is left out, so rows move.
    ballots = everybody(small, mixed, PEOPLE | {"frontline": 1})
    part = held(small, ballots, named(ballots))
    change = change_of(compare_rounds(part, held(small, ballots[::-1], named(ballots)[::-1])), "S6")
    assert change.n_pairs == PEOPLE["executives"] + PEOPLE["business"]
    assert change.change.standard_error == 0.0
