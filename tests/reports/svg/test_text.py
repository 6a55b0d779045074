"""Plotly's markup is read as Plotly reads it."""

import pytest

from reports.svg.measure import width_of
from reports.svg.text import Run, lines_of


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (None, ()),
        ("", ()),
        (0, (("0",),)),
        ("a<br>b<BR/>c", (("a",), ("b",), ("c",))),
        ("a &amp; b &lt;c&gt; &#233; &#x e9;", (("a & b <c> é &#x e9;",),)),
        ("&amp;lt;b&amp;gt;", (("&lt;b&gt;",),)),
        ("line\nbreak", (("line break",),)),
        ("<script>x</script> 1 < 2 > 1", (("<script>x</script> 1 < 2 > 1",),)),
        ("&#1114112;&#xd800;", (("\ufffd\ufffd",),)),
    ],
)
def test_lines(text, lines):
    assert tuple(tuple(run.text for run in line) for line in lines_of(text)) == lines


def test_bold_reaches_over_a_break():
    first, second = lines_of("a <b>b<br>c</b> d")
    assert first == (Run("a ", False), Run("b", True))
    assert second == (Run("c", True), Run(" d", False))


def test_widths_are_those_of_the_font():
    assert width_of("Hello", 100) == pytest.approx(235.5, abs=0.1)
    assert width_of("Hello", 14) == pytest.approx(235.5 * 0.14, abs=0.02)
    assert width_of("Hello", 14, 700) > width_of("Hello", 14)
    joined, apart = width_of("قسم", 14), sum(width_of(letter, 14) for letter in "قسم")
    assert joined < apart, "Arabic letters join"
