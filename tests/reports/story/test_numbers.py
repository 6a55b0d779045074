"""Numbers in words."""

from django.utils import translation

from reports.story.numbers import level


def test_a_level_is_written_as_the_readers_language_does():
    assert level(3.25) == "3.3"
    with translation.override("de"):
        assert level(3.25) == "3,3"
    assert level(3.25) == "3.3"
