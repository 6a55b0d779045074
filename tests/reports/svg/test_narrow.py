"""The browser and the worker fit a figure to a width by the same rule."""

import json

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from reports.figures.drawing import draw
from reports.svg.narrow import NARROW, fitted
from tests.reports.samples import sample_material

SCRIPT = settings.BASE_DIR / "static/js/narrow.js"


@pytest.mark.browser
def test_browser_and_worker_agree(chromium: Browser):
    drawn = json.loads(json.dumps(draw(sample_material())))
    figures = [schemes["light"] for schemes in drawn.values()]
    figures.append({"data": [], "layout": {"meta": {"narrow": {"a.b.c": 1}}, "xaxis2": {}}})
    page = chromium.new_page()
    page.set_content("<body></body>")
    page.add_script_tag(
        content=SCRIPT.read_text() + "window.rule = { NARROW, fitted };", type="module"
    )
    assert page.evaluate("rule.NARROW") == NARROW
    for width in (358, NARROW - 1, NARROW, 832):
        theirs = page.evaluate(
            "([all, width]) => all.map((figure) => rule.fitted(figure, width))", [figures, width]
        )
        assert theirs == [fitted(figure, width) for figure in figures]
    page.close()
