"""Blacking out: passages go, and nothing else changes."""

import pytest

from assessments.redaction import MARK, is_redaction, plain_text, redacted

TEXT = "Since Ms Larsen left in March, nobody\nanswers for the records."


@pytest.mark.parametrize(
    "wording",
    [
        TEXT,
        f"Since {MARK} left in March, nobody\nanswers for the records.",
        f"Since {MARK} left in {MARK}, nobody\nanswers for the records.",
        f"{MARK}nobody\nanswers for the records.",
        f"Since Ms Larsen{MARK}",
        MARK,
        f"Since Ms Larsen {MARK}left in March, nobody\nanswers for the records.",
    ],
)
def test_what_lost_passages_is_a_redaction(wording):
    assert is_redaction(wording, TEXT)


@pytest.mark.parametrize(
    "wording",
    [
        "",
        "Since Ms Larsen left in March, everybody\nanswers for the records.",
        "Since Ms Larsen left in March, nobody",
        f"Since Mr Berg {MARK}",
        f"{MARK} in March {MARK} Larsen {MARK}",
        f"Since {MARK} answers for nothing.",
        f"{MARK} nobody and {MARK}",
        f"{TEXT}{MARK}{TEXT}",
    ],
)
def test_what_says_something_else_is_none(wording):
    assert not is_redaction(wording, TEXT)


def test_pieces_must_not_overlap():
    assert not is_redaction(f"aba{MARK}ba", "aba")
    assert is_redaction(f"aba{MARK}ba", "ababa")


@pytest.mark.parametrize("typed", ["[...]", "[…]", "[ ... ]", "█", "██████████"])
def test_every_way_to_take_a_passage_out_becomes_one_mark(typed):
    assert redacted(f"Since {typed} left") == f"Since {MARK} left"


def test_line_ends_of_a_form_are_those_of_the_database():
    assert plain_text(" one\r\ntwo\rthree ") == "one\ntwo\nthree"


def test_a_text_that_has_brackets_of_its_own_can_be_saved_as_it_is():
    text = "First [...] then."
    assert is_redaction(redacted(text), text)
