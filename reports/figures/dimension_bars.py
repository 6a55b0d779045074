"""How ready each dimension is: a point with its interval, and the level aimed at."""

from __future__ import annotations

import plotly.graph_objects as go

from reports.figures import theme
from reports.figures.score_rows import ScoreRow, score_rows
from reports.material import Material
from reports.story.absence import absence_note
from reports.story.dimensions import held_note
from reports.story.last_round import last_scores
from reports.story.numbers import level
from reports.wording import Wording
from scoring.release import ReleasedDimension

TOP = 60


def dimension_bars(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw one row per dimension; one that is hidden or not scored stays empty and says so."""
    return score_rows(
        [_row(material, part) for part in material.release.dimensions],
        palette,
        top=TOP,
        narrow={"xaxis.ticktext": [str(level) for level in theme.LEVELS]},
        axis={"ticktext": _level_names(material.wording)},
    )


def _row(material: Material, part: ReleasedDimension) -> ScoreRow:
    wording = material.wording
    if part.score is None:
        note = absence_note(material.release, part)
    else:
        note = "" if part.level is None else wording.level(part.level)
    return ScoreRow(
        name=wording.dimension(part.code),
        score=part.score,
        interval=part.interval,
        target=part.target,
        note=note,
        hover=_hover(part, wording),
        last=last_scores(material).get(part.code),
    )


def _level_names(wording: Wording) -> list[str]:
    return [f"{level}<br>{theme.wrapped(wording.level(level), 14)}" for level in theme.LEVELS]


def _hover(part: ReleasedDimension, wording: Wording) -> str:
    said = [level(part.score or 0)]
    if part.level is not None:
        said.append(theme.escaped(wording.level(part.level)))
    held = held_note(part, wording)
    return " · ".join(said) + (f"<br>{theme.escaped(held)}" if held else "")
