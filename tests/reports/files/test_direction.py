"""A name from right to left takes no number with it."""

import pytest
from django.utils import translation

from reports.document.parts import Form, Passage
from reports.files.direction import isolated, name_apart, with_names_apart

NAME = "مديرو المبيعات"


def test_a_name_is_apart_and_its_number_stays_behind_it():
    assert isolated(f"IT 6 of 8; {NAME} 14 of 30") == f"IT 6 of 8; \u2068{NAME}\u2069 14 of 30"


def test_two_names_are_two():
    assert isolated(f"{NAME} · {NAME}") == f"\u2068{NAME}\u2069 · \u2068{NAME}\u2069"


@pytest.mark.parametrize("text", ["", "Hanseatic Tools 2026", "Ökostrom & Söhne", "東京"])
def test_other_texts_stay_as_they_are(text):
    assert isolated(text) == text
    assert name_apart(text) == text


def test_a_whole_name_keeps_its_own_number():
    apart = name_apart(f"{NAME} 2026")
    assert apart == f"\u2068{NAME} 2026\u2069"
    assert isolated(apart) == apart


def test_in_its_own_language_a_name_needs_no_care():
    with translation.override("ar"):
        assert isolated(f"{NAME} 14") == f"{NAME} 14"


def test_every_text_of_a_part_is_set_apart_and_nothing_else_changes():
    part = Passage(f"{NAME} 14", (f"{NAME} 3", "IT 6"), Form.LIST)
    apart = with_names_apart(part)
    assert apart == Passage(isolated(part.title), tuple(map(isolated, part.sentences)), Form.LIST)
    assert apart != part
    assert apart.form is Form.LIST
    assert with_names_apart(None) is None
