"""Rounds that Hypothesis makes up: ballots, headcounts and options."""

from hypothesis import strategies as st

from scoring import ScoreOptions
from scoring.framework import DontKnow


@st.composite
def rounds(draw, framework):
    groups = [group.code for group in framework.groups]
    ballots = []
    for group in draw(st.lists(st.sampled_from(groups), max_size=9)):
        given = {}
        for item in framework.items_for(group):
            if item.is_perception:
                options = [None, "na", 1, 2, 3, 4, 5]
                options += ["dk"] if item.dont_know is not DontKnow.NONE else []
                given[item.code] = draw(st.sampled_from(options))
        ballots.append((group, given))
    heads = {
        group: draw(st.sampled_from([None, 0, 2, 5, 40]))
        for group in draw(st.sets(st.sampled_from(groups)))
    }
    options = ScoreOptions(
        client_type=draw(st.sampled_from(["b2b", "b2c"])),
        group_weights=draw(
            st.none()
            | st.dictionaries(st.sampled_from(groups), st.sampled_from([0.0, 0.5, 1.0, 3.0]))
        ),
    )
    return ballots, heads, options
