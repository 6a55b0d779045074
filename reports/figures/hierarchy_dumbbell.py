"""Where those above and those below see the same thing differently: the largest gaps."""

from __future__ import annotations

import plotly.graph_objects as go

from reports.figures import theme
from reports.figures.dumbbell import Pair, Side, dumbbell
from reports.material import Material
from reports.story.gap_labels import gap_note
from reports.story.hierarchy import lower_name, upper_name, widest_hierarchy_gaps


def hierarchy_dumbbell(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw the largest gaps, the widest on top; above is a triangle, below a square.

    There must be one at least.
    """
    wording = material.wording
    gaps = widest_hierarchy_gaps(material.release)
    upper, lower = upper_name(gaps[0], wording), lower_name(gaps[0], wording)
    return dumbbell(
        [
            Pair(wording.capability(gap.capability), gap_note(gap.label, gap.interval))
            for gap in gaps
        ],
        Side(upper, palette.executives, "triangle-up", [gap.upper for gap in gaps]),
        Side(lower, palette.frontline, "square", [gap.lower for gap in gaps]),
        palette,
    )
