"""The pages of the dimensions and the overview: their tables hold what the release shows."""

import dataclasses
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.document import document_of
from reports.document.dimension_pages import dimension_chapters
from reports.document.overview import overview_chapters
from reports.document.parts import ActionList, Chapter, Exhibit, Passage, Presence
from reports.figures import theme
from reports.figures.drawing import drawings_for
from reports.material import Material
from scoring import Answers, score
from scoring.framework import load
from scoring.release import release
from scoring.verdict.terms import VerdictCode
from tests.factories import built_in_framework
from tests.reports.document.releases import CASES, material_for, odd_names, release_of
from tests.reports.samples import FACTS, sample_material, sample_release
from tests.scoring.conftest import FRAMEWORKS
from tests.scoring.random_rounds import rounds

UNPROVEN = {**FACTS, "S1b": 0, "S3c": 0}


def exhibit(chapter: Chapter, name: str) -> Exhibit | None:
    return next((part for part in chapter.exhibits if part.name == name), None)


def passages(chapter: Chapter) -> dict[str, tuple[str, ...]]:
    return {part.title: part.sentences for part in chapter.blocks if isinstance(part, Passage)}


def pages(material: Material) -> list[Chapter]:
    return [entry.chapter() for entry in dimension_chapters(material)]


def page(material: Material, dimension: str) -> Chapter:
    return next(
        entry.chapter()
        for entry in dimension_chapters(material)
        if entry.key == f"dimension-{dimension}"
    )


def overview(material: Material) -> Chapter:
    (entry,) = overview_chapters(material)
    return entry.chapter()


# --- The pages of the dimensions ------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_capabilities_stand_as_released(case):
    released = release_of(case)
    for chapter in pages(material_for(case)):
        code = chapter.key.removeprefix("dimension-")
        parts = [part for part in released.capabilities if part.dimension == code and part.applies]
        rows = exhibit(chapter, f"capability_bars-{code}").table.rows
        assert [row.cells[1].value for row in rows] == [part.score for part in parts]
        assert [row.cells[2].value for row in rows] == [
            part.interval.low if part.interval else None for part in parts
        ]
        assert [row.cells[6].value for row in rows] == [part.evidence for part in parts]


@pytest.mark.parametrize("case", CASES)
def test_items_stand_as_released(case):
    released = release_of(case)
    for chapter in pages(material_for(case)):
        code = chapter.key.removeprefix("dimension-")
        inside = {
            part.code for part in released.capabilities if part.dimension == code and part.applies
        }
        rows = [row for row in exhibit(chapter, f"items-{code}").table.rows if not row.is_heading]
        assert [row.cells[1].value for row in rows] == [
            item.score for item in released.items if item.capability in inside
        ]


def test_counts_and_shares_stand_as_released():
    material = material_for("usual")
    chapter = page(material, "S")
    rows = exhibit(chapter, "distributions-S").table.rows
    shown = [
        (cell.counts, cell.dont_know_share)
        for item in material.release.items
        if item.capability.startswith("S")
        for cell in item.cells
        if cell.counts
    ]
    assert shown
    assert [
        (tuple(cell.value for cell in row.cells[2:7]), row.cells[7].value) for row in rows
    ] == shown


def test_counts_and_shares_are_not_for_everybody():
    """Whole percents of a few people would tell how many they are."""
    chapter = page(material_for("usual", shows_people=False), "S")
    assert exhibit(chapter, "distributions-S") is None
    titles = [column.title for column in exhibit(chapter, "items-S").table.columns]
    assert titles == ["Question", "Score", "From", "To", "View"]


def test_the_title_is_the_finding():
    assert page(material_for("usual"), "S").title == (
        "Strategy stands at 3.2 on average, 0.3 below its target of 3.5."
    )
    assert page(material_for("all five"), "S").title.endswith("reaches its target of 3.5.")
    assert page(material_for("everything hidden"), "S").title == (
        "Strategy (not scored, or too few answers to show)"
    )


def test_claims_above_the_proof_are_told_with_both_numbers():
    material = sample_material(sample_release(facts=UNPROVEN))
    (first, second, rule) = passages(page(material, "S"))["Claims above the proof"]
    held = {part.code: part for part in material.release.capabilities if part.cap_binds}
    assert first == (
        f"“A measurable business problem”: people say {held['S1'].perception}, the proof on paper "
        f"shows {held['S1'].evidence}. It counts {held['S1'].score}."
    )
    assert "“A leader who answers for it”" in second
    assert rule.startswith("Proof counts")
    assert "Claims above the proof" not in passages(page(material_for("usual"), "S"))


def test_what_lifts_a_dimension_is_about_that_dimension():
    for chapter in pages(material_for("usual")):
        actions = [
            action
            for part in chapter.blocks
            if isinstance(part, ActionList)
            for action in part.actions
        ]
        assert {action.dimension for action in actions} == {chapter.name}


# --- The overview ---------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("shows_people", [True, False])
def test_the_views_of_groups_stand_as_released(case, shows_people):
    material = material_for(case, shows_people=shows_people)
    wording = material.wording
    cells = {(cell.capability, cell.group): cell for cell in material.release.cells}
    table = exhibit(overview(material), "capability_heatmap").table
    groups = {title: code for code, title in wording.groups.items()}
    codes = {part.title: part.code for part in wording.framework.capabilities}
    for row in table.rows:
        if row.is_heading:
            continue
        for column, shown in zip(table.columns[2:], row.cells[2:], strict=True):
            cell = cells.get((codes[row.cells[0].text], groups[column.title]))
            if shown.presence is Presence.SHOWN:
                assert shown.value == (cell.mean if cell.about is None else cell.about)
                assert bool(shown.note) is shows_people
            elif shown.presence is Presence.HIDDEN:
                assert cell is None or cell.n is None
            else:
                assert shown.presence is Presence.NOT_ASKED


def test_the_radar_never_leads_and_needs_every_dimension():
    spare = exhibit(overview(material_for("usual")), "dimension_radar")
    assert spare.is_spare
    names = [part.name for part in overview(material_for("usual")).exhibits]
    assert names.index("dimension_bars") < names.index("dimension_radar")
    assert exhibit(overview(material_for("one dimension not scored")), "dimension_radar") is None


def test_each_way_up_is_a_passage():
    ways = [title for title in passages(overview(material_for("small groups"))) if "lead" in title]
    assert ways == ["What would lead to “Decoupled pilot”"]


def test_the_records_say_where_their_loss_comes_from():
    usual = material_for("usual")
    assert "assumption for planning" in exhibit(overview(usual), "decay").basis
    audited = dataclasses.replace(release_of("usual").decay, from_audit=True)
    own = sample_material(dataclasses.replace(release_of("usual"), decay=audited))
    assert "your own" in exhibit(overview(own), "decay").basis


def test_a_close_call_says_which_verdict_to_go_by():
    found = exhibit(overview(material_for("usual")), "verdict_probabilities")
    assert found.title == "62\u00a0% of plausible scores lead to “Fix foundations first”."
    assert found.notes == (
        "This is a close call, so the more cautious of the two is the one to go by.",
    )
    assert [row.cells[1].value for row in found.table.rows] == [
        part.share for part in release_of("usual").verdict_confidence.shares
    ]


def test_a_close_call_below_which_the_rules_stay_does_not_name_another_verdict():
    usual = release_of("usual")
    stopped = dataclasses.replace(usual.verdict, code=VerdictCode.STOP)
    found = exhibit(
        overview(sample_material(dataclasses.replace(usual, verdict=stopped))),
        "verdict_probabilities",
    )
    assert found.notes == (
        "This is a close call, and the rules give a more cautious verdict than the two most "
        "frequent. That one is the one to go by.",
    )


# --- Any round, any framework ---------------------------------------------------------------------


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(rounds(built_in_framework()), st.booleans())
def test_any_round_can_be_written_and_drawn(drawn, shows_people):
    ballots, heads, options = drawn
    framework = built_in_framework()
    card = score(framework, Answers.from_ballots(framework, ballots), FACTS, heads, options)
    material = sample_material(release(card, 3), wording=odd_names(), shows_people=shows_people)
    exhibits = {part.name: part for part in document_of(material).exhibits}
    drawings = drawings_for(material)
    assert {name for name, part in exhibits.items() if part.has_chart} == set(drawings)
    for name in drawings:
        assert re.fullmatch(r"[\w-]+", name)
        drawings[name](material, theme.LIGHT)


@pytest.mark.parametrize("name", ["two-views", "small"])
def test_another_framework_needs_no_rules_of_ours(name):
    framework = load(FRAMEWORKS / f"{name}.yaml")
    card = score(framework, Answers.from_ballots(framework, []), {}, {})
    wording = dataclasses.replace(
        odd_names(),
        framework=framework,
        groups={group.code: group.title for group in framework.groups},
    )
    material = sample_material(release(card, 5), wording=wording)
    charts = {part.name for part in document_of(material).exhibits if part.has_chart}
    assert charts == set(drawings_for(material))
