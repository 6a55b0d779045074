"""The page about priorities: their factors as released, and what a verdict asks for."""

import dataclasses
from datetime import date

import pytest

from reports.document.parts import Chapter, Passage
from reports.document.priorities import priority_chapters
from reports.material import Material, Occasion
from scoring.verdict.terms import VerdictCode
from tests.reports.document.releases import CASES, material_for, release_of


def chapter(material: Material) -> Chapter:
    (entry,) = priority_chapters(material)
    return entry.chapter()


def passage(page: Chapter, title: str) -> Passage | None:
    found = [part for part in page.blocks if isinstance(part, Passage) and part.title == title]
    return found[0] if found else None


@pytest.mark.parametrize("case", CASES)
def test_the_factors_stand_there_as_released(case):
    (exhibit,) = chapter(material_for(case)).exhibits
    assert [[cell.value for cell in row.cells[1:]] for row in exhibit.table.rows] == [
        [part.rank, part.gap, part.leverage, part.ease, part.evidence, part.priority]
        for part in release_of(case).priorities
    ]
    assert exhibit.has_chart == bool(release_of(case).priorities)


def test_what_waits_for_what_is_said():
    waiting = passage(chapter(material_for("usual")), "What waits for what")
    assert waiting is not None
    assert waiting.sentences[0] == (
        "“Keeping records up to date” waits for “Owners, rules and lawful use”."
    )


def test_a_pilot_has_terms_and_another_verdict_has_none():
    clear = dataclasses.replace(release_of("usual"), verdict_confidence=None)
    pilot = dataclasses.replace(material_for("usual"), release=clear)
    assert passage(chapter(pilot), "What the pilot must keep to") is not None
    assert passage(chapter(material_for("usual")), "What the pilot must keep to") is None
    assert passage(chapter(material_for("all one")), "What the pilot must keep to") is None


def test_each_condition_has_a_proposed_day():
    release = release_of("usual")
    verdict = dataclasses.replace(
        release.verdict, code=VerdictCode.CONDITIONS, gates_warned=("G4", "G6")
    )
    material = dataclasses.replace(
        material_for("usual"),
        release=dataclasses.replace(release, verdict=verdict, verdict_confidence=None),
        occasion=Occasion("Client", "Q4 2026", date(2026, 11, 20)),
    )
    settled = passage(chapter(material), "What has to be settled")
    assert settled is not None
    assert len(settled.sentences) == 3
    assert settled.sentences[2].startswith("Those above and those below talk through")
    assert all(line.endswith("settled: 19 Feb 2027.") for line in settled.sentences)
    assert passage(chapter(material_for("usual")), "What has to be settled") is None


def test_targets_that_are_reached_are_said_to_be():
    release = dataclasses.replace(release_of("all five"), priorities=())
    material = dataclasses.replace(material_for("all five"), release=release)
    assert chapter(material).title == ("Every capability that can be shown has reached its target.")
