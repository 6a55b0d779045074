"""What other weights would change: the overall score under each of them."""

from __future__ import annotations

import plotly.graph_objects as go

from reports.figures import theme
from reports.material import Material
from reports.story.numbers import level
from reports.story.sensitivity import DEFAULT, choice_names

ROW = 54
TOP = 30
NARROW_ROW = 60
# Lines that the name of a choice takes at most.
LINES, NARROW_LINES = 2, 3


def sensitivity(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw a point per choice of weights; the band reaches from the lowest to the highest."""
    release = material.release
    names = choice_names(release, material.wording)
    shown = [
        (name, part, part.overall)
        for name, part in zip(names, release.sensitivity, strict=True)
        if part.overall is not None
    ]
    titles = [name for name, _part, _score in shown]
    scores = [score for _name, _part, score in shown]
    figure = theme.framed(
        palette,
        height=TOP + ROW * len(shown),
        narrow=theme.narrow_rows(
            titles,
            **{
                "height": TOP + NARROW_ROW * len(shown),
                "yaxis.ticktext": [
                    _tick(title, theme.NARROW_LABEL_CHARACTERS, NARROW_LINES) for title in titles
                ],
            },
        ),
        margin=theme.margins(top=TOP),
        xaxis=theme.level_axis(palette),
        yaxis=theme.row_axis(
            palette,
            titles,
            ticktext=[_tick(title, theme.LABEL_CHARACTERS, LINES) for title in titles],
        ),
    )
    figure.add_shape(
        type="rect",
        x0=min(scores),
        x1=max(scores),
        yref="paper",
        y0=0,
        y1=1,
        layer="below",
        line={"width": 1, "color": palette.field_line},
        fillcolor=palette.hairline,
    )
    figure.add_trace(
        go.Scatter(
            x=scores,
            y=list(range(len(shown))),
            mode="markers+text",
            marker={
                "symbol": [
                    "circle" if part.name == DEFAULT else "circle-open"
                    for _name, part, _score in shown
                ],
                "size": 13,
                "color": palette.ink,
                "line": {"width": 2, "color": palette.ink},
            },
            text=[level(score) for score in scores],
            textposition=["middle left" if score > 4.5 else "middle right" for score in scores],
            textfont={"size": theme.TEXT, "color": palette.ink, "weight": theme.BOLD},
            hovertext=[f"{theme.escaped(name)}: {level(score)}" for name, _part, score in shown],
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        )
    )
    return figure


def _tick(title: str, characters: int, lines: int) -> str:
    """A name in so many lines, also where it is one long word."""
    most = characters * lines - lines
    return theme.wrapped(title if len(title) <= most else f"{title[: most - 1]}…", characters)
