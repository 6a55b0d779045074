"""The page about gaps says the release's numbers, and no others."""

import dataclasses

import pytest

from reports.document.gaps import gap_chapters
from reports.document.parts import Chapter, Exhibit
from reports.material import Material
from scoring.release import GapLabel
from tests.reports.document.releases import CASES, material_for, odd_names, release_of


def chapter(material: Material) -> Chapter:
    (entry,) = gap_chapters(material)
    return entry.chapter()


def exhibit(material: Material, name: str) -> Exhibit:
    return next(part for part in chapter(material).exhibits if part.name == name)


@pytest.mark.parametrize("case", CASES)
def test_each_gap_stands_in_its_table_as_released(case):
    release = release_of(case)
    material = material_for(case)
    sides = {
        tuple(cell.value for cell in row.cells[1:6])
        for row in exhibit(material, "gap_dumbbell").table.rows
    }
    assert sides == {
        (gap.business, gap.it, gap.gap, gap.interval.low, gap.interval.high) for gap in release.gaps
    }
    levels = {
        tuple(cell.value for cell in row.cells[1:6])
        for row in exhibit(material, "hierarchy_dumbbell").table.rows
    }
    assert levels == {
        (gap.upper, gap.lower, gap.gap, gap.interval.low, gap.interval.high)
        for gap in release.hierarchy_gaps
    }


def test_large_gaps_between_above_and_below_hold_the_verdict_back():
    page = chapter(material_for("usual"))
    assert "On 6 topics that matter here" in page.title
    assert "cannot be “Proceed”" in page.title


def test_gaps_a_room_has_talked_over_hold_nothing_back():
    """Three open ones of six still block, one alone does not."""
    release = release_of("usual")
    large = [gap for gap in release.hierarchy_gaps if gap.label is GapLabel.LARGE and gap.gap > 0]
    watched = material_for("usual").wording.framework.hierarchy.capabilities
    codes = [gap.capability for gap in large if gap.capability in watched]
    assert len(codes) == 6
    for open_ones in (3, 1):
        talked_over = dataclasses.replace(
            release,
            verdict=None,
            hierarchy_gaps=tuple(
                dataclasses.replace(gap, is_discussed=gap.capability in codes[open_ones:])
                for gap in release.hierarchy_gaps
            ),
        )
        material = dataclasses.replace(material_for("usual"), release=talked_over)
        note, *_others = exhibit(material, "hierarchy_dumbbell").notes
        assert "do not hold the verdict back any more" in note
        assert ("cannot be “Proceed”" in chapter(material).title) is (open_ones == 3)


def test_without_large_gaps_nothing_is_said_to_be_held_back():
    release = release_of("usual")
    calm = dataclasses.replace(
        release,
        verdict=None,
        hierarchy_gaps=tuple(
            dataclasses.replace(gap, label=GapLabel.ESTABLISHED) for gap in release.hierarchy_gaps
        ),
    )
    material = dataclasses.replace(material_for("usual"), release=calm)
    page = chapter(material)
    assert page.title == "IT rates “One joint team” 2.1 on average, business 3.4."


def test_those_above_and_below_are_called_as_in_the_round():
    title = exhibit(material_for("usual", wording=odd_names()), "hierarchy_dumbbell").title
    assert title == (
        "On “Reasons and help to use it”, Geschäftsleitungsmitglieder der Holding 40 see level "
        "4.0 on average, R&D <b>Vertrieb</b> und “Kundendienst” 2.4."
    )


def test_a_gap_that_may_be_chance_is_no_finding():
    release = release_of("usual")
    unsure = dataclasses.replace(
        release,
        gaps=tuple(
            dataclasses.replace(gap, label=GapLabel.WORTH_DISCUSSING) for gap in release.gaps
        ),
    )
    material = dataclasses.replace(material_for("usual"), release=unsure)
    assert exhibit(material, "gap_dumbbell").title == (
        "No gap between business and IT is established; some are worth discussing."
    )


@pytest.mark.parametrize("case", ["everything hidden", "nobody"])
def test_without_gaps_the_page_says_so_and_has_no_chart(case):
    page = chapter(material_for(case))
    assert "cannot be compared" in page.title
    assert [part.has_chart for part in page.exhibits] == [False, False]


def test_readers_who_are_not_to_know_see_no_number_of_people():
    basis = exhibit(material_for("usual"), "gap_dumbbell").basis
    assert "79 people in business" in basis
    hidden = exhibit(material_for("usual", shows_people=False), "gap_dumbbell").basis
    assert "people" not in hidden
