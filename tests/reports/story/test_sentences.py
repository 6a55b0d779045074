"""All that the rules say: easy to read, and without a number that the release does not hold."""

import re
from collections.abc import Iterator

import pytest

from assessments.selectors.actions import actions_for
from reports.story.confidence import confidence_sentence
from reports.story.decay import decay_story
from reports.story.findings import finding_stories
from reports.story.limits import limit_sentences
from reports.story.numbers import level, percent
from reports.story.ownership import owner_sentence
from reports.story.step_up import step_up_sentence, ways_up
from reports.story.steps import action_lines
from scoring.release import Release
from tests.reports.story.rounds import MAKERS, WORDING, round_of
from tests.scoring.readability import readability_index

LIBRARY = actions_for(WORDING.framework, "en")
ROUNDS = pytest.mark.parametrize("name", MAKERS)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:\u00a0%)?")
QUOTED = re.compile(r"“[^”]*”")
# Reading age of about 14 on average; no sentence above that of an adult. Names of questions
# count in full, although they are the framework's.
EASY, HARD = 8.5, 14.0


def told(name: str) -> Iterator[str]:
    """What is said of a round, without the line on decay, whose numbers follow from others."""
    release = round_of(name)
    for story in finding_stories(release, WORDING):
        yield story.title
        yield from story.sentences
    yield owner_sentence(release, WORDING)
    yield confidence_sentence(release)
    yield step_up_sentence(release, WORDING)
    for way in ways_up(release, WORDING):
        yield from way.sentences
    yield from limit_sentences(release, WORDING)
    for line in action_lines(release, WORDING, LIBRARY):
        yield from (line.stands, line.why, line.rise)


def also_told(name: str) -> Iterator[str]:
    """The rest: decay, checklists, and what an action says."""
    release = round_of(name)
    decay = decay_story(release, None)
    yield from decay.sentences if decay else ()
    for story in finding_stories(release, WORDING):
        yield story.checklist.title
        yield from story.checklist.points
    for line in action_lines(release, WORDING, LIBRARY):
        yield from (line.what, line.evidence, line.first_step)


def spelled(value: object) -> Iterator[str]:
    """How a report writes the numbers of a release, whatever they stand for."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return
    if isinstance(value, dict):
        for part in value.values():
            yield from spelled(part)
    elif isinstance(value, list):
        for part in value:
            yield from spelled(part)
    elif isinstance(value, int | float):
        yield level(value)
        if value == int(value):
            yield str(int(value))
        if 0 <= value <= 1:
            yield percent(value)
            yield str(round(value * 100))


def unknown_numbers(sentences: Iterator[str], known: set[str]) -> list[str]:
    return [
        f"{number} in: {sentence}"
        for sentence in sentences
        for number in NUMBER.findall(QUOTED.sub("", sentence))
        if number not in known
    ]


def known_numbers(name: str) -> set[str]:
    """The release's own numbers, what follows from them, and the ends of the scales."""
    release = round_of(name)
    distances = {
        level(part.target - part.score) for part in release.capabilities if part.score is not None
    }
    return {*spelled(release.to_json()), *distances, *counted_out(release), "5", "100"}


def counted_out(release: Release) -> Iterator[str]:
    """What anybody can add up from answers that are shown of every group."""
    for item in release.items:
        columns = [cell.counts for cell in item.cells]
        if not columns or not all(columns):
            continue
        counts = [sum(column) for column in zip(*columns, strict=True)]
        heard = sum(counts)
        yield str(heard)
        yield from map(str, counts)
        shares = [*counts, counts[0] + counts[1], counts[3] + counts[4]]
        yield from (percent(share / heard) for share in shares)


@ROUNDS
def test_no_number_that_the_release_does_not_hold(name):
    assert unknown_numbers(told(name), known_numbers(name)) == []


def test_a_number_from_elsewhere_is_found():
    """Negative control."""
    known = known_numbers("usual")
    assert unknown_numbers(iter(["“At level 77” stands at 2.34."]), known) == [
        "2.34 in: “At level 77” stands at 2.34."
    ]
    assert unknown_numbers(iter(["Only 51.5\u00a0% and 12,345 agree."]), known) != []


def test_nothing_is_told_with_numbers_of_people_where_all_is_hidden():
    """Four people are nowhere to be seen: 5 is the fewest that may be shown."""
    sentences = [*told("nothing"), *also_told("nothing")]
    numbers = {number for text in sentences for number in NUMBER.findall(QUOTED.sub("", text))}
    assert "4" not in numbers
    assert {"2", "4\u00a0%"} & numbers == set()


@ROUNDS
def test_sentences_are_easy(name):
    sentences = [text for text in (*told(name), *also_told(name)) if text]
    indices = {text: readability_index(text) for text in sentences}
    assert sum(indices.values()) / len(indices) <= EASY
    hard = {text: index for text, index in indices.items() if index > HARD}
    assert {text: index for text, index in hard.items() if not is_a_list(text)} == {}


def is_a_list(text: str) -> bool:
    """Whether a sentence is little more than names of questions."""
    return len(QUOTED.sub("", text).split()) <= 8


@ROUNDS
def test_sentences_are_whole_and_calm(name):
    for text in filter(None, (*told(name), *also_told(name))):
        assert text[0].isupper() or text[0] in "“0123456789", text
        assert text[-1] in ".:”", text
        assert "!" not in text, text
        assert "  " not in text, text
        assert "None" not in QUOTED.sub("", text), text
        assert "%(" not in text, text
