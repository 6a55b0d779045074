"""How fine the numbers of a release are, and what it concludes from them."""

from dataclasses import replace

import pytest

from scoring import Answers, ScoreOptions, score
from scoring.framework import ConditionKind
from scoring.release import release
from scoring.release.coarse import index_of, level_near, one_decimal, percent
from tests.reports.samples import FACTS, HEADCOUNTS, LEVELS, PEOPLE, answers_of


def card_of(framework, people=PEOPLE, facts=FACTS, levels=LEVELS, change=None):
    ballots = answers_of(framework, people, levels)
    if change is not None:
        ballots = [(group, change(group, answers)) for group, answers in ballots]
    return score(framework, Answers.from_ballots(framework, ballots), facts, HEADCOUNTS)


@pytest.fixture(scope="module")
def card(crm_readiness):
    return card_of(crm_readiness)


@pytest.fixture(scope="module")
def card_with_few(crm_readiness):
    return card_of(crm_readiness, PEOPLE | {"it": 4})


@pytest.mark.parametrize(
    ("number", "shown"), [(2.25, 2.3), (2.2499999999999996, 2.3), (2.24, 2.2), (5, 5.0)]
)
def test_one_decimal(number, shown):
    assert one_decimal(number) == shown


def test_shares_indices_and_levels():
    assert percent(0.125) == 0.13
    assert index_of(3.3) == 58.0
    assert (level_near(4.5), level_near(4.49), level_near(0.2)) == (5, 4, 1)
    assert (one_decimal(None), percent(None), index_of(None)) == (None, None, None)


def test_no_number_has_more_digits_than_a_page_shows(card):
    """Two hidden means could be told apart by the digits of their sum."""
    released = release(card, 5)
    numbers = [
        *(part.score for part in released.dimensions),
        *(number for part in released.capabilities for number in (part.score, part.perception)),
        *(cell.mean for cell in released.cells),
        *(gate.value for gate in released.gates),
        *(number for gap in released.gaps for number in (gap.business, gap.it, gap.gap)),
        *(gap.gap for gap in released.hierarchy_gaps),
        *(item.score for item in released.items),
        *(cell.mean for item in released.items for cell in item.cells),
        *(reason.value for reason in released.verdict.reasons),
        released.technology.lag,
        *(move.end for step in released.steps_up for move in step.moves),
        *(part.priority for part in released.priorities),
    ]
    known = [number for number in numbers if number is not None]
    assert len(known) > 300
    assert [number for number in known if round(number, 1) != number] == []
    raw = [part.score for part in card.capabilities if part.score is not None]
    assert [number for number in raw if round(number, 1) != number]  # negative control


def test_a_small_group_of_one_mind_is_shown_by_its_level(crm_readiness):
    def alike(group, answers):
        return answers | {"A5a": 4, "A5b": 4, "A5c": 4} if group == "it" else answers

    def nearly(group, answers):
        return alike(group, answers) | ({"A5c": 5} if answers.get("A5a") == 1 else {})

    cells = {
        (cell.capability, cell.group): cell
        for cell in release(card_of(crm_readiness, change=alike), 5).cells
    }
    cell = cells["A5", "it"]
    assert (cell.mean, cell.about, cell.n, cell.interval) == (None, 4, 6, None)
    many = card_of(crm_readiness, PEOPLE | {"it": 10}, change=alike)
    cell = next(
        cell for cell in release(many, 5).cells if (cell.capability, cell.group) == ("A5", "it")
    )
    assert (cell.mean, cell.about, cell.n) == (4.0, None, 10)


def test_items_are_counted_out_from_eight_people_on(card):
    cells = [cell for item in release(card, 5).items for cell in item.cells if cell.n is not None]
    for cell in cells:
        if cell.n < 8:
            assert (cell.mean, cell.counts, cell.dont_know_share) == (None, (), None)
            assert cell.about in range(1, 6)
        else:
            assert sum(cell.counts) == cell.n
    assert {cell.n < 8 for cell in cells} == {True, False}


def test_intervals_and_levels_stand_beside_scores(card):
    released = release(card, 5)
    for part, exact in zip(released.dimensions, card.dimensions, strict=True):
        assert part.interval.low == one_decimal(exact.interval.low)
        assert (part.level_low, part.level_high) == (exact.level_low, exact.level_high)
    assert released.overall.interval is not None
    assert released.verdict_confidence.top_share == percent(card.verdict_confidence.top_share)


def test_the_sensitivity_strip_needs_k_people_everywhere(card, card_with_few):
    assert [part.name for part in release(card, 5).sensitivity][:2] == ["default", "people"]
    assert release(card_with_few, 5).sensitivity == ()
    assert card_with_few.sensitivity != ()


def test_scores_without_flagged_ballots_are_never_shown(crm_readiness):
    def straight(group, answers):
        return dict.fromkeys(answers, 3) if group == "executives" else answers

    card = card_of(crm_readiness, change=straight)
    assert "unflagged" in [part.name for part in card.sensitivity]
    assert "unflagged" not in [part.name for part in release(card, 5).sensitivity]


def test_few_flags_are_none(card):
    flagged = replace(card.quality.flagged, same_option=4, dont_know=5, any=9)
    quality = release(replace(card, quality=replace(card.quality, flagged=flagged)), 5).quality
    assert (quality.flagged.same_option, quality.flagged.dont_know, quality.flagged.any) == (
        0,
        5,
        9,
    )


def test_leanings_to_agree_need_eight_people(card):
    shown = {part.group for part in release(card, 5).quality.acquiescence}
    assert shown == {"business", "frontline"}
    assert {part.group for part in card.quality.acquiescence} > shown


def test_findings_that_look_at_hidden_cells_are_dropped(crm_readiness):
    """Executives who do not know the owner: two of five people are nobody's business."""

    def unknowing(group, answers):
        return answers | {"S3a": "dk"} if group == "executives" else answers

    card = card_of(crm_readiness, change=unknowing)
    fired = [
        condition
        for finding in card.findings
        for condition in finding.conditions
        if condition.kind is ConditionKind.DONT_KNOW_GIVEN
    ]
    assert [condition.group for condition in fired] == ["executives"]
    kept = [
        condition.kind for finding in release(card, 5).findings for condition in finding.conditions
    ]
    assert ConditionKind.DONT_KNOW_GIVEN not in kept
    assert kept  # the others stay


@pytest.mark.parametrize(("executives", "is_told"), [(10, False), (5, True)])
def test_a_share_of_all_leaves_no_small_group_to_work_out(crm_readiness, executives, is_told):
    """All others are shown count by count, so the share would tell what six people answered."""
    people = PEOPLE | {"executives": executives}
    divided = [
        (group, given | {"S3a": 1 + number % 5})
        for number, (group, given) in enumerate(answers_of(crm_readiness, people, LEVELS))
    ]
    answers = Answers.from_ballots(crm_readiness, divided)
    card = score(crm_readiness, answers, FACTS, HEADCOUNTS | {"executives": 12})
    assert ConditionKind.SAME_ANSWER_BELOW in _kinds(card)
    released = release(card, 5)
    owner = next(item for item in released.items if item.code == "S3a")
    uncounted = [cell.group for cell in owner.cells if cell.n and not cell.counts]
    assert uncounted == (["executives", "it"] if is_told else ["it"])
    assert (ConditionKind.SAME_ANSWER_BELOW in _kinds(released)) is is_told


def _kinds(found):
    return {each.kind for finding in found.findings for each in finding.conditions}


def test_a_round_of_few_people_concludes_nothing_from_answers(crm_readiness):
    card = card_of(crm_readiness, dict.fromkeys(PEOPLE, 1))
    assert card.priorities
    assert card.verdict_confidence is None or card.verdict_confidence
    released = release(card, 5)
    assert released.steps_up == ()
    assert released.priorities == ()
    assert released.verdict_confidence is None
    assert [gap.capability for gap in released.hierarchy_gaps] == []
    kinds = {c.kind for finding in released.findings for c in finding.conditions}
    assert ConditionKind.TECHNOLOGY_AHEAD not in kinds
    assert {item.score for item in released.items if not item.is_fact} == {None}


def test_priorities_follow_from_the_scores_shown(card):
    released = release(card, 5)
    scores = {part.code: part.score for part in released.capabilities}
    target = {part.code: part.target for part in released.capabilities}
    aims = {min(target[part.capability], 3.0) for part in released.priorities} | {3.5}
    for part in released.priorities:
        assert round(scores[part.capability] + 4 * part.gap, 1) in {round(aim, 1) for aim in aims}
    assert [part.rank for part in released.priorities] == list(range(1, len(scores) + 1))[
        : len(released.priorities)
    ]


def test_older_releases_are_still_read(card):
    plain = release(card, 5).to_json()
    older = {
        name: plain[name]
        for name in (
            "framework", "client_type", "k", "group_weights", "respondents", "response",
            "reportable", "verdict", "overall", "dimensions", "gates", "capabilities", "cells",
            "gaps", "technology", "pilot",
        )
    }  # fmt: skip
    read = type(release(card, 5)).from_json({"schema": 1, **older})
    assert (read.items, read.findings, read.quality) == ((), (), None)


def test_weights_of_groups_are_taken_into_the_equations(crm_readiness):
    """With IT at weight 0 nobody can subtract it: the others' views may all be shown."""
    ballots = answers_of(crm_readiness, PEOPLE | {"it": 4}, LEVELS)
    answers = Answers.from_ballots(crm_readiness, ballots)
    options = ScoreOptions(group_weights={"it": 0.0})
    released = release(score(crm_readiness, answers, FACTS, HEADCOUNTS, options), 5)
    shown = {(cell.capability, cell.group) for cell in released.cells if cell.n is not None}
    assert {("S1", "executives"), ("S1", "business"), ("S1", "frontline")} <= shown
    assert not any(group == "it" for _capability, group in shown)
