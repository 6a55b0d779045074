"""Rows of scores on the common axis: a point, its interval, its target, the round before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.story.numbers import level
from scoring.release.parts import Limits

ROW = 62
NARROW_TOP = 30
# Rows of room above the first mark for its number, and below the last for the target's name.
ABOVE = 0.75
BELOW = 0.9
# The interval is taller than the point, so that a short one shows behind it.
POINT = 11
INTERVAL = 20
TRACK = 4
MARK = 0.24
# Pixels from the middle of a row to a note: below the track, or below the mark of the target;
# and how long its lines are.
ABSENCE_BELOW = -4
NOTE_BELOW = -14
NOTE_CHARACTERS = 60
NARROW_NOTE_CHARACTERS = 28


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One row. Without a score it says `note` in its place; with one, `note` stands below it.

    `last` is the score of the round before, `proof` what holds the score down.
    """

    name: str
    score: float | None
    interval: Limits | None
    target: float
    note: str
    hover: str
    last: float | None = None
    proof: float | None = None


def score_rows(
    rows: Sequence[ScoreRow],
    palette: theme.Palette,
    *,
    top: int,
    narrow: Mapping[str, Any],
    axis: Mapping[str, Any],
) -> go.Figure:
    """Draw the rows from top to bottom; `axis` and `narrow` change the common frame.

    On a phone the axis has numbers alone, so there is less above the rows than `top`.
    """
    names = [row.name for row in rows]
    height = int(ROW * (len(rows) - 1 + ABOVE + BELOW))
    above = {"margin.t": NARROW_TOP, "height": NARROW_TOP + height}
    figure = theme.framed(
        palette,
        height=top + height,
        narrow=theme.narrow_rows(names, **above, **narrow),
        margin=theme.margins(top=top),
        xaxis=theme.level_axis(palette, **axis),
        yaxis=theme.row_axis(palette, names, range=[len(rows) - 1 + BELOW, -ABOVE]),
    )
    # All at once: with each shape that is added, Plotly checks every one before it again.
    figure.layout.shapes = [
        shape for place, row in enumerate(rows) for shape in _shapes(place, row, palette)
    ]
    target = _target_names(rows, palette)
    figure.layout.annotations = [*_notes(rows, palette, NOTE_CHARACTERS), *target]
    figure.layout.meta["narrow"]["annotations"] = [
        *_notes(rows, palette, NARROW_NOTE_CHARACTERS),
        *target,
    ]
    _add_marks(figure, rows, palette)
    return figure


def _add_marks(figure: go.Figure, rows: Sequence[ScoreRow], palette: theme.Palette) -> None:
    earlier = [(place, row.last) for place, row in enumerate(rows) if row.last is not None]
    if earlier:
        figure.add_trace(
            go.Scatter(
                x=[score for _place, score in earlier],
                y=[place for place, _score in earlier],
                mode="markers",
                marker={
                    "symbol": "circle-open",
                    "size": POINT + 3,
                    "color": palette.ink_soft,
                    "line": {"width": 2, "color": palette.ink_soft},
                },
                hovertext=[
                    _("The round before: %(score)s") % {"score": level(score)}
                    for _place, score in earlier
                ],
                hovertemplate="%{hovertext}<extra></extra>",
                cliponaxis=False,
                name=_("Round before"),
            )
        )
    proven = [(place, row.proof) for place, row in enumerate(rows) if row.proof is not None]
    if proven:
        figure.add_trace(_proofs(proven, palette))
    figure.add_trace(
        _points([(place, row) for place, row in enumerate(rows) if row.score is not None], palette)
    )


def _points(scored: Sequence[tuple[int, ScoreRow]], palette: theme.Palette) -> go.Scatter:
    scores = [row.score for _place, row in scored if row.score is not None]
    return go.Scatter(
        x=scores,
        y=[place for place, _row in scored],
        mode="markers+text",
        marker={
            "symbol": "circle",
            "size": POINT,
            "color": palette.ink,
        },
        text=[level(score) for score in scores],
        textposition="top center",
        textfont={"size": theme.TEXT, "color": palette.ink, "weight": theme.BOLD},
        hovertext=[row.hover for _place, row in scored],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        name=_("Score"),
    )


def _proofs(proven: Sequence[tuple[int, float]], palette: theme.Palette) -> go.Scatter:
    """What stands on paper, as a mark with its name below."""
    return go.Scatter(
        x=[proof for _place, proof in proven],
        y=[place for place, _proof in proven],
        mode="markers+text",
        marker={
            "symbol": "line-ns",
            "size": INTERVAL,
            "line": {"width": 4, "color": palette.ink_soft},
        },
        text=[_("proof %(level)s") % {"level": level(proof)} for _place, proof in proven],
        textposition=["bottom right" if proof < 2 else "bottom center" for _place, proof in proven],
        textfont={"size": theme.SMALL, "color": palette.ink_soft},
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
        name=_("Proof on paper"),
    )


def _shapes(place: int, row: ScoreRow, palette: theme.Palette) -> Iterator[dict[str, Any]]:
    """The track of a row; on it the interval and the target of a score."""
    yield _line(place, (1, 5), palette.hairline, TRACK)
    if row.score is None:
        return
    if row.interval is not None:
        yield _line(place, (row.interval.low, row.interval.high), palette.levels[1], INTERVAL)
    yield {
        "type": "line",
        "x0": row.target,
        "x1": row.target,
        "y0": place - INTERVAL / 2 / ROW,
        "y1": place + MARK,
        "line": {"color": palette.accent, "width": 2},
    }


def _line(place: int, ends: tuple[float, float], colour: str, width: int) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": ends[0],
        "x1": ends[1],
        "y0": place,
        "y1": place,
        "layer": "between",
        "line": {"color": colour, "width": width},
    }


def _target_names(rows: Sequence[ScoreRow], palette: theme.Palette) -> list[dict[str, Any]]:
    """The name of the target, below the last mark, where it is in nobody's way."""
    scored = [(place, row) for place, row in enumerate(rows) if row.score is not None]
    if not scored:
        return []
    place, row = scored[-1]
    return [
        {
            "x": row.target,
            "y": place + MARK,
            "yanchor": "top",
            "yshift": -theme.SMALL - 3 if row.note or row.proof is not None else 0,
            "showarrow": False,
            "text": _("target %(level)s") % {"level": level(row.target)},
            "font": {"size": theme.SMALL, "color": palette.accent},
        }
    ]


def _notes(
    rows: Sequence[ScoreRow], palette: theme.Palette, characters: int
) -> Iterator[dict[str, Any]]:
    """What stands at the left of a row: why it has no score, or what its score is called."""
    for place, row in enumerate(rows):
        if row.note:
            yield {
                "x": 1,
                "y": place,
                "xanchor": "left",
                "yanchor": "top",
                "yshift": ABSENCE_BELOW if row.score is None else NOTE_BELOW,
                "align": "left",
                "showarrow": False,
                "text": theme.wrapped(row.note, characters),
                "font": {"size": theme.SMALL, "color": palette.ink_soft},
            }
