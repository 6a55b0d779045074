"""How ready each dimension is: a point on the common axis, and the level aimed at."""

from __future__ import annotations

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.material import Material
from reports.story.absence import absence_note
from reports.story.dimensions import held_note
from reports.wording import Wording, one_decimal
from scoring.release import ReleasedDimension

ROW = 62
TOP = 46


def dimension_bars(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw one row per dimension; one that is hidden or not scored stays empty and says so."""
    release, wording = material.release, material.wording
    rows = [wording.dimension(part.code) for part in release.dimensions]
    figure = theme.framed(
        palette,
        height=TOP + int(ROW * (len(rows) + 0.35)),
        narrow=theme.narrow_rows(rows, **{"xaxis.ticktext": [str(n) for n in theme.LEVELS]}),
        margin=theme.margins(top=TOP),
        xaxis=theme.level_axis(palette, ticktext=_level_names(wording)),
        yaxis=theme.row_axis(palette, rows, range=[len(rows) - 0.4, -0.75]),
    )
    for row, part in enumerate(release.dimensions):
        _add_track(figure, row, palette)
        if part.score is None:
            _add_absence(figure, row, absence_note(release, part), palette)
    scored = [(row, part) for row, part in enumerate(release.dimensions) if part.score is not None]
    for row, part in scored:
        _add_stem(figure, row, part, palette)
        # Below the last mark the name of the target is in nobody's way.
        _add_target(figure, row, part, palette, named=row == scored[-1][0])
    figure.add_trace(_points(scored, wording, palette))
    return figure


def _level_names(wording: Wording) -> list[str]:
    return [f"{level}<br>{theme.wrapped(wording.level(level), 14)}" for level in theme.LEVELS]


def _points(
    scored: list[tuple[int, ReleasedDimension]], wording: Wording, palette: theme.Palette
) -> go.Scatter:
    scores = [part.score for _row, part in scored if part.score is not None]
    return go.Scatter(
        x=scores,
        y=[row for row, _part in scored],
        mode="markers+text",
        marker={"size": 18, "color": palette.ink, "line": {"width": 3, "color": palette.paper}},
        text=[str(one_decimal(score)) for score in scores],
        textposition="top center",
        textfont={"size": theme.TEXT, "color": palette.ink, "weight": theme.BOLD},
        hovertext=[_hover(part, wording) for _row, part in scored],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        name=_("Score"),
    )


def _hover(part: ReleasedDimension, wording: Wording) -> str:
    said = [str(one_decimal(part.score or 0))]
    if part.level is not None:
        said.append(theme.escaped(wording.level(part.level)))
    held = held_note(part, wording)
    return " · ".join(said) + (f"<br>{theme.escaped(held)}" if held else "")


def _add_track(figure: go.Figure, row: int, palette: theme.Palette) -> None:
    figure.add_shape(
        type="line",
        x0=1,
        x1=5,
        y0=row,
        y1=row,
        layer="between",
        line={"color": palette.hairline, "width": 6},
    )


def _add_stem(figure: go.Figure, row: int, part: ReleasedDimension, palette: theme.Palette) -> None:
    figure.add_shape(
        type="line",
        x0=1,
        x1=part.score,
        y0=row,
        y1=row,
        layer="between",
        line={"color": palette.levels[2], "width": 6},
    )


def _add_target(
    figure: go.Figure, row: int, part: ReleasedDimension, palette: theme.Palette, *, named: bool
) -> None:
    figure.add_shape(
        type="line",
        x0=part.target,
        x1=part.target,
        y0=row - 0.24,
        y1=row + 0.24,
        line={"color": palette.accent, "width": 2},
    )
    if named:
        figure.add_annotation(
            x=part.target,
            y=row + 0.24,
            yanchor="top",
            showarrow=False,
            text=_("target %(level)s") % {"level": one_decimal(part.target)},
            font={"size": theme.SMALL, "color": palette.accent},
        )


def _add_absence(figure: go.Figure, row: int, note: str, palette: theme.Palette) -> None:
    figure.add_annotation(
        x=1,
        y=row,
        xanchor="left",
        yshift=14,
        showarrow=False,
        text=theme.escaped(note),
        font={"size": theme.SMALL, "color": palette.ink_soft},
    )
