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
NARROW_ROW = 84
# A count narrower than this share of its row is left to the table.
LEAST_SHARE = 0.06


def distributions(material: Material, palette: theme.Palette, *, dimension: str) -> go.Figure:
    """Draw the most divided questions of a dimension by group, each row as long as any other."""
    rows = most_divided(counted_answers(material.release, dimension))
    names = [_name(row, material.wording) for row in rows]
    reach = max(map(_reach, rows), default=1.0)
    short = theme.NARROW_LABEL_CHARACTERS
    figure = theme.framed(
        palette,
        height=TOP + ROW * len(rows) + 8,
        narrow=theme.narrow_rows(
            names,
            height=TOP + NARROW_ROW * len(rows) + 8,
            **{"yaxis.ticktext": [theme.wrapped(name, short, most=5) for name in names]},
        ),
        margin=theme.margins(top=TOP),
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
            palette, names, ticktext=[theme.wrapped(name, 34, most=2) for name in names]
        ),
    )
    figure.update_layout({"margin.l": 262, "yaxis.tickfont.size": theme.SMALL})
    figure.add_shape(
        type="line",
        x0=0,
        x1=0,
        y0=-0.5,
        y1=len(rows) - 0.5,
        layer="above",
        line={"color": palette.ink, "width": 1},
    )
    for level in theme.LEVELS:
        figure.add_trace(_level(rows, level, material.wording, palette))
    return figure


def _name(row: CountedAnswers, wording: Wording) -> str:
    return f"{wording.item(row.item)} · {wording.group(row.group)}"


def _level(
    rows: Sequence[CountedAnswers], level: int, wording: Wording, palette: theme.Palette
) -> go.Bar:
    counts = [row.counts[level - 1] for row in rows]
    return go.Bar(
        orientation="h",
        base=[_start(row, level) for row in rows],
        x=[count / row.n for count, row in zip(counts, rows, strict=True)],
        y=list(range(len(rows))),
        marker={
            "color": palette.levels[level - 1],
            "line": {"width": 1, "color": palette.paper},
        },
        text=[
            str(count) if count / row.n >= LEAST_SHARE else ""
            for count, row in zip(counts, rows, strict=True)
        ],
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
            for count, row in zip(counts, rows, strict=True)
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
