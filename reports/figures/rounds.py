"""The rounds so far as an axis, and lines over them that break where they must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reports.figures import theme
from reports.material import HistoryPoint
from reports.story.trend import runs

# How many rounds have their names beside each other, on a page and on a phone.
MOST_NAMES = 8
NARROW_NAMES = 3
NAME_CHARACTERS = 9
NARROW_CHARACTERS = 8
# Free room at both ends, in rounds.
EDGE = 0.35


def round_axis(
    history: Sequence[HistoryPoint], palette: theme.Palette, **changes: object
) -> dict[str, object]:
    """The rounds from left to right, in their order."""
    places = named_places(len(history), MOST_NAMES)
    return {
        "range": [-EDGE, len(history) - 1 + EDGE],
        "tickvals": places,
        "ticktext": names_at(history, places, NAME_CHARACTERS),
        "tickfont": {"size": theme.SMALL, "color": palette.ink_soft},
        "tickangle": 0,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "side": "bottom",
    } | changes


def narrow_rounds(history: Sequence[HistoryPoint]) -> dict[str, object]:
    """What a phone changes in the axis of rounds: fewer names."""
    places = named_places(len(history), NARROW_NAMES)
    return {
        "xaxis.tickvals": places,
        "xaxis.ticktext": names_at(history, places, NARROW_CHARACTERS),
    }


def named_places(number: int, most: int) -> list[int]:
    """Return the places that are named: the last, some before it, the first if it has room."""
    step = max(1, -(-(number - 1) // (most - 1))) if number > 1 else 1
    places = sorted(range(number - 1, -1, -step))
    return [0, *places] if places[0] * 2 > step and places[0] else places


def names_at(history: Sequence[HistoryPoint], places: Iterable[int], characters: int) -> list[str]:
    return [theme.wrapped(history[place].round, characters, most=2) for place in places]


def stretches(
    history: Sequence[HistoryPoint], values: Sequence[float | None]
) -> Iterator[list[tuple[int, float]]]:
    """Yield stretches of place and value in which a line may be drawn.

    It breaks where the questions changed, and where a round has no value to show.
    """
    for run in runs(history):
        stretch: list[tuple[int, float]] = []
        for place in run:
            value = values[place]
            if value is not None:
                stretch.append((place, value))
            elif stretch:
                yield stretch
                stretch = []
        if stretch:
            yield stretch
