"""Names from right to left on a page: each keeps to itself, and the page stays a page."""

from django.template import Context, Template
from django.utils import translation

NAME = "مبيعات"
PAGE = Template(
    "{% load direction %}{% filter names_apart %}<p>{{ first }} 5 of 6</p>\n"
    "<p>{{ second }} 14 of 30</p>{% endfilter %}"
)


def page(**names: str) -> str:
    return PAGE.render(Context({"first": "IT", "second": "IT"} | names))


def test_a_name_is_apart_in_every_line():
    apart = f"\u2068{NAME}\u2069"
    assert page(first=NAME, second=NAME) == f"<p>{apart} 5 of 6</p>\n<p>{apart} 14 of 30</p>"


def test_other_pages_stay_as_they_are():
    assert page() == "<p>IT 5 of 6</p>\n<p>IT 14 of 30</p>"


def test_what_somebody_typed_is_still_escaped():
    assert "<b>" not in page(first=f"<b>{NAME}")


def test_a_page_from_right_to_left_needs_nothing():
    with translation.override("ar"):
        assert "\u2068" not in page(first=NAME)
