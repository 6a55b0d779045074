"""The capabilities of one dimension: points with intervals, and the proof that holds one down."""

from __future__ import annotations

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.figures.score_rows import ScoreRow, score_rows
from reports.material import Material
from reports.story.capabilities import cap_note
from reports.story.last_round import last_scores
from reports.story.numbers import level
from scoring.release.parts import ReleasedCapability

TOP = 30


def capability_bars(material: Material, palette: theme.Palette, *, dimension: str) -> go.Figure:
    """Draw a row per capability of a dimension that applies, in the order of the framework."""
    return score_rows(
        [
            _row(material, part)
            for part in material.release.capabilities
            if part.dimension == dimension and part.applies
        ],
        palette,
        top=TOP,
        narrow={},
        axis={},
    )


def _row(material: Material, part: ReleasedCapability) -> ScoreRow:
    return ScoreRow(
        name=material.wording.capability(part.code),
        score=part.score,
        interval=part.interval,
        target=part.target,
        note=_("not scored, or too few answers to show") if part.score is None else "",
        hover=_hover(part),
        last=last_scores(material).get(part.code),
        proof=part.evidence if part.cap_binds else None,
    )


def _hover(part: ReleasedCapability) -> str:
    note = cap_note(part)
    return level(part.score or 0) + (f"<br>{theme.escaped(note)}" if note else "")
