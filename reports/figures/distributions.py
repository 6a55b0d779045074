"""How answers spread over the five levels: bars that part at the middle of level 3."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.material import Material
from reports.story.counted_answers import CountedAnswers, counted_answers, most_divided
from reports.wording import Wording

ROW = 46
TOP = 34
NARROW_ROW = 88
LABEL_WIDTH = 262
LABEL_CHARACTERS = 36
# A count narrower than this share of its row is left to the table.
LEAST_SHARE = 0.06


def distributions(material: Material, palette: theme.Palette, *, dimension: str) -> go.Figure:
    """Draw the most divided questions of a dimension by group, each row as long as any other."""
    rows = most_divided(counted_answers(material.release, dimension))
    reach = max(map(_reach, rows), default=1.0)
    short = [_name(row, material.wording, theme.NARROW_LABEL_CHARACTERS, 3) for row in rows]
    figure = theme.framed(
        palette,
        height=TOP + ROW * len(rows) + 8,
        narrow={
            "height": TOP + NARROW_ROW * len(rows) + 8,
            "margin.l": theme.NARROW_LABEL_WIDTH,
            "margin.r": 12,
            "yaxis.ticktext": short,
        },
        margin=theme.margins(LABEL_WIDTH, top=TOP),
        barmode="overlay",
        bargap=0.3,
        xaxis=theme.level_axis(
            palette,
            range=[-reach, reach],
            tickvals=[-reach / 2, 0, reach / 2],
            ticktext=[_("lower levels"), "3", _("higher levels")],
            showgrid=False,
        ),
        yaxis=theme.row_axis(
            palette,
            [""] * len(rows),
            ticktext=[_name(row, material.wording, LABEL_CHARACTERS, 1) for row in rows],
            tickfont={"size": theme.SMALL, "color": palette.ink},
        ),
    )
    figure.add_shape(
        type="line",
        x0=0,
        x1=0,
        y0=-0.5,
        y1=len(rows) - 0.5,
        layer="between",
        line={"color": palette.ink, "width": 1},
    )
    for level in theme.LEVELS:
        figure.add_trace(_level(rows, level, material.wording, palette))
    return figure


def _name(row: CountedAnswers, wording: Wording, characters: int, most: int) -> str:
    """The question, and the group in a line of its own."""
    item = theme.wrapped(wording.item(row.item), characters, most)
    return f"{item}<br>{theme.wrapped(wording.group(row.group), characters, min(most, 2))}"


def _level(
    rows: Sequence[CountedAnswers], level: int, wording: Wording, palette: theme.Palette
) -> go.Bar:
    """The answers at one level; a row without any has no bar."""
    chosen = [
        (place, row, row.counts[level - 1])
        for place, row in enumerate(rows)
        if row.counts[level - 1]
    ]
    return go.Bar(
        orientation="h",
        base=[_start(row, level) for _place, row, _count in chosen],
        x=[count / row.n for _place, row, count in chosen],
        y=[place for place, _row, _count in chosen],
        marker={
            "color": palette.levels[level - 1],
            "line": {"width": 1, "color": palette.paper},
        },
        text=[str(count) if count / row.n >= LEAST_SHARE else "" for _place, row, count in chosen],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": theme.SMALL, "color": palette.on_levels[level - 1]},
        hovertext=[
            _("Level %(level)s, %(name)s: %(count)s of %(n)s")
            % {
                "level": level,
                "name": theme.escaped(wording.level(level)),
                "count": count,
                "n": row.n,
            }
            for _place, row, count in chosen
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        name=str(level),
    )


def _start(row: CountedAnswers, level: int) -> float:
    """Where a level begins, so that the middle of level 3 stands at nought."""
    before = sum(row.counts[: level - 1])
    return (before - row.low - row.counts[2] / 2) / row.n


def _reach(row: CountedAnswers) -> float:
    """How far a row goes from the middle, to its longer side."""
    return (max(row.low, row.high) + row.counts[2] / 2) / row.n
