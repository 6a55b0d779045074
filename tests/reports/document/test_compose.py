"""A document holds the same numbers as its release."""

from reports.document import document_of
from tests.reports.samples import sample_material, sample_release


def test_the_numbers_of_a_table_are_those_of_the_release() -> None:
    released = sample_release()
    exhibit = document_of(sample_material(released)).summary.dimensions
    values = [row.cells[1].value for row in exhibit.table.rows]
    assert values == [part.score for part in released.dimensions]


def test_every_exhibit_is_there_once() -> None:
    names = [exhibit.name for exhibit in document_of(sample_material()).exhibits]
    assert "dimension_bars" in names
    assert len(names) == len(set(names))
