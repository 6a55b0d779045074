"""The long table in CSV: every number of the release once, and nothing that is hidden."""

import csv
import io
from dataclasses import replace

import pytest

from reports.files.long_table import COLUMNS, csv_of_release
from tests.reports.samples import FACTS, PEOPLE, sample_material, sample_release, sample_wording


def lines(material) -> list[dict[str, str]]:
    text = csv_of_release(material).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def material():
    return sample_material()


@pytest.fixture(scope="module")
def found(material):
    return {
        (line["what"], line["code"], line["group"], line["measure"]): line
        for line in lines(material)
    }


def test_it_begins_with_a_mark_and_ends_lines_as_the_standard_says(material):
    content = csv_of_release(material)
    assert content.startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")


def test_every_number_is_the_releases(material, found):
    release, wording = material.release, material.wording
    for what, parts in (("dimension", release.dimensions), ("capability", release.capabilities)):
        for part in parts:
            assert float(found[what, part.code, "", "score"]["value"]) == part.score
            assert float(found[what, part.code, "", "from"]["value"]) == part.interval.low
            assert float(found[what, part.code, "", "target"]["value"]) == part.target
    for cell in release.cells:
        if wording.is_asked(cell.group, cell.capability) and cell.about is None:
            line = found["capability", cell.capability, wording.group(cell.group), "score"]
            assert (float(line["value"]), int(line["n"])) == (cell.mean, cell.n)
    for gap in release.gaps:
        assert float(found["gap", gap.capability, "", "it minus business"]["value"]) == gap.gap
    for gate in release.gates:
        assert float(found["gate", gate.code, "", "value"]["value"]) == gate.value


def test_a_hidden_number_is_empty_with_a_remark():
    material = sample_material(sample_release(people=PEOPLE | {"it": 2}))
    label = material.wording.group("it")
    hidden = [line for line in lines(material) if line["group"] == label]
    assert hidden
    assert {(line["value"], line["n"], line["remark"]) for line in hidden} == {
        ("", "", "too few answers to show")
    }


def remarks(material) -> dict[tuple[str, str], str]:
    return {
        (line["what"], line["code"]): line["remark"]
        for line in lines(material)
        if line["measure"] == "score" and not line["group"] and not line["value"]
    }


def test_what_has_no_number_for_another_reason_says_that_reason():
    """A fact is nobody's answer, and who enters it later needs no more people."""
    few = sample_release(facts={code: value for code, value in FACTS.items() if code != "C4e"})
    assert remarks(sample_material(few)) == {("fact", "C4e"): "not entered"}
    none = remarks(sample_material(sample_release(people=PEOPLE | {"it": 0}, facts={})))
    assert none["dimension", "A"] == "not scored: too few questions are answered"
    assert none["overall", ""] == "not scored, or too few answers to show"


def test_a_group_that_is_not_asked_has_no_rows():
    wording = replace(sample_wording(), absent=frozenset({"it"}))
    found = lines(sample_material(sample_release(people=PEOPLE | {"it": 0}), wording=wording))
    assert wording.group("it") not in {line["group"] for line in found}
    assert wording.group("business") in {line["group"] for line in found}


def test_readers_who_are_not_to_see_people_get_no_counts():
    found = lines(sample_material(shows_people=False))
    assert {line["n"] for line in found} == {""}
    assert not [line for line in found if line["measure"].startswith("count of")]


def test_a_name_like_a_formula_stays_a_name():
    material = sample_material(wording=sample_wording(executives="=cmd|' /C calc'!A0"))
    names = {line["group"] for line in lines(material)}
    assert "'=cmd|' /C calc'!A0" in names
    assert "=cmd|' /C calc'!A0" not in names
