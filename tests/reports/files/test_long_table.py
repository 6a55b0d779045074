"""The long table in CSV: every number of the release once, and nothing that is hidden."""

import csv
import io

import pytest

from reports.files.long_table import COLUMNS, csv_of_release
from tests.reports.samples import PEOPLE, sample_material, sample_release, sample_wording


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


def test_readers_who_are_not_to_see_people_get_no_counts():
    found = lines(sample_material(shows_people=False))
    assert {line["n"] for line in found} == {""}
    assert not [line for line in found if line["measure"].startswith("count of")]


def test_a_name_like_a_formula_stays_a_name():
    material = sample_material(wording=sample_wording(executives="=cmd|' /C calc'!A0"))
    names = {line["group"] for line in lines(material)}
    assert "'=cmd|' /C calc'!A0" in names
    assert "=cmd|' /C calc'!A0" not in names
