"""Where business and IT see the same thing differently: the largest gaps, side by side."""

from __future__ import annotations

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.figures.dumbbell import Pair, Side, dumbbell
from reports.material import Material
from reports.story.gap_labels import gap_note
from reports.story.gaps import largest_gaps


def gap_dumbbell(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw the largest gaps, the widest on top; business is a disc, IT a diamond."""
    gaps = largest_gaps(material.release)
    return dumbbell(
        [
            Pair(material.wording.capability(gap.capability), gap_note(gap.label, gap.interval))
            for gap in gaps
        ],
        Side(_("Business"), palette.business, "circle", [gap.business for gap in gaps]),
        Side(_("IT"), palette.it, "diamond", [gap.it for gap in gaps]),
        palette,
    )
