"""What the report says: each sentence from its numbers, and no more than they carry."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from reports.document import document_of
from reports.document.parts import Passage
from reports.story.absence import absence_note
from reports.story.capabilities import capability_finding, furthest_below, group_codes
from reports.story.dimensions import dimension_finding, held_note
from reports.story.gaps import gap_finding, people_on_sides
from reports.story.gates import gate_finding, gate_lines
from reports.story.numbers import below_limit, distance, level, listed
from reports.story.response import (
    has_hidden,
    people_line,
    proof_line,
    response_lines,
    shortages,
    weights_line,
)
from reports.story.technology import technology_story
from reports.story.verdict import verdict_story
from scoring.release.parts import ReleasedGap
from tests.reports.figures.test_figures import EXTREMES
from tests.reports.samples import (
    FACTS,
    HEADCOUNTS,
    LEVELS,
    PEOPLE,
    everybody,
    sample_material,
    sample_release,
    sample_wording,
)

WORDING = sample_wording()
WITHOUT_IT = replace(WORDING, absent=frozenset({"it"}))
FULL_FACTS = {
    "S1b": 4, "S3c": 4, "S4b": 60, "S4d": 3, "S6c": 4, "C4e": 90, "Q1b": 97, "Q1c": 1,
    "Q1d": 97, "Q2b": 90, "Q3b": 6, "Q3c": 95, "Q4c": 4, "Q5b": 95, "A1c": 4,
}  # fmt: skip


def with_dimensions(**scores: float | None):
    """A release whose dimensions have these scores."""
    release = sample_release()
    return replace(
        release,
        dimensions=tuple(replace(part, score=scores[part.code]) for part in release.dimensions),
    )


def clear(release):
    """The release without plausible scores, so that the rules alone decide."""
    return replace(release, verdict_confidence=None)


def with_gaps(*gaps: tuple[str, float, float]):
    """A release with these gaps: capability, business, IT."""
    parts = tuple(ReleasedGap(code, business, it, it - business) for code, business, it in gaps)
    return replace(sample_release(), gaps=parts)


class TestNumbers:
    @pytest.mark.parametrize(
        ("score", "said"),
        [(2.25, "2.3"), (2.2499999999999996, "2.3"), (2.24, "2.2"), (5, "5.0"), (2.96, "3.0")],
    )
    def test_one_decimal_and_halves_go_up(self, score, said):
        assert level(score) == said

    def test_numbers_shown_together_fit_each_other(self):
        assert [distance(3.5, 2.25), distance(2.04, 2.06)] == ["1.2", "0.1"]
        assert [below_limit(2.96, 3), below_limit(2.94, 3)] == ["just under 3.0", "2.9"]

    def test_lists(self):
        assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["", "a", "a, b and c"]


class TestVerdict:
    @pytest.mark.parametrize(
        ("given", "name", "reason"),
        [
            (
                {"levels": everybody(4.2), "facts": FULL_FACTS},
                "Proceed",
                "Every dimension reaches 3.5 and every gate is passed.",
            ),
            (
                {"levels": everybody(3.2), "facts": FULL_FACTS},
                "Proceed with conditions",
                "Every dimension reaches 3.0 and no gate fails. "
                "Some dimensions do not reach 3.5 yet.",
            ),
            (
                {},
                "Decoupled pilot",
                "Strategy stands at 3.2, no gate fails, and one unit is ready to try. "
                "The organisation as a whole is not there yet.",
            ),
            (
                {"facts": {**FACTS, "S6c": 2}},
                "Fix foundations first",
                "3 of 4 dimensions stand below 3.0 and 4 of 9 gates are not passed.",
            ),
            (
                {"levels": everybody(1.4)},
                "Stop",
                "“A measurable problem” (1.4) and “A named owner” (1.4) both stand below 2.0, "
                "and everything else rests on them.",
            ),
            (
                {"people": {**PEOPLE, "executives": 2}},
                "Not enough answers",
                "A fair picture needs more answers from Executives.",
            ),
        ],
    )
    def test_the_rule_that_fired_is_said_in_words(self, given, name, reason):
        story = verdict_story(clear(sample_release(**given)), WORDING)
        assert story.name == name
        assert re.sub(r"\(1\.[3-6]\)", "(1.4)", story.reason) == reason

    def test_stop_for_strategy_and_culture(self):
        low = {group: {**LEVELS[group], "S": 1.3, "C": 1.3} for group in PEOPLE}
        facts = {**FULL_FACTS, "S4b": 0, "C4e": 5}
        story = verdict_story(sample_release(levels=low, facts=facts, spread=0.3), WORDING)
        assert story.name == "Stop"

    def test_a_pilot_brings_its_terms(self):
        assert len(verdict_story(clear(sample_release()), WORDING).terms) == 5

    def test_a_pilot_with_a_low_strategy_stays_away_from_customers(self):
        release = clear(with_dimensions(S=2.8, C=2.9, Q=2.6, A=2.6))
        terms = verdict_story(release, WORDING).terms
        assert terms[-1] == "No public channel to customers is part of it."

    def test_obstacles_name_value_and_limit(self):
        obstacles = verdict_story(sample_release(), WORDING).obstacles
        assert obstacles[0] == "Culture stands at 2.9 on average; 3.0 is needed."
        assert (
            "Business and IT do not yet work together in a team named on paper. "
            "The gate stands at 2.0; 3.0 is needed."
        ) in obstacles

    def test_a_missing_pilot_unit_is_an_obstacle(self):
        story = verdict_story(sample_release(facts={**FACTS, "S6c": 2}), WORDING)
        assert "No unit is ready for a pilot: 2 of 4 conditions are met." in story.obstacles

    def test_a_missing_proof_is_named(self):
        facts = {code: value for code, value in FACTS.items() if code != "S1b"}
        story = verdict_story(sample_release(facts=facts), WORDING)
        assert (
            "The gate “A measurable problem” is not proven. "
            "Nothing is known yet about “The problem in writing”."
        ) in story.obstacles

    def test_a_dimension_without_facts_is_the_cause_and_not_the_response(self):
        story = verdict_story(sample_release(facts={}, client_type="b2c"), WORDING)
        assert story.name == "No verdict yet"
        assert story.headline == "There is no verdict yet: one dimension cannot be scored."
        assert story.reason.startswith("“Data quality” has no score: the facts “")
        assert story.outlook == (
            "A verdict needs a new round, with all facts entered before it is closed."
        )

    def test_a_group_that_was_not_asked_must_be_asked(self):
        release = sample_release(people={**PEOPLE, "it": 0}, headcounts={**HEADCOUNTS, "it": 0})
        story = verdict_story(release, WITHOUT_IT)
        assert story.reason == "A fair picture needs IT, and that group was not asked."
        assert story.outlook == "A verdict needs a new round, in which IT must be asked."

    def test_a_framework_without_rules_has_no_verdict(self):
        framework = replace(WORDING.framework, verdict=None)
        release = replace(sample_release(), verdict=None)
        wording = replace(WORDING, framework=framework)
        assert verdict_story(release, wording) is None
        summary = document_of(sample_material(release, wording=wording)).summary
        assert (summary.name, summary.headline) == ("", dimension_finding(release, wording))


class TestDimensions:
    def test_the_lowest_and_the_highest(self):
        assert dimension_finding(with_dimensions(S=3.2, C=2.9, Q=2.5, A=2.6), WORDING) == (
            "Data quality stands lowest at 2.5 on average, Strategy highest at 3.2."
        )

    def test_small_differences_are_not_called_differences(self):
        assert dimension_finding(with_dimensions(S=3.2, C=2.9, Q=2.8, A=3.0), WORDING) == (
            "The dimensions stand close together, from 2.8 to 3.2 on average."
        )

    def test_one_that_is_not_scored_is_left_out(self):
        release = with_dimensions(S=3.2, C=2.9, Q=2.5, A=None)
        assert "Data quality stands lowest" in dimension_finding(release, WORDING)

    def test_none_is_scored(self):
        release = with_dimensions(S=None, C=None, Q=None, A=None)
        assert dimension_finding(release, WORDING) == "No dimension can be shown yet."

    def test_a_level_below_its_score_names_the_gate_that_holds_it(self):
        release = sample_release(levels=everybody(3.4), facts={**FULL_FACTS, "S1b": 1})
        assert held_note(release.dimensions[0], WORDING) == (
            "held at this level by the gate “A measurable problem”"
        )

    def test_a_level_that_fits_its_score_has_no_note(self):
        release = sample_release(levels=everybody(3.4), facts=FULL_FACTS)
        assert [held_note(part, WORDING) for part in release.dimensions] == [""] * 4

    def test_a_gate_that_is_hidden_is_not_named(self):
        release = sample_release(levels=everybody(3.4), facts={**FULL_FACTS, "S1b": 1})
        part = replace(release.dimensions[0], level_held_by=())
        assert held_note(part, WORDING) == "held at this level by a gate that is not shown"

    def test_not_scored_is_told_from_hidden(self):
        without_facts = sample_release(facts={}, client_type="b2c")
        notes = [absence_note(without_facts, part) for part in without_facts.dimensions]
        assert "not scored: facts are missing" in notes
        hidden = sample_release(people=dict.fromkeys(PEOPLE, 1))
        assert {absence_note(hidden, part) for part in hidden.dimensions} == {
            "not scored, or too few answers to show"
        }


class TestGates:
    def test_the_finding_counts_gates_that_apply(self):
        assert gate_finding(sample_release()) == "5 of 9 gates are passed."
        assert gate_finding(sample_release(client_type="b2c")).endswith("of 8 gates are passed.")

    def test_every_gate_has_a_line_and_none_is_left_out(self):
        states = [line.state for line in gate_lines(sample_release(), WORDING)]
        assert states == [
            "passed", "passed", "passed", "warned", "warned", "warned", "passed", "warned",
            "passed",
        ]  # fmt: skip

    def test_a_gate_that_does_not_apply_says_so(self):
        lines = gate_lines(sample_release(client_type="b2c"), WORDING)
        assert [line.word for line in lines].count("Does not apply") == 1

    def test_the_side_that_was_not_heard_is_named(self):
        release = sample_release(people={**PEOPLE, "it": 0}, headcounts={**HEADCOUNTS, "it": 0})
        said = [line.sentence for line in gate_lines(release, WITHOUT_IT)]
        assert any("the view of IT is missing: that side was not asked." in text for text in said)
        assert not any("Nothing is known" in text for text in said)

    def test_a_hidden_gate_has_no_number(self):
        release = sample_release(people=dict.fromkeys(PEOPLE, 1))
        hidden = [line for line in gate_lines(release, WORDING) if line.state == "hidden"]
        assert hidden
        assert {line.detail for line in hidden} == {""}


class TestGaps:
    def test_the_widest_gap_with_both_numbers(self):
        assert gap_finding(with_gaps(("A1", 3.3, 2.0), ("A2", 3.0, 3.9)), WORDING) == (
            "IT rates “One joint team” 2.0 on average, business 3.3."
        )
        assert gap_finding(with_gaps(("A1", 3.3, 2.8), ("A2", 3.0, 3.9)), WORDING) == (
            "Business rates “Who decides and who leads” 3.0 on average, IT 3.9."
        )

    def test_half_a_level_is_needed_for_a_finding(self):
        release = with_gaps(("A1", 3.0, 2.6))
        assert gap_finding(release, WORDING) == (
            "Business and IT see things much alike: no average is half a level apart."
        )

    def test_a_hidden_side_cannot_be_compared(self):
        assert "cannot be compared" in gap_finding(with_gaps(), WORDING)

    def test_a_side_that_was_not_asked_is_named(self):
        assert gap_finding(with_gaps(), WITHOUT_IT) == (
            "Business and IT cannot be compared: IT was not asked in this round."
        )

    def test_the_people_behind_it_are_counted_only_when_they_may_be(self):
        assert people_on_sides(sample_release(), WORDING) == "79 people in business, 6 in IT."
        assert people_on_sides(sample_release(people={**PEOPLE, "it": 4}), WORDING) == ""


class TestCapabilities:
    def test_the_finding_names_the_lowest_and_the_highest(self):
        release = sample_release()
        scored = sorted(release.capabilities, key=lambda part: part.score)
        finding = capability_finding(release, WORDING)
        assert finding.startswith(f"“{WORDING.capability(scored[0].code)}” stands lowest at")
        assert f"“{WORDING.capability(scored[-1].code)}” highest at" in finding

    def test_furthest_below_names_three_with_their_distance(self):
        sentences = furthest_below(sample_release(), WORDING)
        assert len(sentences) == 3
        assert sentences[0] == (
            "“Keeping records up to date” stands at 2.3 on average: 1.2 below the target of 3.5."
        )

    def test_what_the_proof_holds_down_is_said(self):
        release = sample_release(levels=everybody(4.5), facts={**FULL_FACTS, "S3c": 1})
        held = next(part for part in release.capabilities if part.cap_binds)
        note = "held down by the proof: what is on paper stands at 2.0"
        assert (held.score, held.evidence) == (3, 2)
        assert f"“{WORDING.capability(held.code)}” is {note}." in capability_finding(
            release, WORDING
        )
        assert furthest_below(release, WORDING)[0].endswith(f"it is {note}.")

    def test_a_group_not_asked_has_no_column(self):
        release = sample_release(people={**PEOPLE, "it": 0}, headcounts={**HEADCOUNTS, "it": 0})
        assert group_codes(release, WITHOUT_IT) == ["executives", "business", "frontline"]


class TestTechnology:
    @pytest.mark.parametrize(
        ("stage", "level", "finding"),
        [
            (5, 3.3, "Technology is only a little ahead of the organisation: 0.2 levels."),
            (3, 3.5, "Technology is not ahead of the organisation."),
            (5, 2.8, "Technology is 0.7 levels ahead of the organisation."),
            (
                5,
                2.0,
                "Technology is 1.5 levels ahead: that is how an expensive old organisation begins.",
            ),
        ],
    )
    def test_the_finding_follows_the_lag(self, stage, level, finding):
        facts = {**FACTS, "S4d": stage}
        story = technology_story(sample_release(levels=everybody(level), facts=facts), WORDING)
        assert re.sub(r"\d\.\d levels", "x levels", story.finding) == re.sub(
            r"\d\.\d levels", "x levels", finding
        )

    def test_an_unknown_stage_is_said(self):
        facts = {code: value for code, value in FACTS.items() if code != "S4d"}
        story = technology_story(sample_release(facts=facts), WORDING)
        assert story.finding == "It is not entered yet how far technology has come."


class TestResponse:
    def test_counts_of_small_groups_are_not_shown(self):
        release = sample_release(people={**PEOPLE, "it": 4})
        lines = response_lines(release, WORDING)
        assert [(line.answered, line.invited, line.share) for line in lines] == [
            ("5", "6", "83\u00a0%"),
            ("14", "30", "47\u00a0%"),
            ("60", "160", "38\u00a0%"),
            ("fewer than 5", "–", "–"),
        ]
        assert people_line(release, WORDING) == (
            "Some groups are too small to be shown; they are counted in the whole."
        )

    def test_a_group_not_asked_is_not_missed_among_the_people(self):
        release = sample_release(people={**PEOPLE, "it": 0}, headcounts={**HEADCOUNTS, "it": 0})
        assert people_line(release, WITHOUT_IT) == "79 people answered."
        assert response_lines(release, WITHOUT_IT)[3].answered == "not asked"
        assert not has_hidden(release, WITHOUT_IT)

    def test_nobody_answered(self):
        release = sample_release(people=dict.fromkeys(PEOPLE, 0))
        assert people_line(release, WORDING) == "No group has enough answers to be shown."

    def test_shortages_say_how_many_more_unless_that_gives_a_group_away(self):
        release = sample_release(people={**PEOPLE, "frontline": 30, "it": 1})
        needed = {"executives": 3, "business": 9, "frontline": 48, "it": 4}
        assert shortages(release, WORDING, needed) == (
            "Frontline: 18 more answers are needed (30 of 48).",
            "IT: 4 answers are needed, and there are fewer.",
        )

    def test_a_group_not_asked_in_the_round(self):
        release = sample_release(people={**PEOPLE, "it": 0}, headcounts={**HEADCOUNTS, "it": 0})
        assert shortages(release, WORDING, {}) == ("IT: nobody is asked in this round.",)

    def test_the_rule_of_proof_is_said(self):
        assert proof_line(WORDING) == (
            "Proof counts: a capability stands at most 1 level above what its facts show, "
            "however well it is spoken of."
        )

    def test_equal_weights_are_said_in_words(self):
        assert weights_line(sample_release(), WORDING) == (
            "Every group counts the same, however many people it has. "
            "In “Business and IT together” business counts 50\u00a0% and IT 50\u00a0%."
        )

    def test_other_weights_are_printed(self):
        release = sample_release()
        weights = (replace(release.group_weights[0], weight=2.0), *release.group_weights[1:])
        assert weights_line(replace(release, group_weights=weights), WORDING).startswith(
            "The groups are weighed: Executives 2, Business managers 1, Frontline 1, IT 1."
        )


def texts(part: object) -> Iterator[str]:
    """Every text of a document, whatever holds it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)
    elif is_dataclass(part):
        for each in fields(part):
            yield from texts(getattr(part, each.name))


@pytest.mark.parametrize("case", EXTREMES)
def test_every_release_can_be_told(case):
    said = list(texts(document_of(sample_material(sample_release(**EXTREMES[case])))))
    assert len(said) > 100
    assert [text for text in said if re.search(r"\bNone\b|%\(|\bnan\b", text)] == []


def test_sentences_are_plain():
    """Look.md: no exclamation marks, no slashes, sentences that end."""
    document = document_of(sample_material())
    summary = document.summary
    passages = [
        part for chapter in document.chapters for part in chapter.blocks
        if isinstance(part, Passage)
    ]  # fmt: skip
    sentences = [
        summary.headline, summary.reason, summary.confidence, summary.step_up, summary.decay,
        summary.owner, *summary.footnotes,
        *(sentence for passage in passages for sentence in passage.sentences),
    ]  # fmt: skip
    sentences = [text for text in sentences if text]
    assert [text for text in sentences if re.search(r"[!/]", text)] == []
    assert [text for text in sentences if not text.endswith((".", "?"))] == []


def test_a_gap_in_the_hierarchy_alone_keeps_from_proceeding():
    """Executives far above the frontline: the verdict waits until both have talked."""
    highest = {"executives": 5, "business": 4.4, "frontline": 3, "it": 4.6}
    levels = {group: dict.fromkeys("SCQA", level) for group, level in highest.items()}
    apart = verdict_story(sample_release(levels=levels, facts=FULL_FACTS, spread=0.1), WORDING)
    expected = "Executives see things far brighter than the people below them."
    assert apart.name == "Proceed with conditions"
    assert expected in apart.reason
    assert [expected in line for line in apart.obstacles] == [True]
    levels |= {"executives": dict.fromkeys("SCQA", 3.4)}
    close = verdict_story(sample_release(levels=levels, facts=FULL_FACTS, spread=0.1), WORDING)
    assert close.name == "Proceed"
