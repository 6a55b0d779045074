"""The overall score against its usual ups and downs: an XmR chart (method.md 3.13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.figures.rounds import narrow_rounds, round_axis, stretches
from reports.material import Material
from reports.story.numbers import level
from reports.story.trend import UsualRange, usual_range

HEIGHT = 300
BOTTOM = 48
# So many rounds have their numbers beside the line; of more, only those that matter.
ALL_LABELLED = 6


def trend_limits(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw the rounds with today's questions, their mean and limits.

    There must be enough of them; see `usual_range`. What lies outside is a full square.
    """
    usual = usual_range(material.history)
    if usual is None:
        raise ValueError("too few rounds for an XmR chart")
    history = material.history[usual.first :]
    values = [point.overall.score for point in history]
    names = _names(usual)
    figure = theme.framed(
        palette,
        height=HEIGHT,
        narrow={
            "margin.l": theme.NARROW_LABEL_WIDTH,
            "margin.r": 22,
            "yaxis.ticktext": _wrapped(names, theme.NARROW_LABEL_CHARACTERS),
            **narrow_rounds(history),
        },
        margin=theme.margins(top=16, bottom=BOTTOM),
        xaxis=round_axis(history, palette),
        yaxis={
            "range": _range(values, usual),
            "tickvals": list(names),
            "ticktext": _wrapped(names, theme.LABEL_CHARACTERS),
            "tickfont": {"size": theme.SMALL, "color": palette.ink},
            "ticklabelstandoff": 8,
            "showgrid": False,
            "zeroline": False,
            "showline": False,
            "fixedrange": True,
        },
    )
    for value, dash in ((usual.low, "dash"), (usual.mean, "solid"), (usual.high, "dash")):
        figure.add_shape(
            type="line",
            xref="paper",
            x0=0,
            x1=1,
            y0=value,
            y1=value,
            layer="below",
            line={"color": palette.accent, "width": 1.5, "dash": dash},
        )
    for stretch in stretches(history, values):
        figure.add_trace(
            go.Scatter(
                x=[at for at, _value in stretch],
                y=[value for _at, value in stretch],
                mode="lines+markers+text",
                line={"color": palette.ink, "width": 2},
                marker={
                    "symbol": [_symbol(value, usual) for _at, value in stretch],
                    "size": 10,
                    "color": palette.ink,
                    "line": {"width": 2, "color": palette.ink},
                },
                text=_labels([value for _at, value in stretch]),
                textposition=[
                    _position(value, following, usual)
                    for (_at, value), following in zip(
                        stretch, [*[after for _at, after in stretch[1:]], None], strict=True
                    )
                ],
                textfont={"size": theme.SMALL, "color": palette.ink},
                hovertext=[
                    f"{theme.escaped(history[at].round)}: {level(value)}" for at, value in stretch
                ],
                hovertemplate="%{hovertext}<extra></extra>",
                cliponaxis=False,
                name=_("Overall"),
            )
        )
    return figure


def _symbol(value: float, usual: UsualRange) -> str:
    return "circle-open" if usual.low <= value <= usual.high else "square"


def _labels(values: Sequence[float]) -> list[str]:
    """The numbers of a few rounds; of many the first, the last two, the highest and the lowest."""
    last = len(values) - 1
    ends = {0, last - 1, last, values.index(min(values)), values.index(max(values))}
    return [
        level(value) if len(values) <= ALL_LABELLED or place in ends else ""
        for place, value in enumerate(values)
    ]


def _position(value: float, following: float | None, usual: UsualRange) -> str:
    """Above the point, unless a limit lies there; below it, beside a line that falls to it."""
    room = (usual.high - usual.low) / 3
    if not any(value <= line < value + room for line in (usual.low, usual.mean, usual.high)):
        return "top center"
    return "bottom right" if following is not None and following > value else "bottom center"


def _range(values: Sequence[float | None], usual: UsualRange) -> list[float]:
    """From below to above everything that is drawn, with room for numbers."""
    known = [value for value in values if value is not None]
    return [min(*known, usual.low) - 0.2, max(*known, usual.high) + 0.3]


def _names(usual: UsualRange) -> dict[float, str]:
    """The lines by their value; where all rounds are alike, they are one line: the mean."""
    return {
        value: text % {"score": level(value)}
        for value, text in (
            (usual.low, _("lower limit %(score)s")),
            (usual.high, _("upper limit %(score)s")),
            (usual.mean, _("mean %(score)s")),
        )
    }


def _wrapped(names: Mapping[float, str], characters: int) -> list[str]:
    return [theme.wrapped(name, characters) for name in names.values()]
