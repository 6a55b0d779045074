"""A whole figure as one SVG, layer by layer as Plotly paints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reports.svg.axes import Axis, Plot, axes_of, edge, grid_lines
from reports.svg.bar_places import stacks_of
from reports.svg.bars import bars
from reports.svg.clips import Clips
from reports.svg.colours import Colours
from reports.svg.elements import Attributes, element, escaped, number
from reports.svg.hatching import Hatchings
from reports.svg.narrow import fitted
from reports.svg.notes import Paper, annotation, shape
from reports.svg.polar import circle_of, radar
from reports.svg.scatter import scatter
from reports.svg.supported import UnsupportedFigureError, check
from reports.svg.text import Font


def svg_of(
    figure: Mapping[str, Any],
    *,
    width: int,
    colours: Mapping[str, str] | None = None,
    title: str,
    description: str,
    ids: str,
) -> str:
    """Return a Plotly figure, as plain lists and dicts, as an SVG of a width in pixels.

    Below `NARROW` pixels the figure's narrow layout is drawn. `colours` says what stands for
    each hex colour, such as a variable of the page; without it colours stay as they are.
    `title` and `description` are read out instead of the picture; `ids` begins the ids in it
    and must be the picture's own within a page. Raises UnsupportedFigureError for what would
    look different from Plotly's own drawing.
    """
    adapted = fitted(figure, width)
    check(adapted)
    picture = _Picture(adapted, width, Colours(colours), ids)
    body = picture.body()
    size = f"{number(width)} {number(picture.height)}"
    names = f"{ids}-title {ids}-description"
    frame: Attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {size}",
        "width": width,
        "height": picture.height,
        "role": "img",
        "aria-labelledby": names,
        # Anchors mean left and right, whatever the page's direction.
        "direction": "ltr",
        "xml:space": "preserve",
    }
    told = [
        element("title", {"id": f"{ids}-title"}, escaped(title)),
        element("desc", {"id": f"{ids}-description"}, escaped(description)),
    ]
    return element("svg", frame, [*told, picture.definitions, body])


class _Picture:
    """One figure while it is drawn."""

    def __init__(self, figure: Mapping[str, Any], width: int, colours: Colours, ids: str) -> None:
        self._layout = figure["layout"]
        if "height" not in self._layout:
            raise UnsupportedFigureError("layout.height", "must be set")
        self._traces = [trace for trace in figure["data"] if trace.get("visible") is not False]
        self.height = float(self._layout["height"])
        self._width = float(width)
        self._colours = colours
        self._clips = Clips(ids, width, self.height)
        self._hatchings = Hatchings(ids, colours)
        self._axes = axes_of(self._layout, width)
        margin = self._layout["margin"]
        self._paper = Paper(
            self._axes,
            margin["l"],
            margin["t"],
            width - margin["l"] - margin["r"],
            self.height - margin["t"] - margin["b"],
        )
        font = self._layout.get("font") or {}
        self._font = Font(float(font.get("size", 12)), font.get("color", "#444444"))

    @property
    def definitions(self) -> str:
        known = self._clips.definitions + self._hatchings.definitions
        return element("defs", {}, known) if known else ""

    def body(self) -> str:
        """Return all layers, the lowest first."""
        layers: list[str] = [*self._ground(), *self._shapes("below")]
        layers += [grid_lines(axis, self._across(axis), self._colours) for axis in self._drawn()]
        layers += self._shapes("between")
        layers += [self._plot(*names) for names in self._pairs()]
        layers += [
            edge(axis, self._across(axis), self._font, self._colours) for axis in self._drawn()
        ]
        layers.append(self._radar())
        layers += self._shapes("above")
        layers += [
            annotation(note, self._paper, self._font, self._colours)
            for note in self._layout.get("annotations") or ()
        ]
        return "".join(layers)

    def _ground(self) -> Iterable[str]:
        areas = {
            "paper_bgcolor": (0.0, 0.0, self._width, self.height),
            "plot_bgcolor": (
                self._paper.left,
                self._paper.top,
                self._paper.width,
                self._paper.height,
            ),
        }
        for name, area in areas.items():
            paint = self._colours.fill(self._layout.get(name), path=f"layout.{name}")
            if paint["fill"] != "none":
                size = dict(zip(("x", "y", "width", "height"), area, strict=True))
                yield element("rect", size | paint)

    def _shapes(self, layer: str) -> list[str]:
        return [
            shape(settings, self._paper, self._colours, self._clips)
            for settings in self._layout.get("shapes") or ()
            if settings.get("layer", "above") == layer
        ]

    def _drawn(self) -> list[Axis]:
        """The axes that traces use, or that stand without any."""
        used = {name for pair in self._pairs() for name in pair}
        return [axis for name, axis in self._axes.items() if name in used]

    def _pairs(self) -> list[tuple[str, str]]:
        """Return the pairs of axes in the order in which traces first use them."""
        pairs = dict.fromkeys(
            (trace.get("xaxis") or "x", trace.get("yaxis") or "y")
            for trace in self._traces
            if trace.get("type", "scatter") != "scatterpolar"
        )
        is_radar = any(trace.get("type") == "scatterpolar" for trace in self._traces)
        if not pairs and not is_radar and {"x", "y"} <= set(self._axes):
            return [("x", "y")]
        if missing := {name for pair in pairs for name in pair} - set(self._axes):
            raise UnsupportedFigureError("layout", f"no axis for {', '.join(sorted(missing))}")
        return list(pairs)

    def _across(self, axis: Axis) -> Axis:
        """Return the axis at whose end an axis stands."""
        partner = axis.settings.get("anchor")
        short = axis.name.replace("axis", "")
        if partner is None:
            partner = next(
                other for pair in self._pairs() if short in pair for other in pair if other != short
            )
        return self._paper.axis(partner)

    def _plot(self, x: str, y: str) -> str:
        plot = Plot(self._axes[x], self._axes[y])
        own = [
            trace
            for trace in self._traces
            if (trace.get("xaxis") or "x", trace.get("yaxis") or "y") == (x, y)
        ]
        clipped = {"clip-path": self._clips.at(plot.x, plot.y)}
        layers = []
        with_bars = [trace for trace in own if trace.get("type") == "bar"]
        stacks = stacks_of(with_bars, self._layout)
        for trace, stack in zip(with_bars, stacks, strict=True):
            drawn = bars(
                trace, stack, plot, self._layout, self._font, self._colours, self._hatchings
            )
            look = clipped if trace.get("cliponaxis", True) else {}
            layers.append(self._group(trace, look, "".join(drawn)))
        previous = None
        for trace in own:
            if trace.get("type", "scatter") == "scatter":
                inner, loose = scatter(trace, previous, plot, self._font, self._colours)
                layers += [self._group(trace, clipped, inner), self._group(trace, {}, loose)]
                previous = trace
        return "".join(layers)

    def _group(self, trace: Mapping[str, Any], look: Mapping[str, Any], content: str) -> str:
        opacity = trace.get("opacity", 1)
        attributes = {**look, "opacity": None if opacity == 1 else opacity}
        return element("g", attributes, content) if content else ""

    def _radar(self) -> str:
        traces = [trace for trace in self._traces if trace.get("type") == "scatterpolar"]
        if not traces:
            return ""
        paper = self._paper
        circle = circle_of(
            self._layout.get("polar") or {},
            traces,
            paper.left,
            paper.top,
            paper.width,
            paper.height,
        )
        return radar(circle, traces, self._font, self._colours)
