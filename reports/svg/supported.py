"""What of Plotly's language the drawing understands; anything else is refused by name.

Nothing is dropped in silence: a figure that Plotly would draw otherwise than the SVG must not
reach a page. Where Plotly would choose a value by itself (a range, a colour), figures must say it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final


class UnsupportedFigureError(ValueError):
    """A figure uses what the SVG drawing does not know, or leaves open what it must say."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path


class _Anything:
    """Every value is understood."""


ANY: Final = _Anything()
Rule = _Anything | frozenset[Any] | Mapping[str, "Rule"] | list["Rule"]

SYMBOLS: Final = frozenset(
    {"circle", "square", "diamond", "triangle-up", "triangle-down", "line-ns", "line-ew"}
    | {"circle-open", "square-open", "diamond-open", "triangle-up-open", "triangle-down-open"}
)
DASHES: Final = frozenset({"solid", "dot", "dash", "longdash", "dashdot", "longdashdot"})
PLACES: Final = frozenset(
    f"{row} {column}"
    for row in ("top", "middle", "bottom")
    for column in ("left", "center", "right")
)

# Seen only when somebody points at the chart, or by nobody.
_HOVER: dict[str, Rule] = dict.fromkeys(
    (
        "customdata",
        "hoverinfo",
        "hoverlabel",
        "hovertemplate",
        "hovertext",
        "ids",
        "legendgroup",
        "meta",
        "name",
        "showlegend",
        "uid",
    ),
    ANY,
)
_FONT: Rule = {"size": ANY, "color": ANY, "weight": ANY}
_LINE: dict[str, Rule] = {"color": ANY, "width": ANY, "dash": DASHES}
_ERROR: Rule = {
    "type": frozenset({"data"}),
    "array": ANY,
    "arrayminus": ANY,
    "symmetric": ANY,
    "visible": ANY,
    "color": ANY,
    "thickness": ANY,
    "width": ANY,
}
_POINT: Rule = {
    "symbol": SYMBOLS,
    "size": ANY,
    "color": ANY,
    "opacity": ANY,
    "line": {"color": ANY, "width": ANY},
}
_SHARED: dict[str, Rule] = {"visible": frozenset({True, False}), "opacity": ANY, "text": ANY}
_SCATTER: dict[str, Rule] = {
    **_HOVER,
    **_SHARED,
    "type": ANY,
    "x": ANY,
    "y": ANY,
    "xaxis": ANY,
    "yaxis": ANY,
    "mode": ANY,
    "orientation": ANY,
    "marker": _POINT,
    "line": {**_LINE, "shape": frozenset({"linear", "hv", "vh"}), "simplify": ANY},
    "fill": frozenset({"none", "tozerox", "tozeroy", "tonextx", "tonexty", "toself"}),
    "fillcolor": ANY,
    "error_x": _ERROR,
    "error_y": _ERROR,
    "textposition": PLACES,
    "textfont": _FONT,
    "cliponaxis": ANY,
    "connectgaps": frozenset({False}),
}
_BAR: dict[str, Rule] = {
    **_HOVER,
    **_SHARED,
    "type": ANY,
    "x": ANY,
    "y": ANY,
    "xaxis": ANY,
    "yaxis": ANY,
    "base": ANY,
    "width": ANY,
    "offset": ANY,
    "orientation": frozenset({"h", "v"}),
    "marker": {
        "color": ANY,
        "opacity": ANY,
        "line": {"color": ANY, "width": ANY},
        "cornerradius": ANY,
        "pattern": {
            "shape": frozenset({"", "/", "\\", "x", "|", "-"}),
            "fillmode": frozenset({"overlay"}),
            "fgcolor": ANY,
            "bgcolor": ANY,
            "fgopacity": ANY,
            "size": ANY,
            "solidity": ANY,
        },
    },
    "error_x": _ERROR,
    "error_y": _ERROR,
    "textposition": frozenset({"inside", "outside", "none"}),
    "insidetextanchor": frozenset({"start", "middle", "end"}),
    "textangle": frozenset({0}),
    "textfont": _FONT,
    "constraintext": frozenset({"none"}),
    "cliponaxis": ANY,
}
_POLAR_TRACE: Rule = {
    **_HOVER,
    **_SHARED,
    "type": ANY,
    "subplot": frozenset({"polar"}),
    "r": ANY,
    "theta": ANY,
    "mode": ANY,
    "marker": _POINT,
    "line": {**_LINE, "shape": frozenset({"linear"})},
    "fill": frozenset({"none", "toself"}),
    "fillcolor": ANY,
    "textposition": PLACES,
    "textfont": _FONT,
    "cliponaxis": ANY,
}
TRACES: Final[Mapping[str, Rule]] = {
    "scatter": _SCATTER,
    "bar": _BAR,
    "scatterpolar": _POLAR_TRACE,
}

_TICKS: dict[str, Rule] = {
    "tickmode": frozenset({"array"}),
    "tickvals": ANY,
    "ticktext": ANY,
    "tickfont": _FONT,
    "tickangle": ANY,
    "ticks": frozenset({"", "outside"}),
    "ticklen": ANY,
    "tickwidth": ANY,
    "tickcolor": ANY,
    "showticklabels": ANY,
    "showgrid": ANY,
    "gridcolor": ANY,
    "gridwidth": ANY,
    "griddash": DASHES,
    "showline": ANY,
    "linecolor": ANY,
    "linewidth": ANY,
    "range": ANY,
    "autorange": frozenset({False}),
    "visible": ANY,
    "color": ANY,
}
_AXIS: Rule = {
    **_TICKS,
    "type": frozenset({"linear"}),
    "domain": ANY,
    "anchor": ANY,
    "side": ANY,
    "zeroline": ANY,
    "zerolinecolor": ANY,
    "zerolinewidth": ANY,
    "ticklabelposition": frozenset({"outside"}),
    "ticklabelstandoff": ANY,
    "title": {"text": ANY, "font": _FONT},
    "automargin": frozenset({False}),
    # How it behaves under a hand.
    "fixedrange": ANY,
    "matches": ANY,
    "hoverformat": ANY,
}
_POLAR: Rule = {
    "domain": ANY,
    "bgcolor": ANY,
    "gridshape": frozenset({"circular", "linear"}),
    "radialaxis": {
        **_TICKS,
        "ticks": frozenset({""}),
        "type": frozenset({"linear"}),
        "angle": ANY,
        "side": ANY,
    },
    "angularaxis": {
        **_TICKS,
        "ticks": frozenset({""}),
        "type": frozenset({"linear", "category"}),
        "thetaunit": frozenset({"degrees"}),
        "direction": frozenset({"clockwise", "counterclockwise"}),
        "rotation": ANY,
        "categoryorder": frozenset({"trace"}),
    },
}
_SHAPE: Rule = {
    "type": frozenset({"line", "rect"}),
    "x0": ANY,
    "x1": ANY,
    "y0": ANY,
    "y1": ANY,
    "xref": ANY,
    "yref": ANY,
    "layer": frozenset({"above", "below", "between"}),
    "line": _LINE,
    "fillcolor": ANY,
    "opacity": ANY,
    "name": ANY,
}
_ANNOTATION: Rule = {
    "text": ANY,
    "x": ANY,
    "y": ANY,
    "xref": ANY,
    "yref": ANY,
    "xanchor": frozenset({"auto", "left", "center", "right"}),
    "yanchor": frozenset({"auto", "top", "middle", "bottom"}),
    "xshift": ANY,
    "yshift": ANY,
    "align": frozenset({"left", "center", "right"}),
    "textangle": ANY,
    "font": _FONT,
    "opacity": ANY,
    "showarrow": frozenset({False}),
    "name": ANY,
    "hovertext": ANY,
    "captureevents": ANY,
}
LAYOUT: Final[dict[str, Rule]] = {
    "width": ANY,
    "height": ANY,
    "margin": {"l": ANY, "r": ANY, "t": ANY, "b": ANY, "pad": frozenset({0}), "autoexpand": ANY},
    "font": {"family": ANY, "size": ANY, "color": ANY},
    "paper_bgcolor": ANY,
    "plot_bgcolor": ANY,
    "showlegend": frozenset({False}),
    "barmode": frozenset({"stack", "relative", "overlay", "group"}),
    "bargap": ANY,
    "bargroupgap": frozenset({0}),
    "shapes": [_SHAPE],
    "annotations": [_ANNOTATION],
    "polar": _POLAR,
    "uniformtext": {"mode": frozenset({"show"}), "minsize": ANY},
    # How it behaves under a hand, and what figures note for themselves.
    **dict.fromkeys(
        (
            "autosize",
            "clickmode",
            "dragmode",
            "hoverdistance",
            "hoverlabel",
            "hovermode",
            "meta",
            "separators",
            "template",
            "transition",
            "uirevision",
        ),
        ANY,
    ),
}


def check(figure: Mapping[str, Any]) -> None:
    """Raise UnsupportedFigureError for the first thing that would not be drawn as it says."""
    for place, trace in enumerate(figure["data"]):
        kind, path = trace.get("type", "scatter"), f"data[{place}]"
        if kind not in TRACES:
            raise UnsupportedFigureError(f"{path}.type", f"“{kind}” traces are not drawn")
        _check(trace, TRACES[kind], f"{path} ({kind})")
    layout = figure["layout"]
    axes = {name: _AXIS for name in layout if name.startswith(("xaxis", "yaxis"))}
    _check(layout, LAYOUT | axes, "layout")
    if "showlegend" not in layout:
        raise UnsupportedFigureError("layout.showlegend", "must be False: Plotly may add a legend")


def _check(value: Any, rule: Rule, path: str) -> None:
    if isinstance(rule, frozenset):
        for each in value if isinstance(value, list | tuple) else (value,):
            if each is not None and each not in rule:
                known = ", ".join(sorted(repr(one) for one in rule))
                raise UnsupportedFigureError(path, f"{each!r} is not drawn; known are {known}")
    elif isinstance(rule, list):
        for place, each in enumerate(value):
            _check(each, rule[0], f"{path}[{place}]")
    elif isinstance(rule, Mapping):
        for key, part in value.items():
            if key not in rule:
                raise UnsupportedFigureError(f"{path}.{key}", "is not drawn by reports.svg")
            _check(part, rule[key], f"{path}.{key}")
