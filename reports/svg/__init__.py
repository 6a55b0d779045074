"""Plotly figures as SVG: the one drawing for first paint, paper and pictures (decision 0021)."""

from reports.svg.narrow import NARROW
from reports.svg.picture import svg_of
from reports.svg.supported import UnsupportedFigureError

__all__ = ["NARROW", "UnsupportedFigureError", "svg_of"]
