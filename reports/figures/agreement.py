"""The questions people agree on least: where each group stands, and what the view is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from reports.figures import theme
from reports.material import Material
from reports.story.agreement import Stand, View, label_word, least_agreed
from reports.story.numbers import level
from reports.wording import Wording

ROW = 66
TOP = 30
KEY_STEP = 0.36
NAME_CHARACTERS = 28
SYMBOLS = {
    "executives": "triangle-up",
    "business": "circle",
    "frontline": "square",
    "it": "diamond",
}
# Groups of a consultancy's own framework, in their order.
OTHER_SYMBOLS = ("circle", "diamond", "square", "triangle-up", "triangle-down")
# Marks at nearly the same place stand above each other, this far apart, in levels and in rows.
NEAR = 0.17
LIFT = 0.17
# The middle of such a pile, in rows: there is a note below.
MIDDLE = -0.06


def agreement(material: Material, palette: theme.Palette) -> go.Figure:
    """Draw a row per question with a mark per group and the label below it.

    Marks are full for averages and hollow where only the level is known.
    """
    wording = material.wording
    views = least_agreed(material.release, wording)
    titles = [view.title for view in views]
    groups = _groups(views, wording)
    above = 0.7 + KEY_STEP * len(groups)
    figure = theme.framed(
        palette,
        height=TOP + int(ROW * (len(views) + above - 0.4)),
        narrow=theme.narrow_rows(titles),
        margin=theme.margins(top=TOP),
        xaxis=theme.level_axis(palette),
        yaxis=theme.row_axis(palette, titles, range=[len(views) - 0.4, -above]),
        shapes=list(_lines(views, palette)),
        annotations=[_note(row, view, palette) for row, view in enumerate(views)],
    )
    for place, group in enumerate(groups):
        points = list(_points(views, group))
        colour, symbol = _colour(group, palette), _symbol(group, place)
        for is_hollow in (False, True):
            chosen = [point for point in points if (point[2].about is not None) is is_hollow]
            if chosen:
                look = f"{symbol}-open" if is_hollow else symbol
                figure.add_trace(_marks(chosen, wording.group(group), colour, look, palette))
        height = -above + 0.32 + KEY_STEP * place
        figure.add_trace(_key(wording.group(group), height, colour, symbol, palette))
    return figure


def _groups(views: Sequence[View], wording: Wording) -> list[str]:
    """The groups that have a mark somewhere, in the order of the round."""
    shown = {
        stand.group for view in views for stand in view.stands if stand.place is not None
    }  # fmt: skip
    return [code for code in wording.groups if code in shown]


def _points(views: Sequence[View], group: str) -> Iterator[tuple[int, float, Stand]]:
    """Yield row, height and stand of each mark of a group."""
    for row, view in enumerate(views):
        for pile in _piles(view):
            for number, stand in enumerate(pile):
                if stand.group == group:
                    lift = LIFT * (number - (len(pile) - 1) / 2)
                    yield row, row + lift + (MIDDLE if len(pile) > 1 else 0), stand


def _piles(view: View) -> Iterator[list[Stand]]:
    """Yield marks that would lie on each other, together; from the lowest place up."""
    shown = sorted(
        (stand for stand in view.stands if stand.place is not None),
        key=lambda stand: stand.place or 0,
    )
    pile: list[Stand] = []
    for stand in shown:
        if pile and (stand.place or 0) - (pile[-1].place or 0) >= NEAR:
            yield pile
            pile = []
        pile.append(stand)
    if pile:
        yield pile


def _lines(views: Sequence[View], palette: theme.Palette) -> Iterator[dict[str, object]]:
    """Yield a line from the lowest to the highest mark of each row."""
    for row, view in enumerate(views):
        places = [stand.place for stand in view.stands if stand.place is not None]
        if places:
            yield {
                "type": "line",
                "x0": min(places),
                "x1": max(places),
                "y0": row,
                "y1": row,
                "layer": "between",
                "line": {"color": palette.hairline, "width": 6},
            }


def _note(row: int, view: View, palette: theme.Palette) -> dict[str, object]:
    """What the view is called, with the average of everybody, below the row."""
    score, word = view.part.score, label_word(view.label)
    said = _("%(label)s, everybody %(score)s") % {"label": word, "score": level(score or 0)}
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": row + 0.4,
        "showarrow": False,
        "text": theme.escaped(word if score is None else said),
        "font": {"size": theme.SMALL, "color": palette.ink_soft},
    }


def _marks(
    points: Sequence[tuple[int, float, Stand]],
    name: str,
    colour: str,
    symbol: str,
    palette: theme.Palette,
) -> go.Scatter:
    is_hollow = symbol.endswith("-open")
    return go.Scatter(
        x=[stand.place for _row, _height, stand in points],
        y=[height for _row, height, _stand in points],
        mode="markers",
        marker={
            "symbol": symbol,
            "size": 13,
            "color": colour,
            "line": {"width": 2, "color": colour if is_hollow else palette.paper},
        },
        hovertext=[f"{theme.escaped(name)} {_said(stand)}" for _row, _height, stand in points],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        name=theme.escaped(name),
    )


def _said(stand: Stand) -> str:
    if stand.about is not None:
        return _("about %(level)s") % {"level": stand.about}
    word = label_word(stand.label)
    number = level(stand.mean or 0)
    return f"{number} · {word}" if word else number


def _key(name: str, height: float, colour: str, symbol: str, palette: theme.Palette) -> go.Scatter:
    """A mark with the name of its group."""
    return go.Scatter(
        x=[theme.LEVELS[0]],
        y=[height],
        mode="markers+text",
        marker={
            "symbol": symbol,
            "size": 13,
            "color": colour,
            "line": {"width": 2, "color": palette.paper},
        },
        text=[theme.shortened(name, NAME_CHARACTERS)],
        textposition="middle right",
        textfont={"size": theme.SMALL, "color": colour, "weight": theme.BOLD},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _colour(group: str, palette: theme.Palette) -> str:
    return {
        "executives": palette.executives,
        "business": palette.business,
        "frontline": palette.frontline,
        "it": palette.it,
    }.get(group, palette.ink)


def _symbol(group: str, place: int) -> str:
    return SYMBOLS.get(group, OTHER_SYMBOLS[place % len(OTHER_SYMBOLS)])
