"""How much CPU it takes to draw a chart for the first paint, for paper and as a picture."""

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import django

from tests.benchmarks.registry import Line, benchmark

TARGET_MS = 15


@benchmark
def drawing(_folder: Path) -> Iterator[Line]:
    """The largest chart, from a Plotly figure to an SVG and to a PNG."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from reports.figures.drawing import draw
    from reports.svg import svg_of
    from reports.svg.image import pngs_of
    from tests.reports.samples import sample_material

    figures = [schemes["light"] for schemes in draw(sample_material()).values()]
    largest = max(figures, key=lambda figure: len(json.dumps(figure)))
    least = _least_ms(lambda: json.dumps(largest))

    def drawn() -> str:
        return svg_of(largest, width=832, title="t", description="d", ids="c")

    yield Line("Largest chart as SVG, CPU", _least_ms(drawn), "its JSON", least, target=TARGET_MS)
    picture = drawn()
    png = _least_ms(lambda: pngs_of([picture], width_px=832, scale=2), rounds=3)
    yield Line("The same as PNG, 1,664 px wide, CPU", png, "its JSON", least)


def _least_ms(work: Callable[[], object], rounds: int = 20) -> float:
    best = float("inf")
    for _round in range(rounds):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best * 1000
