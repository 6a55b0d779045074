"""Where business and IT see the same thing differently: the largest gaps, side by side."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.material import Material
from reports.story.gaps import largest_gaps
from reports.wording import one_decimal
from scoring.release.parts import ReleasedGap

ROW = 54
TOP = 58
LEVELS = len(theme.LEVELS)
# Levels from an edge, on a phone, that a number takes; and one with the name of its side.
ROOM = 0.5
NAMED_ROOM = 2.0


def gap_dumbbell(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw the largest gaps, the widest on top; business is a disc, IT a diamond."""
    release, wording = material.release, material.wording
    gaps = largest_gaps(release)
    rows = [wording.capability(gap.capability) for gap in gaps]
    figure = theme.framed(
        palette,
        height=TOP + ROW * max(len(rows), 1),
        narrow=theme.narrow_rows(rows),
        margin=theme.margins(top=TOP),
        xaxis=theme.level_axis(palette),
        yaxis=theme.row_axis(palette, rows),
    )
    for row, gap in enumerate(gaps):
        figure.add_shape(
            type="line",
            x0=gap.business,
            x1=gap.it,
            y0=row,
            y1=row,
            layer="between",
            line={"color": palette.field_line, "width": 3},
        )
    figure.add_trace(_side(gaps, "business", palette))
    figure.add_trace(_side(gaps, "it", palette))
    return figure


def _side(gaps: Sequence[ReleasedGap], side: str, palette: theme.Palette) -> go.Scatter:
    is_it = side == "it"
    values = [gap.it if is_it else gap.business for gap in gaps]
    name = _("IT") if is_it else _("Business")
    return go.Scatter(
        x=values,
        y=list(range(len(gaps))),
        mode="markers+text",
        marker={
            "symbol": "diamond" if is_it else "circle",
            "size": 16,
            "color": palette.it if is_it else palette.business,
            "line": {"width": 2, "color": palette.paper},
        },
        text=[_label(name, value, first=row == 0) for row, value in enumerate(values)],
        textposition=[_place(gap, is_it=is_it, first=row == 0) for row, gap in enumerate(gaps)],
        textfont={
            "size": theme.TEXT,
            "color": palette.it if is_it else palette.business,
            "weight": theme.BOLD,
        },
        hovertext=[f"{name} {one_decimal(value)}" for value in values],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        name=name,
    )


def _label(name: str, value: float, *, first: bool) -> str:
    number = one_decimal(value)
    return f"{name} {number}" if first else str(number)


def _place(gap: ReleasedGap, *, is_it: bool, first: bool) -> str:
    """Put a number on the far side of its mark, away from the other one.

    Near an edge there is no room beside the mark: the left number goes above it and the
    right one below, so that two of them do not meet either.
    """
    value = gap.it if is_it else gap.business
    is_right = (gap.gap >= 0) == is_it
    room = NAMED_ROOM if first else ROOM
    if is_right:
        return "bottom left" if value > LEVELS - room else "middle right"
    return "top right" if value < 1 + room else "middle left"
