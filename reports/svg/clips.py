"""Areas beyond which nothing is drawn; each is defined once."""

from __future__ import annotations

from reports.svg.axes import Axis
from reports.svg.elements import element

Area = tuple[float, float, float, float]


class Clips:
    """Collects the areas that a picture of a width and height in pixels needs."""

    def __init__(self, ids: str, width: float, height: float) -> None:
        self._ids = ids
        self._width = width
        self._height = height
        self._known: list[Area] = []

    @property
    def definitions(self) -> str:
        return "".join(
            element(
                "clipPath",
                {"id": self._name(place)},
                element("rect", dict(zip(("x", "y", "width", "height"), area, strict=True))),
            )
            for place, area in enumerate(self._known)
        )

    def at(self, x: Axis | None, y: Axis | None) -> str | None:
        """Return the reference to the area between the ends of axes; of none, nothing."""
        if x is None and y is None:
            return None
        left, width = (x.offset, x.length) if x else (0.0, self._width)
        top, height = (y.offset, y.length) if y else (0.0, self._height)
        area = (left, top, width, height)
        if area not in self._known:
            self._known.append(area)
        return f"url(#{self._name(self._known.index(area))})"

    def _name(self, place: int) -> str:
        return f"{self._ids}-clip-{place}"
