"""What becomes of contact data within a year, with the upkeep that holds a share and without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.material import Material
from reports.story.numbers import percent, with_percent_sign
from reports.story.upkeep import decay_lines
from scoring.release import DecayScore

HEIGHT = 330
TOP = 16
BOTTOM = 52
LEFT = 56
RIGHT = 200
NARROW_LEFT = 46
NARROW_RIGHT = 126
NAME_CHARACTERS = 26
NARROW_NAME_CHARACTERS = 13
TICKS = (0, 25, 50, 75, 100)
QUARTER = 3
# Of the height, that a name takes on a phone: names of lines that end closer keep this distance.
APART = 0.24


@dataclass(frozen=True, slots=True)
class _End:
    """The name of a line, at its right end."""

    name: str
    share: float
    colour: str


def decay(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw the share of right records over the months; the band is what the loss may be.

    Raises
    ------
    ValueError
        For a release without a projection.
    """
    score = material.release.decay
    if score is None:
        raise ValueError("the release has no projection to draw")
    ends = list(_ends(score, palette))
    figure = theme.framed(
        palette,
        height=HEIGHT,
        narrow={
            "margin.l": NARROW_LEFT,
            "margin.r": NARROW_RIGHT,
            "annotations": _names(ends, NARROW_NAME_CHARACTERS),
        },
        margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM},
        annotations=_names(ends, NAME_CHARACTERS),
        xaxis=_month_axis(len(score.valid) - 1, palette),
        yaxis=_share_axis(palette),
    )
    _add_lines(figure, score, palette)
    return figure


def _add_lines(figure: go.Figure, score: DecayScore, palette: theme.Palette) -> None:
    lines = decay_lines(score)
    if lines.fastest != lines.slowest:
        figure.add_trace(_line(lines.slowest, _("slowest loss"), palette.hairline, width=0))
        band = _line(lines.fastest, _("fastest loss"), palette.hairline, width=0)
        figure.add_trace(band.update(fill="tonexty", fillcolor=palette.hairline))
    if lines.tended is not None:
        figure.add_trace(_line(lines.tended, _("with upkeep"), palette.accent, dash="dash"))
    figure.add_trace(_line(lines.untended, _("without upkeep"), palette.ink))


def _line(
    shares: Sequence[float], name: str, colour: str, width: int = 3, dash: str = "solid"
) -> go.Scatter:
    return go.Scatter(
        x=list(range(len(shares))),
        y=list(shares),
        mode="lines",
        line={"color": colour, "width": width, "dash": dash},
        hovertext=[
            _("After %(months)s months, %(name)s: %(share)s right")
            % {"months": month, "name": name, "share": percent(share)}
            for month, share in enumerate(shares)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        name=name,
    )


def _ends(score: DecayScore, palette: theme.Palette) -> Iterator[_End]:
    lines = decay_lines(score)
    if lines.tended is not None:
        share = lines.tended[-1]
        name = _("%(share)s with upkeep") % {"share": percent(share)}
        yield _End(name, share, palette.accent)
    share = lines.untended[-1]
    yield _End(_("%(share)s without upkeep") % {"share": percent(share)}, share, palette.ink)


def _names(ends: Sequence[_End], characters: int) -> list[dict[str, Any]]:
    """Name the lines at their right end, the lower one further down where they are close."""
    names = []
    highest = 1.0
    for end in sorted(ends, key=lambda end: -end.share):
        place = min(end.share, highest)
        highest = place - APART
        names.append(
            {
                "xref": "paper",
                "x": 1,
                "y": place,
                "xanchor": "left",
                "yanchor": "middle",
                "xshift": 8,
                "align": "left",
                "showarrow": False,
                "text": theme.wrapped(end.name, characters),
                "font": {"size": theme.TEXT, "color": end.colour, "weight": theme.BOLD},
            }
        )
    return names


def _month_axis(months: int, palette: theme.Palette) -> dict[str, Any]:
    ticks = list(range(0, months + 1, QUARTER))
    return {
        "range": [0, months],
        "tickvals": ticks,
        "ticktext": [str(tick) for tick in ticks],
        "ticklabelstandoff": 6,
        "tickfont": {"size": theme.SMALL, "color": palette.ink_soft},
        "title": {
            "text": _("Months from today"),
            "font": {"size": theme.SMALL, "color": palette.ink_soft},
        },
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
    }


def _share_axis(palette: theme.Palette) -> dict[str, Any]:
    return {
        "range": [0, 1.02],
        "tickvals": [tick / 100 for tick in TICKS],
        "ticktext": [with_percent_sign(str(tick)) for tick in TICKS],
        "tickfont": {"size": theme.SMALL, "color": palette.ink_soft},
        "gridcolor": palette.hairline,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
    }
