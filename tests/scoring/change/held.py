"""Rounds as a test holds them."""

from dataclasses import replace

from scoring import Answers
from scoring.change import Round
from scoring.framework import Framework

PEOPLE = {"executives": 6, "business": 8, "frontline": 8, "it": 6}


def held(framework, ballots, links=None, facts=None, headcounts=None):
    answers = Answers.from_ballots(framework, ballots)
    if links is not None:
        answers = replace(answers, links=tuple(links))
    return Round(framework, answers, facts or {}, headcounts or {})


def everybody(framework, level, people=PEOPLE):
    """Return ballots on which a group's first, second, ... person gives level(group, n)."""
    return [
        (group, {item.code: level(group, n) for item in framework.items_for(group) if item.scored})
        for group, count in people.items()
        for n in range(count)
    ]


def named(ballots):
    return [f"person {n}" for n in range(len(ballots))]


def edited(framework, edit):
    """Return the framework after a change to its spec, as its next version."""
    spec = framework.to_spec() | {"version": framework.version + 1}
    edit(spec)
    return Framework.from_spec(spec)


def item_of(spec, code):
    return next(item for part in _parts(spec) for item in part["items"] if item["code"] == code)


def without_item(spec, code):
    for part in _parts(spec):
        part["items"] = [item for item in part["items"] if item["code"] != code]


def _parts(spec):
    return [part for dimension in spec["dimensions"] for part in dimension["capabilities"]]


def all_changes(result):
    overall = [] if result.overall is None else [result.overall]
    return [*overall, *result.dimensions, *result.capabilities, *result.items]


def change_of(result, code):
    return next(change for change in all_changes(result) if change.code == code)


def codes(changes):
    return [change.code for change in changes]


def notice(result, kind):
    """Return what a notice of one kind is about: codes with their reasons."""
    found = [part for note in result.notices if note.kind is kind for part in note.parts]
    return [(part.code, part.why) for part in found]
