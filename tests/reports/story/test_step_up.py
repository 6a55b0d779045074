"""What lifts the verdict: a sentence for each move, and what it leads to."""

from dataclasses import replace

import pytest

from reports.story.step_up import step_up_sentence, ways_up
from scoring.verdict.terms import Move, MoveKind, StepUp, VerdictCode
from tests.reports.story.rounds import WORDING, round_of

SPONSOR = "Bring the gate “A sponsor people can see”"


def after(*steps, verdict=VerdictCode.FIX):
    release = round_of("usual")
    return replace(release, steps_up=steps, verdict=replace(release.verdict, code=verdict))


@pytest.mark.parametrize(
    ("move", "sentence"),
    [
        (
            Move(MoveKind.CAPABILITY, "A1", 2.5, 3.0),
            "Raise “One joint team” from 2.5 to 3.0.",
        ),
        (
            Move(MoveKind.GATE, "G3", 2.3, 3.0),
            f"{SPONSOR} from 2.3 to 3.0.",
        ),
        (
            Move(MoveKind.GATE, "G3", 3.0, 3.0),
            f"{SPONSOR} from just under 3.0 to 3.0.",
        ),
        (Move(MoveKind.GATE, "G3", None, 3.0), f"{SPONSOR} to 3.0."),
        (
            Move(MoveKind.PROOF, "G1", None, 3.0),
            "Bring what is missing for the gate “A measurable problem”, and reach 3.0 there.",
        ),
        (Move(MoveKind.PILOT_UNIT), "Find a team that is ready for a pilot."),
        (
            Move(MoveKind.HIERARCHY_GAP),
            "Talk through with leaders and teams why they see things so differently.",
        ),
    ],
)
def test_each_move_is_a_sentence(move, sentence):
    release = after(StepUp((move,), VerdictCode.PILOT, 0.5))
    assert step_up_sentence(release, WORDING) == f"{sentence} This leads to “Decoupled pilot”."


def test_a_way_up_from_the_rules_says_so_where_a_more_cautious_verdict_is_shown():
    """The usual round is close: the report shows the verdict below that of the rules."""
    release = after(
        StepUp((Move(MoveKind.PILOT_UNIT),), VerdictCode.CONDITIONS, 0.5),
        verdict=VerdictCode.PILOT,
    )
    assert step_up_sentence(release, WORDING) == (
        "The rules give “Decoupled pilot”, and the way up begins there. "
        "Find a team that is ready for a pilot. This leads to “Proceed with conditions”."
    )


def test_two_moves_and_all_the_ways():
    moves = (Move(MoveKind.CAPABILITY, "A1", 2.5, 3.0), Move(MoveKind.PILOT_UNIT))
    release = after(
        StepUp(moves, VerdictCode.PILOT, 1.5),
        StepUp((Move(MoveKind.PROOF, "G1", 2.0, 3.0),), VerdictCode.CONDITIONS, 1.6),
    )
    assert step_up_sentence(release, WORDING) == (
        "Raise “One joint team” from 2.5 to 3.0. Find a team that is ready for a pilot. "
        "This leads to “Decoupled pilot”."
    )
    assert [way.leads_to for way in ways_up(release, WORDING)] == [
        "Decoupled pilot",
        "Proceed with conditions",
    ]


def test_where_no_way_may_be_shown():
    assert step_up_sentence(after(), WORDING) == (
        "We found no one or two steps that alone lead to a better verdict."
    )


@pytest.mark.parametrize("verdict", [VerdictCode.PROCEED, VerdictCode.INSUFFICIENT])
def test_where_there_is_nothing_to_lift(verdict):
    assert step_up_sentence(after(verdict=verdict), WORDING) == ""


def test_without_a_verdict():
    assert step_up_sentence(replace(round_of("usual"), verdict=None), WORDING) == ""
