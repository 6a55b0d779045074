"""Each capability as each group sees it: stronger colour is further; hatched is hidden."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.material import Material
from reports.story.numbers import level
from reports.wording import Wording, whole_level
from scoring.release import Release
from scoring.release.parts import ReleasedCell

ROW = 38
TOP = 44
NARROW_ROW = 54
NARROW_TOP = 122
# The first row leaves room above it for its dimension's name.
FIRST = 1.45
# Between the capabilities of two dimensions.
PAUSE = 0.95
GAP = 0.06


def capability_heatmap(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw a cell per capability and group, in the order of the framework.

    A cell whose mean is hidden is hatched; a group that is not asked about a capability has
    no cell there.
    """
    release, wording = material.release, material.wording
    places = _places(release)
    rows = [wording.capability(code) for code in places]
    columns = [
        code for code in wording.groups if code not in wording.absent and _is_there(release, code)
    ]
    bottom = max(places.values(), default=0.0)
    at_rows = {"tickvals": list(places.values()), "range": [bottom + 0.55, -FIRST]}
    figure = theme.framed(
        palette,
        height=TOP + int(ROW * (bottom + FIRST + 0.55)),
        narrow=theme.narrow_rows(
            rows,
            **{
                "height": NARROW_TOP + int(NARROW_ROW * (bottom + FIRST + 0.55)),
                "margin.t": NARROW_TOP,
                "xaxis.ticktext": [
                    theme.wrapped(wording.group(code), 15, most=3) for code in columns
                ],
                "xaxis.tickangle": -90,
                "xaxis.tickfont.size": theme.SMALL,
            },
        ),
        margin=theme.margins(top=TOP),
        barmode="overlay",
        bargap=0,
        uniformtext={"minsize": theme.SMALL, "mode": "show"},
        xaxis=theme.level_axis(
            palette,
            range=[0, len(columns)],
            tickvals=[column + 0.5 for column in range(len(columns))],
            ticktext=[theme.wrapped(wording.group(code), 16, most=2) for code in columns],
            tickfont={"size": theme.TEXT, "color": palette.ink},
            showgrid=False,
        ),
        yaxis=theme.row_axis(palette, rows, **at_rows),
    )
    _add_dimensions(figure, release, wording, places, palette)
    for column, group in enumerate(columns):
        cells = [
            cell
            for cell in release.cells
            if cell.group == group
            and cell.capability in places
            and wording.is_asked(group, cell.capability)
        ]
        shown = [cell for cell in cells if cell.n is not None]
        hidden = [cell for cell in cells if cell.n is None]
        look = _shown_look(shown, palette)
        figure.add_trace(_cells(shown, column, places, wording, **look))
        if hidden:
            look = _hidden_look(palette)
            figure.add_trace(_cells(hidden, column, places, wording, **look))
    return figure


def _places(release: Release) -> dict[str, float]:
    """Where each capability's row is, with a pause between dimensions."""
    places: dict[str, float] = {}
    place, last = 0.0, None
    for part in release.capabilities:
        if not part.applies:
            continue
        if last is not None:
            place += 1 if part.dimension == last else 1 + PAUSE
        places[part.code] = round(place, 2)
        last = part.dimension
    return places


def _add_dimensions(
    figure: go.Figure,
    release: Release,
    wording: Wording,
    places: dict[str, float],
    palette: theme.Palette,
) -> None:
    """Name each dimension above its first capability."""
    named: set[str] = set()
    for part in release.capabilities:
        if part.code not in places or part.dimension in named:
            continue
        named.add(part.dimension)
        figure.add_annotation(
            xref="paper",
            x=0,
            xanchor="left",
            y=places[part.code] - 0.92,
            showarrow=False,
            text=theme.escaped(wording.dimension(part.dimension)),
            font={"size": theme.TEXT, "color": palette.ink, "weight": theme.BOLD},
        )


def _is_there(release: Release, group: str) -> bool:
    return any(cell.group == group for cell in release.cells)


def _cells(
    cells: list[ReleasedCell],
    column: int,
    places: dict[str, float],
    wording: Wording,
    **look: Any,
) -> go.Bar:
    return go.Bar(
        orientation="h",
        base=[column + GAP / 2] * len(cells),
        x=[1 - GAP] * len(cells),
        y=[places[cell.capability] for cell in cells],
        width=0.92,
        hovertext=[_hover(cell, wording) for cell in cells],
        hovertemplate="%{hovertext}<extra></extra>",
        **look,
    )


def _shown_look(cells: list[ReleasedCell], palette: theme.Palette) -> dict[str, Any]:
    # Cells that show the same number have the same colour.
    places = [whole_level(cell.about or cell.mean or 0) - 1 for cell in cells]
    return {
        "marker": {
            "color": [palette.levels[place] for place in places],
            "cornerradius": 4,
            "line": {"width": 0},
        },
        "text": [_number(cell) for cell in cells],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {
            "size": theme.TEXT,
            "color": [palette.on_levels[place] for place in places],
        },
    }


def _hidden_look(palette: theme.Palette) -> dict[str, Any]:
    return {
        "marker": {
            "color": palette.paper,
            "cornerradius": 4,
            "line": {"width": 1, "color": palette.hairline},
            "pattern": {
                "shape": "/",
                "fillmode": "overlay",
                "fgcolor": palette.field_line,
                "size": 7,
                "solidity": 0.12,
            },
        },
    }


def _hover(cell: ReleasedCell, wording: Wording) -> str:
    place = (
        f"{theme.escaped(wording.capability(cell.capability))}<br>"
        f"{theme.escaped(wording.group(cell.group))}"
    )
    if cell.n is None:
        return f"{place}: {_('too few answers to show')}"
    said = _("%(level)s, %(n)s people") % {"level": _number(cell), "n": cell.n}
    return f"{place}: {said}"


def _number(cell: ReleasedCell) -> str:
    """The average, or the level that a small group of one mind is about at."""
    return level(cell.mean or 0) if cell.about is None else f"≈ {cell.about}"
