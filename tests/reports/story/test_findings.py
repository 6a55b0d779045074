"""Every kind of condition says its number, and says it without one where that is hidden."""

from dataclasses import replace

import pytest

from reports.story.conditions import _SENTENCES
from reports.story.findings import finding_stories
from scoring.framework import ConditionKind as Kind
from scoring.release.parts import ReleasedItemCell
from tests.reports.samples import sample_wording
from tests.reports.story.rounds import WORDING, fired, round_of, with_finding

STOOD_LOW = "“How needs reach IT” stands low."
ASKED = (
    "They were asked about “Trust in customer records”.",
    "The facts: “Duplicate records”.",
)


def told(code, *conditions, release=None):
    release = with_finding(release or round_of("usual"), code, *conditions)
    (story,) = finding_stories(release, WORDING)
    return story


CASES = [
    (
        "R-FENCE",
        fired(Kind.ITEM_BELOW, "A1a", value=2.3, limit=2.5),
        ("“How needs reach IT” stands at 2.3 on average; at least 2.5 is needed.",),
    ),
    (
        "R-FENCE",
        fired(Kind.ITEM_BELOW, "A1a", value=2.5, limit=2.5),
        ("“How needs reach IT” stands at just under 2.5 on average; at least 2.5 is needed.",),
    ),
    ("R-FENCE", fired(Kind.ITEM_BELOW, "A1a", limit=2.5), (STOOD_LOW,)),
    (
        "R-RESIST",
        fired(Kind.ITEM_BELOW, "C2a", value=2.1, limit=2.5, group="frontline"),
        ("Frontline: “Shared will to finish” stands at 2.1; at least 2.5 is needed.",),
    ),
    (
        "R-LOAD",
        fired(Kind.ITEM_AT_MOST, "Q3a", value=1.5, limit=1.5),
        ("“Plan for the first data” stands at 1.5 on average; more than 1.5 is needed.",),
    ),
    (
        "R-LOAD",
        fired(Kind.ITEM_AT_MOST, "Q3c", value=1.0, limit=1.0),
        ("The fact “Records loaded without typing” stands at level 1 of 5.",),
    ),
    (
        "R-AUTH",
        fired(Kind.MEAN_BELOW, "C1a", "C6a", value=2.2, limit=2.5),
        (
            "“Customer interest against own targets” and “Match of promise and practice” "
            "together stand at 2.2; at least 2.5 is needed.",
        ),
    ),
    (
        "R-VOICE",
        fired(Kind.GATE_BELOW, "G7", value=2.1, limit=2.5),
        ("The gate “Safe to speak up” stands at 2.1; at least 2.5 is needed.",),
    ),
    (
        "R-VOICE",
        fired(Kind.GATE_BELOW, "G7", limit=2.5),
        ("People do not yet feel safe enough to bring bad news to the top.",),
    ),
    (
        "R-COW",
        fired(Kind.STAGE_AT_LEAST, value=3.0, limit=3),
        ("Technology has come this far: We have signed a contract for a system.",),
    ),
    (
        "R-OWN",
        fired(Kind.LEVELS_SHARE_ABOVE, "A2b", value=0.68, limit=0.5),
        (
            "On “Who leads the change”, 68\u00a0% chose one of these: “Nobody so far”, “IT” and "
            "“The vendor or a consultant”.",
        ),
    ),
    (
        "R-OWN",
        fired(Kind.SAME_ANSWER_BELOW, "S3a", value=0.45, limit=0.6),
        ("Only 45\u00a0% give the same answer on “Owner of the results”.",),
    ),
    (
        "R-OWN",
        fired(Kind.DONT_KNOW_GIVEN, "S3a", group="executives"),
        ("Executives: somebody answers “don't know” on “Owner of the results”.",),
    ),
    (
        "R-ETIQ",
        fired(Kind.DONT_KNOW_AT_LEAST, "Q4a", value=0.41, limit=0.4),
        ("41\u00a0% answer “don't know” on “Rules for customer records”.",),
    ),
    (
        "R-DK",
        fired(Kind.DONT_KNOW_AT_LEAST, "Q4a", value=0.41, limit=0.4, group="it"),
        ("IT: 41\u00a0% answer “don't know” on “Rules for customer records”.",),
    ),
    (
        "R-INSIGHT",
        fired(Kind.MEDIAN_AT_MOST, "S5b", value=1.0, limit=1.0, group="executives"),
        ("Executives: at least half answer “None” on “Own days with customers”.",),
    ),
    (
        "R-INSIGHT",
        fired(Kind.MEDIAN_AT_MOST, "S5b", value=2.5, limit=3.0),
        ("Half answer “1 day” or lower on “Own days with customers”.",),
    ),
    (
        "R-ILLUS",
        fired(Kind.CLAIM_ABOVE_FACTS, "Q1a", "Q1c", value=1.3, limit=1.0, group="executives"),
        ("Executives see things 1.3 levels above the facts.", *ASKED),
    ),
    (
        "R-ILLUS",
        fired(Kind.CLAIM_ABOVE_FACTS, "Q1a", "Q1c", limit=1.0, group="executives"),
        ("Executives see things brighter than the facts show.", *ASKED),
    ),
    (
        "R-PROB",
        fired(Kind.PROBLEM_SHARE_BELOW, "S1d", value=0.4, limit=0.5),
        ("Only 40\u00a0% name the same problem that CRM should solve.",),
    ),
    (
        "R-CAMP",
        fired(Kind.SPLIT, "A1b"),
        ("On “Who is in the room” people stand in two camps.",),
    ),
]


@pytest.mark.parametrize(("code", "condition", "sentences"), CASES)
def test_a_condition_says_its_number(code, condition, sentences):
    assert told(code, condition).sentences == sentences


def test_every_kind_has_sentences():
    assert set(_SENTENCES) == set(Kind)


@pytest.mark.parametrize("kind", sorted(set(Kind)))
def test_a_hidden_number_is_left_out(kind):
    """Told from a release in which nothing is shown, no kind says a digit."""
    codes = {
        Kind.GATE_BELOW: ("G7",),
        Kind.CAPABILITY_BEHIND: ("A5", "S"),
        Kind.DIMENSIONS_APART: ("S", "Q"),
        Kind.CAP_BINDS: ("S1",),
        Kind.SIDES_APART: ("A1",),
        Kind.HIERARCHY_APART: ("C1",),
        Kind.TECHNOLOGY_AHEAD: ("S4d",),
        Kind.STAGE_AT_LEAST: (),
    }
    release = replace(round_of("nothing"), technology=None)
    condition = fired(kind, *codes.get(kind, ("A1a",)), limit=2.5)
    story = told("R-DYN", condition, release=release)
    assert story.sentences or kind is Kind.STAGE_AT_LEAST
    assert not any(letter.isdigit() for sentence in story.sentences for letter in sentence)


class TestFromTheRelease:
    """Conditions whose numbers stand elsewhere in the release."""

    def test_dimensions_apart(self):
        scores = {part.code: part.score for part in round_of("usual").dimensions}
        story = told("R-BAL", fired(Kind.DIMENSIONS_APART, "S", "Q", value=1.2, limit=1.0))
        assert story.sentences == (
            f"“Strategy” leads with {scores['S']}; “Data quality” stands at {scores['Q']}.",
        )

    def test_a_capability_behind_a_dimension(self):
        scores = {part.code: part.score for part in round_of("usual").dimensions}
        condition = fired(Kind.CAPABILITY_BEHIND, "A5", "S", value=2.3, limit=2.5)
        assert told("R-BAL", condition).sentences == (
            "“Systems that work together” stands at 2.3, while “Strategy” stands at "
            f"{scores['S']}.",
        )

    def test_sides_apart(self):
        gap = next(gap for gap in round_of("usual").gaps if gap.capability == "A1")
        (sentence,) = told("R-FENCE", fired(Kind.SIDES_APART, "A1", value=-1.3)).sentences
        assert (
            sentence == f"IT rates “One joint team” {gap.it} on average, business {gap.business}."
        )

    def test_leaders_and_their_people(self):
        gap = next(gap for gap in round_of("usual").hierarchy_gaps if gap.capability == "C1")
        (sentence,) = told("R-HIER", fired(Kind.HIERARCHY_APART, "C1", value=1.2)).sentences
        assert sentence == (
            f"“Customers first in daily work”: Executives see level {gap.upper} on average, "
            f"Frontline {gap.lower}."
        )

    def test_claims_one_by_one(self):
        release = round_of("claims")
        part = next(part for part in release.capabilities if part.code == "S1")
        assert told("R-CAP", fired(Kind.CAP_BINDS, "S1"), release=release).sentences == (
            f"“A measurable business problem”: answers stand at {part.perception}, "
            f"the facts at {part.evidence}.",
        )

    def test_technology_ahead(self):
        release = round_of("low")
        story = told("R-SEQ", fired(Kind.TECHNOLOGY_AHEAD, "S4d", value=0.6), release=release)
        assert story.title == "Technology is ahead of the organisation."
        assert story.sentences == (
            "This stage of technology needs 2.5, and the organisation stands at "
            f"{release.technology.foundation:.1f}.",
        )

    def test_camps_are_counted_only_where_all_answers_are_shown(self):
        def cell(group, counts):
            return ReleasedItemCell(group, 3.0, None, sum(counts), counts, None, None)

        def items(*cells):
            release = round_of("usual")
            return replace(
                release,
                items=tuple(
                    replace(item, cells=cells) if item.code == "A1b" else item
                    for item in release.items
                ),
            )

        counted = items(cell("business", (4, 2, 0, 3, 1)), cell("it", (2, 2, 1, 4, 1)))
        split = fired(Kind.SPLIT, "A1b")
        assert told("R-CAMP", split, release=counted).sentences == (
            "On “Who is in the room” people stand in two camps: "
            "50\u00a0% answer low, 45\u00a0% high.",
        )
        hidden = items(cell("business", (4, 2, 0, 3, 1)), cell("it", ()))
        assert told("R-CAMP", split, release=hidden).sentences == (
            "On “Who is in the room” people stand in two camps.",
        )


class TestChecklists:
    def test_loading_lists_six_points_and_how_many_are_there(self):
        story = told("R-LOAD", fired(Kind.ITEM_AT_MOST, "Q3c", value=1.0, limit=1.0))
        assert story.checklist.title == "3 of these 6 points are on paper:"  # FACTS["Q3b"]
        assert story.checklist.points == WORDING.framework.item("Q3b").elements

    def test_without_the_fact_they_are_only_listed(self):
        release = replace(round_of("usual"), items=())
        condition = fired(Kind.ITEM_AT_MOST, "Q3a", value=1.0, limit=1.5)
        story = told("R-LOAD", condition, release=release)
        assert story.checklist.title == "A plan for the first data has these 6 points:"
        assert len(story.checklist.points) == 6

    def test_trust_names_which_of_the_three(self):
        story = told(
            "R-AUTH",
            fired(Kind.SPLIT, "C6c", name="execution"),
            fired(Kind.ITEM_BELOW, "C6c", value=2.0, limit=2.5, name="execution"),
            fired(Kind.ITEM_BELOW, "C6b", value=2.0, limit=2.5, name="asymmetry"),
        )
        assert [point.split(":")[0] for point in story.checklist.points] == [
            "Execution",
            "Asymmetry",
        ]

    @pytest.mark.parametrize(
        ("scores", "start"),
        [
            ({"C2d": 2.4, "C2a": 1.0}, "First of all people have to see what the change is for."),
            ({"C2d": 3.0, "C2a": 2.9}, "First of all people have to want the change."),
            ({"C2d": 4, "C2a": 4, "C4d": 4, "C2b": 4, "C4c": 2}, "First of all pay and praise"),
        ],
    )
    def test_resistance_names_the_first_barrier(self, scores, start):
        title = told_with_items(scores).checklist.title
        assert title.startswith(start)
        assert "too few" not in title

    def test_what_is_hidden_before_it_is_said(self):
        title = told_with_items({"C2d": None, "C2a": 2.9}).checklist.title
        assert title.endswith("Something that comes before has too few answers to show.")

    def test_no_barrier_no_words(self):
        scores = dict.fromkeys(["C2d", "C2a", "C4d", "C2b", "C4c"], 3.0)
        assert told_with_items(scores).checklist.title == ""

    def test_most_findings_have_none(self):
        story = told("R-DYN", fired(Kind.ITEM_BELOW, "S6a", value=2.0, limit=2.5))
        assert (story.checklist.title, story.checklist.points) == ("", ())


def told_with_items(scores):
    release = round_of("usual")
    items = tuple(
        replace(item, score=scores[item.code]) if item.code in scores else item
        for item in release.items
    )
    condition = fired(Kind.ITEM_BELOW, "C4a", value=2.0, limit=2.5)
    return told("R-RESIST", condition, release=replace(release, items=items))


class TestWholeRounds:
    def test_a_low_round_finds_almost_everything(self):
        codes = [story.code for story in finding_stories(round_of("low"), WORDING)]
        assert len(codes) >= 12
        assert codes[:3] == ["R-PROB", "R-OWN", "R-SYS"]

    @pytest.mark.parametrize("name", ["nothing", "first schema"])
    def test_where_nothing_is_shown_nothing_is_found(self, name):
        assert finding_stories(round_of(name), WORDING) == ()

    @pytest.mark.parametrize("name", ["usual", "low", "claims", "large", "no data", "consumers"])
    def test_every_finding_has_a_title_and_a_reason(self, name):
        for story in finding_stories(round_of(name), WORDING):
            assert story.title
            assert story.sentences
            assert len(set(story.sentences)) == len(story.sentences)

    def test_groups_are_called_as_the_round_calls_them(self):
        wording = sample_wording(frontline="Kundendienst und Außendienst")
        stories = finding_stories(round_of("usual"), wording)
        sentences = [sentence for story in stories for sentence in story.sentences]
        assert any("Kundendienst und Außendienst" in sentence for sentence in sentences)
