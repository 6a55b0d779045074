"""What to work on first: gap, leverage and ease beside each other, in the order to begin."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.material import Material
from reports.story.numbers import percent
from reports.story.priorities import ease_word, first_priorities
from scoring.priorities import Priority

ROW = 46
TOP = 40
# Where each panel lies, and how far its scale goes: the longest bar leaves room for its number.
PANELS = ((0.0, 0.3), (0.35, 0.65), (0.7, 1.0))
FULL = 2.1
NARROW_ROW = 62


def priorities(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw three bars per capability on scales of 0 to 100 %, the first to begin with on top."""
    shown = first_priorities(material.release)
    wording = material.wording
    titles = [f"{part.rank}. {wording.capability(part.capability)}" for part in shown]
    figure = theme.framed(
        palette,
        height=TOP + ROW * len(shown),
        narrow=theme.narrow_rows(titles, height=TOP + NARROW_ROW * len(shown)),
        margin=theme.margins(top=TOP),
        barmode="overlay",
        bargap=0.5,
        yaxis=theme.row_axis(palette, titles),
        **{
            f"xaxis{number}": _axis(panel)
            for number, panel in zip(("", "2", "3"), PANELS, strict=True)
        },
    )
    for panel, name in zip(PANELS, (_("Gap"), _("Leverage"), _("Ease")), strict=True):
        _add_panel(figure, panel, name, palette)
    values: tuple[Callable[[Priority], float], ...] = (
        lambda part: part.gap,
        lambda part: part.leverage,
        lambda part: part.ease,
    )
    colours = (palette.levels[3], palette.levels[2], palette.levels[1])
    for place, (value, colour) in enumerate(zip(values, colours, strict=True)):
        said = [
            ease_word(part.ease) if place == len(PANELS) - 1 else percent(value(part))
            for part in shown
        ]
        figure.add_trace(
            go.Bar(
                orientation="h",
                x=[value(part) for part in shown],
                y=list(range(len(shown))),
                xaxis="x" if not place else f"x{place + 1}",
                yaxis="y",
                marker={"color": colour, "line": {"width": 1, "color": palette.field_line}},
                text=said,
                textposition="outside",
                textfont={"size": theme.SMALL, "color": palette.ink},
                cliponaxis=False,
                hovertext=[_hover(part, titles[row]) for row, part in enumerate(shown)],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    return figure


def _axis(panel: tuple[float, float]) -> dict[str, object]:
    return {
        "domain": list(panel),
        "anchor": "y",
        "range": [0, FULL],
        "tickvals": [],
        "ticktext": [],
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "side": "top",
    }


def _add_panel(
    figure: go.Figure, panel: tuple[float, float], name: str, palette: theme.Palette
) -> None:
    """Name a panel above the line where it begins."""
    figure.add_annotation(
        xref="paper",
        yref="paper",
        x=panel[0],
        y=1,
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        text=theme.escaped(name),
        font={"size": theme.SMALL, "color": palette.ink, "weight": theme.BOLD},
    )
    figure.add_shape(
        type="line",
        xref="paper",
        yref="paper",
        x0=panel[0],
        x1=panel[0],
        y0=0,
        y1=1,
        line={"color": palette.field_line, "width": 1},
    )


def _hover(part: Priority, title: str) -> str:
    return (
        theme.escaped(title)
        + "<br>"
        + " · ".join(
            (
                _("gap %(share)s") % {"share": percent(part.gap)},
                _("leverage %(share)s") % {"share": percent(part.leverage)},
                _("ease %(share)s") % {"share": percent(part.ease)},
                _("evidence %(share)s") % {"share": percent(part.evidence)},
            )
        )
    )
