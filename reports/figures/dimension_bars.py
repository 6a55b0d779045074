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

# Pixels around the lines of the axis above the rows.
AROUND = 9
EMPTY_LINE = "<br>\N{NO-BREAK SPACE}"


def dimension_bars(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw one row per dimension; one that is hidden or not scored stays empty and says so."""
    names = _level_names(material.wording)
    return score_rows(
        [_row(material, part) for part in material.release.dimensions],
        palette,
        top=AROUND + theme.SMALL_LINE * (1 + names[0].count("<br>")),
        narrow={"xaxis.ticktext": [str(level) for level in theme.LEVELS]},
        axis={"ticktext": names},
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
    """Each level's number above its name, all of as many lines: the numbers stand in one row."""
    names = [f"{level}<br>{theme.wrapped(wording.level(level), 14)}" for level in theme.LEVELS]
    most = max(name.count("<br>") for name in names)
    return [name + EMPTY_LINE * (most - name.count("<br>")) for name in names]


def _hover(part: ReleasedDimension, wording: Wording) -> str:
    said = [level(part.score or 0)]
    if part.level is not None:
        said.append(theme.escaped(wording.level(part.level)))
    held = held_note(part, wording)
    return " · ".join(said) + (f"<br>{theme.escaped(held)}" if held else "")
