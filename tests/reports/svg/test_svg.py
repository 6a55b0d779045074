"""The SVG is well formed, harmless and accessible, and refuses what it would draw otherwise."""

import copy
import xml.etree.ElementTree as ET

import pytest

from reports.figures import theme
from reports.figures.drawing import draw
from reports.figures.page_colours import page_colours, tokens_of
from reports.material import Material
from reports.svg import NARROW, UnsupportedFigureError, svg_of
from tests.reports.figures.test_figures import EXTREMES
from tests.reports.figures.test_theme import tokens
from tests.reports.samples import sample_material, sample_release, sample_wording
from tests.reports.svg.specimens import INK, SPECIMENS, axis, bar, figure, scatter

NAME = "{http://www.w3.org/2000/svg}"
HOSTILE = """</text><script>alert(1)</script><image href="//x"/>&"'\x00\x1b ]]> onload="x" <b"""
ELEMENTS = {
    "svg", "title", "desc", "defs", "clipPath", "pattern", "rect", "g", "path", "text", "tspan",
}  # fmt: skip


def drawn(made: dict, width: int = 832, **changes) -> str:
    return svg_of(
        made, width=width, **{"title": "Title", "description": "Text", "ids": "one", **changes}
    )


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def figures_of(material: Material) -> list[dict]:
    return [schemes["light"] for schemes in draw(material).values()]


@pytest.mark.parametrize("case", EXTREMES)
def test_every_figure_of_the_product_is_drawn_whatever_the_release(case):
    for made in figures_of(sample_material(sample_release(**EXTREMES[case]))):
        for width in (832, 358):
            root = parsed(drawn(made, width, colours=page_colours()))
            assert root.get("viewBox").startswith(f"0 0 {width} ")


def test_names_are_text_and_nothing_else():
    wording = sample_wording(it=theme.escaped(HOSTILE), frontline=HOSTILE)
    for made in figures_of(sample_material(wording=wording)):
        svg = drawn(made, title=HOSTILE, description=HOSTILE)
        _assert_harmless(svg)
        assert "alert(1)" in parsed(svg).find(f"{NAME}title").text


@pytest.mark.parametrize("name", SPECIMENS)
def test_no_script_no_style_no_reference_beyond_the_picture(name):
    _assert_harmless(drawn(SPECIMENS[name]()))


def _assert_harmless(svg: str) -> None:
    for part in parsed(svg).iter():
        assert part.tag.removeprefix(NAME) in ELEMENTS
        for key, value in part.attrib.items():
            assert not key.startswith("on")
            assert key not in {"style", "href", "class"}
            assert "url(" not in value or value.startswith("url(#one-")


def test_the_picture_is_read_out_by_title_and_description():
    root = parsed(drawn(SPECIMENS["band"](), title="A & b", description="<c>"))
    assert root.get("role") == "img"
    told = {part.get("id"): part.text for part in root if part.get("id")}
    assert [told[name] for name in root.get("aria-labelledby").split()] == ["A & b", "<c>"]


def test_two_pictures_of_a_page_share_no_id():
    ids = [
        part.get("id")
        for prefix in ("one", "two")
        for name in SPECIMENS
        for part in parsed(drawn(SPECIMENS[name](), ids=f"{prefix}-{name}")).iter()
        if part.get("id")
    ]
    assert len(ids) == len(set(ids)) > 20


def test_the_same_figure_gives_the_same_svg_and_stays_as_it_was():
    made = SPECIMENS["diverging"]()
    before = copy.deepcopy(made)
    assert drawn(made) == drawn(made)
    assert made == before


def test_a_phone_gets_the_narrow_layout():
    made = figure(scatter([1], [1], mode="text", text=["a"]), xaxis=axis(), yaxis=axis())
    made["layout"]["meta"] = {"narrow": {"yaxis.tickfont.size": 9, "margin.l": 60}}
    assert 'font-size="9"' in drawn(made, NARROW - 1)
    assert 'font-size="9"' not in drawn(made, NARROW)


REFUSED = {
    "a trace": ({"type": "pie"}, {}, r"data\[0\].type: “pie”"),
    "an attribute of a trace": ({"stackgroup": "a"}, {}, r"data\[0\] \(scatter\).stackgroup"),
    "a symbol": ({"marker": {"symbol": "star"}}, {}, r"marker.symbol: 'star'"),
    "a colour left to Plotly": ({"mode": "markers"}, {}, "marker.color: is not set"),
    "no colour": ({"mode": "markers", "marker": {"color": "url(x)"}}, {}, "is no colour"),
    "a mode left to Plotly": ({"mode": None}, {}, "mode: must be set"),
    "a legend": ({}, {"showlegend": True}, "layout.showlegend"),
    "a chart title": ({}, {"title": {"text": "x"}}, "layout.title"),
    "a range left to Plotly": ({}, {"yaxis": axis(range=None)}, "layout.yaxis.range: must be set"),
    "ticks left to Plotly": ({}, {"xaxis": axis(tickvals=None)}, "layout.xaxis.tickvals"),
    "names as places": ({"x": ["Q1"], "y": [1]}, {}, "ticktext"),
    "an arrow": ({}, {"annotations": [{"text": "x", "x": 1, "y": 1}]}, "showarrow"),
    "markup": ({"mode": "text", "text": "<i>x</i>"}, {}, "<i> is not drawn"),
    "a margin left to Plotly": ({}, {"margin": {"l": 1}}, "layout.margin: r, t, b must be set"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_would_look_different_is_refused_by_name(case):
    trace, layout, message = REFUSED[case]
    plain = scatter([1], [1], line={"color": INK}) | trace
    with pytest.raises(UnsupportedFigureError, match=message):
        drawn(figure(plain, **{"xaxis": axis(), "yaxis": axis(), **layout}))


def test_texts_in_bars_must_say_what_plotly_would_choose():
    made = bar([1], [1], marker={"color": INK}, text=["1"], textposition="inside")
    with pytest.raises(UnsupportedFigureError, match="textangle: must be 0"):
        drawn(figure(made, xaxis=axis(), yaxis=axis()))


def test_in_a_page_every_colour_is_the_themes():
    made = figure(scatter([1], [1], line={"color": "#123456"}), xaxis=axis(), yaxis=axis())
    with pytest.raises(UnsupportedFigureError, match="#123456 is not a colour of the theme"):
        drawn(made, colours=page_colours())


def test_one_svg_serves_both_schemes():
    """A colour that stands for several things in the light is one colour in the dark, too."""
    light, dark = tokens_of(theme.LIGHT), tokens_of(theme.DARK)
    assert light == {name: colour for name, colour in tokens("light").items() if name in light}
    meant: dict[str, set[str]] = {}
    for name, colour in light.items():
        meant.setdefault(colour, set()).add(dark[name])
    assert {colour: dark for colour, dark in meant.items() if len(dark) > 1} == {}
    assert page_colours()["#1d2329"] == "var(--ink, #1d2329)"


def test_right_to_left_names_are_isolated_and_keep_their_side():
    made = figure(
        scatter([1], [1], line={"color": INK}),
        xaxis=axis(),
        yaxis=axis(ticktext=["قسم المبيعات 20", "b", "c", "d"]),
    )
    root = parsed(drawn(made))
    assert root.get("direction") == "ltr"
    (name,) = [part for part in root.iter(f"{NAME}text") if "قسم" in (part.text or "")]
    assert name.text == "\u2067قسم المبيعات 20\u2069"
    assert name.get("text-anchor") == "end"
