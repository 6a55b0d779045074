"""Figures that use, between them, all that the SVG drawing understands beyond the product's own."""

from typing import Any

INK, BUSINESS, IT, PALE = "#1d2329", "#4453a6", "#96650f", "#a9d3cc"
BAND, OTHER_BAND = "rgba(68,83,166,0.2)", "rgba(150,101,15,0.2)"


def figure(*traces: dict[str, Any], **layout: Any) -> dict[str, Any]:
    """A figure with all that must be said, and what is given."""
    frame = {
        "height": 300,
        "margin": {"l": 120, "r": 20, "t": 40, "b": 90},
        "font": {"family": "system-ui, sans-serif", "size": 14, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
    }
    return {"data": list(traces), "layout": frame | layout}


def axis(**changes: Any) -> dict[str, Any]:
    return {
        "range": [0, 10],
        "tickvals": [0, 2.5, 5, 10],
        "ticktext": ["zero", "2.5", "five<br>two lines", "10"],
        "gridcolor": "#e4e1d8",
        "zeroline": False,
        "tickangle": 0,
    } | changes


def scatter(x: list[Any], y: list[Any], **look: Any) -> dict[str, Any]:
    return {"type": "scatter", "x": x, "y": y, "mode": "lines"} | look


def bar(x: list[Any], y: list[Any], **look: Any) -> dict[str, Any]:
    return {"type": "bar", "x": x, "y": y} | look


def intervals() -> dict[str, Any]:
    return figure(
        scatter(
            [1, 2, 3.3, None, 8],
            [2, 4, 6, 7, 9],
            mode="lines+markers+text",
            line={"color": BUSINESS, "width": 2, "dash": "dash"},
            marker={
                "color": BUSINESS,
                "size": [10, 12, 8, 7, 20],
                "opacity": 1,
                "symbol": ["circle", "diamond-open", "triangle-up", "square", "square-open"],
                "line": {"color": IT, "width": 1},
            },
            text=["a", "b<br>two", "c", "d", "e"],
            textposition=[
                "top left", "bottom center", "middle right", "top center", "bottom right",
            ],
            error_x={
                "type": "data",
                "array": [0.5, 1, 0.3, 1, 0.2],
                "arrayminus": [0.2, 0.1, 0.3, 0.4, 0.5],
                "symmetric": False,
                "color": IT,
                "thickness": 1.5,
                "width": 4,
            },
            error_y={"array": [0.5, 1, 0.3, 1, 0.2], "color": IT, "thickness": 1.5, "width": 0},
        ),
        xaxis=axis(showline=True, linecolor=INK, ticks="outside", tickcolor=INK),
        yaxis=axis(ticks="outside", tickcolor=INK, ticklen=8),
    )  # fmt: skip


def band() -> dict[str, Any]:
    places = [0, 3, 6, 10]
    return figure(
        scatter(places, [2, 3, 5, 6], line={"color": BUSINESS, "width": 0}),
        scatter(
            places,
            [4, 5, 8, 9],
            fill="tonexty",
            fillcolor=BAND,
            line={"color": BUSINESS, "width": 1, "shape": "hv"},
        ),
        scatter(
            [0, 10],
            [5, 1],
            fill="tozeroy",
            fillcolor=OTHER_BAND,
            line={"color": IT, "width": 3, "dash": "dot"},
        ),
        scatter([5, 6, 6, 5], [8, 8, 9, 9], mode="none", fill="toself", fillcolor=PALE),
        xaxis=axis(zeroline=True, zerolinecolor=INK, title={"text": "Months"}),
        yaxis=axis(ticktext=None),
    )


def diverging() -> dict[str, Any]:
    return figure(
        bar(
            [-2, -1, -3],
            [0, 1, 2],
            orientation="h",
            marker={
                "color": BUSINESS,
                "cornerradius": 5,
                "pattern": {
                    "shape": ["", "/", "x"],
                    "fillmode": "overlay",
                    "fgcolor": "#ffffff",
                    "size": 6,
                    "solidity": 0.3,
                },
            },
            text=["2", "1", "3"],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": ["#ffffff"] * 3, "size": 12},
        ),
        bar(
            [-2, -0.5, -1],
            [0, 1, 2],
            orientation="h",
            marker={"color": IT, "cornerradius": 5},
        ),
        bar(
            [2, 3, 0],
            [0, 1, 2],
            orientation="h",
            marker={"color": PALE, "cornerradius": 5, "line": {"width": 1, "color": "#ffffff"}},
            text=["x", "y", "z"],
            textposition="outside",
        ),
        barmode="relative",
        bargap=0.3,
        xaxis=axis(
            range=[-6, 6],
            tickvals=[-5, 0, 5],
            ticktext=["5", "0", "5"],
            zeroline=True,
            zerolinecolor=INK,
        ),
        yaxis=axis(
            range=[2.6, -0.6],
            tickvals=[0, 1, 2],
            ticktext=["one", "two", "three"],
            side="right",
        ),
    )


def columns() -> dict[str, Any]:
    return figure(
        bar(
            [1, 2, 4],
            [3, 6, 9],
            marker={"color": [BUSINESS, IT, BUSINESS], "cornerradius": "20%", "opacity": 0.7},
            text=["3", "6", "9<br>nine"],
            textposition=["inside", "outside", "inside"],
            textangle=0,
            textfont={"color": INK},
            error_y={"array": [1, 1, 1], "color": INK, "thickness": 1, "width": 3},
        ),
        xaxis=axis(
            side="top", tickangle=-90, tickvals=[1, 2, 4], ticktext=["One", "Two<br>lines", "Four"]
        ),
        yaxis=axis(visible=False),
    )


def subplots() -> dict[str, Any]:
    second = {"xaxis": "x2", "yaxis": "y2"}
    dash, round_ends = {"width": 2, "color": IT}, {"color": IT, "cornerradius": 3}
    marker = {"color": IT, "size": 8, "symbol": "line-ew", "line": dash}
    return figure(
        scatter([1, 9], [1, 9], mode="markers", marker={"color": BUSINESS, "size": 8}),
        scatter([1, 9], [9, 1], mode="markers", marker=marker, **second),
        bar([1, 9], [5, 2], base=[1, 1], width=0.8, marker=round_ends, **second),
        height=400,
        xaxis=axis(domain=[0, 0.45], anchor="y"),
        yaxis=axis(),
        xaxis2=axis(domain=[0.55, 1], anchor="y2", tickangle=45),
        yaxis2=axis(anchor="x2", domain=[0.5, 1], showticklabels=False, showgrid=False),
        shapes=[
            _shape("rect", "paper", "y2", (0, 1, 2, 4), fillcolor=PALE, opacity=0.4, layer="below"),
            _shape("line", "x2", "y2 domain", (3, 3, 0, 1), dash="dashdot"),
            _shape("line", "x", "y", (-3, 30, 5, 5)),
        ],
        annotations=[
            _note("Top <b>bold</b> &amp; more", 0.5, 1, "paper", font={"size": 16, "color": IT}),
            _note("corner", 0, 0, "paper", xanchor="left", yanchor="bottom", xshift=5, yshift=10),
            _note("two lines<br>of unequal length", 5, 5, "2", align="right", xanchor="right"),
            _note("turned", 5, 5, "", textangle=-90),
            _note("beyond the axis", 15, 5, ""),
        ],
    )  # fmt: skip


def _shape(
    kind: str, xref: str, yref: str, ends: tuple[float, ...], dash: str = "solid", **look: Any
) -> dict[str, Any]:
    x0, x1, y0, y1 = ends
    line = {"color": BUSINESS, "width": 2 if kind == "line" else 0, "dash": dash}
    where = {"xref": xref, "yref": yref, "x0": x0, "x1": x1, "y0": y0, "y1": y1}
    return {"type": kind, "line": line, **where, **look}


def _note(text: str, x: float, y: float, place: str, **look: Any) -> dict[str, Any]:
    refs = ("paper", "paper") if place == "paper" else (f"x{place}", f"y{place}")
    where = {"x": x, "y": y, "xref": refs[0], "yref": refs[1]}
    return {"text": text, "showarrow": False, **where, **look}


def radar() -> dict[str, Any]:
    names = ["Strategy", "Culture", "Data<br>quality", "Business and IT", "Strategy"]
    return _radar(
        names,
        gridshape="linear",
        radialaxis={"showline": False, "angle": 90, "tickangle": 90},
        angularaxis={"direction": "clockwise", "rotation": 90},
    )


def round_radar() -> dict[str, Any]:
    return _radar(
        [0, 60, 120, 180, 0],
        radialaxis={"showline": True, "linecolor": INK, "angle": 0, "tickangle": 0},
        angularaxis={"tickvals": [0, 60, 120, 180], "ticktext": ["a", "b", "c<br>c", "d"]},
    )


def _radar(
    theta: list[Any], radialaxis: dict[str, Any], angularaxis: dict[str, Any], **polar: Any
) -> dict[str, Any]:
    common = {"ticks": "", "gridcolor": "#e4e1d8"}
    rings = {"range": [1, 5], "tickvals": [1, 2, 3, 4, 5], "tickfont": {"size": 12, "color": INK}}
    now = {"mode": "lines+markers", "fill": "toself", "fillcolor": BAND}
    line, marker = {"color": BUSINESS, "width": 2}, {"color": BUSINESS, "size": 8}
    before = {"mode": "lines", "line": {"color": IT, "width": 2, "dash": "dot"}}
    shared = {"type": "scatterpolar", "theta": theta}
    return figure(
        {**shared, "r": [3, 4, 2, 5, 3], **now, "line": line, "marker": marker},
        {**shared, "r": [2, 2, 3, 3, 2], **before},
        height=380,
        margin={"l": 80, "r": 80, "t": 50, "b": 50},
        polar={
            "bgcolor": "rgba(0,0,0,0)",
            "radialaxis": common | rings | radialaxis,
            "angularaxis": common | {"linecolor": "#8b8f8a"} | angularaxis,
            **polar,
        },
    )


SPECIMENS = {
    made.__name__: made
    for made in (intervals, band, diverging, columns, subplots, radar, round_radar)
}
