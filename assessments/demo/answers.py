"""Answers of invented people, drawn around the level their group sees; the same every time."""

import zlib
from collections.abc import Iterator

import numpy as np

from assessments.demo.story import ClientStory, RoundStory
from scoring.framework import DONT_KNOW, LEVELS, NOT_APPLICABLE, DontKnow, Framework, Item

SEED = 20_260
# People of one group differ from each other, and one person from answer to answer.
PERSON_SPREAD = 0.35
ANSWER_SPREAD = 0.65
ITEM_SPREAD = 0.12
USUAL_UNKNOWN = 3
NOT_APPLICABLE_SHARE = 0.01
BLANK_SHARE = 0.015
TEXT_SHARE = 0.6

Answers = dict[str, int | str]


def drawn_answers(
    story: ClientStory, chapter: RoundStory, framework: Framework, group: str, count: int
) -> list[Answers]:
    """Return the answers of `count` people of a group in one round."""
    rng = _rng(story.number, chapter.quarters_ago, story.groups.index(group))
    items = framework.items_for(group, story.client_type)
    persons = rng.normal(0.0, PERSON_SPREAD, count)
    texts = _texts(rng, story, count)
    people: list[Answers] = [{} for _person in range(count)]
    for item in items:
        column = texts if item.is_text else _column(rng, story, chapter, item, group, persons)
        for person, answer in zip(people, column, strict=True):
            if answer is not None:
                person[item.code] = answer
    return people


def begun_answers(
    story: ClientStory, chapter: RoundStory, framework: Framework, group: str, count: int
) -> Iterator[tuple[Answers, str]]:
    """Yield what people who have not handed in have answered so far, and where they stopped."""
    rng = _rng(story.number, chapter.quarters_ago, story.groups.index(group), 1)
    capabilities = framework.capabilities_for(group, story.client_type)
    for answers in drawn_answers(story, chapter, framework, group, count):
        place = int(rng.integers(2, max(3, 2 * len(capabilities) // 3)))
        done = {item.code for part in capabilities[:place] for item in part.items}
        yield {code: answers[code] for code in answers if code in done}, capabilities[place].code


def drawn_days(
    story: ClientStory, chapter: RoundStory, group: str, count: int, length: int
) -> list[int]:
    """Return on which day of the round, 0 to `length`, each ballot came in."""
    rng = _rng(story.number, chapter.quarters_ago, story.groups.index(group), 2)
    days: list[int] = np.rint(rng.beta(1.2, 2.5, count) * length).astype(int).tolist()
    return days


def _rng(*path: int) -> np.random.Generator:
    return np.random.default_rng([SEED, *path])


def _column(
    rng: np.random.Generator,
    story: ClientStory,
    chapter: RoundStory,
    item: Item,
    group: str,
    persons: np.ndarray,
) -> list[int | str | None]:
    """Return everybody's answer to one item."""
    count = len(persons)
    center = _level(story, chapter, item, group)
    drawn = center + persons + rng.normal(0.0, ANSWER_SPREAD, count)
    levels = np.clip(np.rint(drawn), 1, LEVELS).astype(int)
    if item.is_reversed:
        levels = LEVELS + 1 - levels
    luck = rng.random((3, count))
    unknown = story.unknown.get(item.code, {}).get(group, USUAL_UNKNOWN) / 100
    answers: list[int | str | None] = levels.tolist()
    for person in range(count):
        if luck[0, person] < BLANK_SHARE:
            answers[person] = None
        elif luck[1, person] < NOT_APPLICABLE_SHARE:
            answers[person] = NOT_APPLICABLE
        elif luck[2, person] < unknown and item.dont_know is not DontKnow.NONE:
            answers[person] = DONT_KNOW
    return answers


def _level(story: ClientStory, chapter: RoundStory, item: Item, group: str) -> float:
    """Return the level a group sees, a little different from item to item of a capability."""
    seen = story.levels[item.capability][story.groups.index(group)]
    if seen is None:
        raise ValueError(f"{story.name} says nothing about {item.code} for {group}")
    # The same in every round, so that only what the story tells moves between them.
    own = _rng(story.number, zlib.crc32(item.code.encode())).normal(0.0, ITEM_SPREAD)
    lift = chapter.lift.get(item.capability, chapter.lift_of_the_rest)
    return seen + float(own) + lift + story.item_offsets.get(item.code, 0.0)


def _texts(rng: np.random.Generator, story: ClientStory, count: int) -> list[int | str | None]:
    """Return a sentence for some people; nobody repeats another before all have been used."""
    order = rng.permutation(max(count, len(story.texts)))
    speaks = rng.random(count) < TEXT_SHARE
    sentences = [story.texts[number % len(story.texts)] for number in order[:count]]
    return [text if said else None for text, said in zip(sentences, speaks, strict=True)]
