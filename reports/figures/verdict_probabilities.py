"""How often plausible scores lead to each verdict: the one to go by is darker."""

from __future__ import annotations

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.material import Material
from reports.story.numbers import percent
from reports.story.shown_verdict import shown_verdict
from reports.story.verdict_names import verdict_name
from scoring.verdict.terms import VerdictCode, VerdictConfidence

ROW = 40
NARROW_ROW = 58
TOP = 8
BOTTOM = 30
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def verdict_probabilities(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw a bar per verdict, from the most cautious to the boldest.

    Raises
    ------
    ValueError
        For a release that does not say how sure its verdict is.
    """
    confidence = material.release.verdict_confidence
    if confidence is None:
        raise ValueError("the release does not say how sure its verdict is")
    rows = [verdict_name(part.code) for part in confidence.shares]
    figure = theme.framed(
        palette,
        height=TOP + ROW * len(rows) + BOTTOM,
        narrow=theme.narrow_rows(
            rows,
            **{
                "height": TOP + NARROW_ROW * len(rows) + BOTTOM,
                "margin.r": 56,
                "xaxis.tickvals": [0.0, 0.5, 1.0],
                "xaxis.ticktext": [percent(tick) for tick in (0.0, 0.5, 1.0)],
            },
        ),
        margin=theme.margins(top=TOP, bottom=BOTTOM) | {"r": 64},
        bargap=0.4,
        xaxis={
            "range": [0, 1],
            "tickvals": list(TICKS),
            "ticktext": [percent(tick) for tick in TICKS],
            "tickfont": {"size": theme.SMALL, "color": palette.ink_soft},
            "gridcolor": palette.hairline,
            "zeroline": False,
            "showline": False,
            "fixedrange": True,
        },
        yaxis=theme.row_axis(palette, rows),
    )
    figure.add_trace(_bars(confidence, shown_verdict(material.release), palette))
    figure.add_trace(
        go.Scatter(
            x=[part.share for part in confidence.shares],
            y=list(range(len(rows))),
            mode="text",
            text=[f"\u00a0{percent(part.share)}" for part in confidence.shares],
            textposition="middle right",
            textfont={"size": theme.TEXT, "color": palette.ink, "weight": theme.BOLD},
            hoverinfo="skip",
            cliponaxis=False,
            name=_("Share of plausible values"),
        )
    )
    return figure


def _bars(
    confidence: VerdictConfidence, shown: VerdictCode | None, palette: theme.Palette
) -> go.Bar:
    """A bar for each verdict that any scores lead to; that of the report is darker."""
    reached = [(row, part) for row, part in enumerate(confidence.shares) if part.share > 0]
    return go.Bar(
        orientation="h",
        base=0,
        x=[part.share for _row, part in reached],
        y=[row for row, _part in reached],
        marker={
            "color": [
                palette.levels[3] if part.code is shown else palette.levels[1]
                for _row, part in reached
            ],
            "line": {"width": 0},
        },
        hovertext=[
            _("%(verdict)s: %(share)s")
            % {
                "verdict": theme.escaped(verdict_name(part.code)),
                "share": percent(part.share),
            }
            for _row, part in reached
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        name=_("Share of plausible values"),
    )
