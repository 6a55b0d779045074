"""The limits of a report are always said, and those of this round with its own numbers."""

import pytest

from reports.story.limits import limit_sentences, no_forecast
from tests.reports.story.rounds import MAKERS, WORDING, round_of


@pytest.mark.parametrize("name", MAKERS)
def test_no_report_is_without_them(name):
    sentences = limit_sentences(round_of(name), WORDING)
    assert sentences[0] == no_forecast() == "This is not a prediction of success."
    assert len(set(sentences)) == len(sentences)
    assert "fewer than 5 people is hidden" in sentences[-1]


def test_intervals_are_explained_where_there_are_some():
    assert any("90\u00a0%" in sentence for sentence in limit_sentences(round_of("usual"), WORDING))
    sentences = limit_sentences(round_of("first schema"), WORDING)
    assert not any("interval" in sentence.lower() for sentence in sentences)


def test_that_nothing_is_hidden_is_said_only_where_it_is_so():
    nothing_hidden = "In this round nothing had to be hidden."
    assert nothing_hidden in limit_sentences(round_of("usual"), WORDING)[-1]
    assert nothing_hidden not in limit_sentences(round_of("nothing"), WORDING)[-1]
