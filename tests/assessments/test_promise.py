"""What participants are promised."""

import hashlib

import pytest

from assessments.enums import AnonymityMode
from assessments.promise import promise_hash, promise_text


@pytest.mark.parametrize("mode", AnonymityMode.values)
def test_promise_is_three_sentences(mode):
    sentences = promise_text(k=5, mode=mode).splitlines()
    assert len(sentences) == 3
    assert all(sentence.endswith(".") and sentence.count(".") == 1 for sentence in sentences)


def test_promise_names_the_smallest_group():
    assert "groups of at least 7 people" in promise_text(k=7, mode=AnonymityMode.CONFIDENTIAL)


def test_promise_says_when_own_words_are_shown():
    own_words = promise_text(k=5, mode=AnonymityMode.CONFIDENTIAL).splitlines()[2]
    assert own_words == (
        "What you write in your own words is shown only among at least 8 such texts, mixed and "
        "without name, group or time, and the consultant may black out passages."
    )


def test_promise_is_true_to_the_mode():
    confidential = promise_text(k=5, mode=AnonymityMode.CONFIDENTIAL)
    anonymous = promise_text(k=5, mode=AnonymityMode.ANONYMOUS)
    assert "may learn that you took part" in confidential
    assert "Nobody learns whether you took part" in anonymous


def test_hash_is_that_of_the_text():
    assert promise_hash("A promise.") == hashlib.sha256(b"A promise.").hexdigest()
