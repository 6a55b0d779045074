"""What to do in words: from the library where there is one, else from the framework alone."""

from dataclasses import replace

import pytest

from assessments.selectors.actions import actions_for
from reports.story.steps import action_lines
from tests.reports.samples import everybody, sample_release
from tests.reports.story.rounds import MAKERS, WORDING, round_of
from tests.reports.story.test_story import FULL_FACTS

LIBRARY = actions_for(WORDING.framework, "en")


def test_an_action_with_all_that_is_known_of_it():
    first = action_lines(round_of("usual"), WORDING, LIBRARY)[0]
    assert first.capability == "One joint team"
    assert first.dimension == "Business and IT together"
    assert first.stands == "It stands at 2.5 on average; the target is 3.5."
    assert first.what.startswith("Replace the next long document with two joint workshops")
    assert (
        first.owner == "Business managers: the owner of the customer process, with the head of IT"
    )
    assert (first.effort, first.effort_words) == ("M", "about a quarter")
    assert first.when == "this quarter"
    assert first.evidence.endswith("It counts as the fact “The joint team on paper”.")
    assert first.why == "It helps to pass the gate “A joint team”."
    assert first.rise == "In a quarter it may bring up to one level."
    assert first.first_step.startswith("A first step at “The joint team on paper”, now at level 2")


def test_what_comes_first_is_named():
    lines = action_lines(round_of("usual"), WORDING, LIBRARY)
    upkeep = next(line for line in lines if line.capability == "Keeping records up to date")
    assert upkeep.why == (
        "The capability is 1.2 below its target. It comes after “Owners, rules and lawful use”."
    )
    assert upkeep.when == "next quarter"


def test_without_a_library_the_framework_advises():
    first = action_lines(round_of("usual"), WORDING, most=1)[0]
    assert first.what.startswith("Put names from both business and IT on paper")
    assert first.stands == "“The joint team on paper” stands at level 2 of 5: Aware but uneven."
    nothing = (first.owner, first.effort, first.effort_words, first.when, first.evidence)
    assert (*nothing, first.rise, first.first_step) == ("",) * 7


def test_a_capability_at_its_target_with_an_open_gate():
    release = round_of("usual")
    lower = replace(
        release, capabilities=tuple(replace(part, target=1.0) for part in release.capabilities)
    )
    first = action_lines(lower, WORDING, LIBRARY)[0]
    assert first.stands == "It stands at 2.5, and has reached its target."
    assert first.why == "It helps to pass the gate “A joint team”."


def test_as_many_as_asked():
    every = action_lines(round_of("usual"), WORDING, LIBRARY)
    assert len(every) > 15
    assert action_lines(round_of("usual"), WORDING, LIBRARY, most=3) == every[:3]


def test_where_everything_is_at_its_target_there_is_nothing_to_do():
    release = sample_release(levels=everybody(5), facts=FULL_FACTS, spread=0)
    assert action_lines(release, WORDING, LIBRARY) == ()


@pytest.mark.parametrize("name", MAKERS)
def test_every_round_can_be_told(name):
    for line in action_lines(round_of(name), WORDING, LIBRARY):
        assert all((line.what, line.owner, line.when, line.evidence, line.why, line.stands))
