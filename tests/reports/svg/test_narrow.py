"""The browser and the worker fit a figure to a width by the same rule."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from reports.svg.narrow import NARROW, fitted
from tests.reports.svg.specimens import SPECIMENS

SCRIPT = settings.BASE_DIR / "static/js/narrow.js"
CHANGES = {"height": 500, "margin.l": 80, "xaxis.tickangle": -90, "yaxis.tickfont.size": 12}


@pytest.mark.browser
def test_browser_and_worker_agree(chromium: Browser):
    figures = [make() for make in SPECIMENS.values()]
    for figure in figures:
        figure["layout"]["meta"] = {"narrow": CHANGES}
    figures.append({"data": [], "layout": {"xaxis2": {}}})
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


def test_only_a_narrow_figure_changes():
    figure = SPECIMENS["band"]()
    figure["layout"]["meta"] = {"narrow": CHANGES}
    layout = fitted(figure, NARROW - 1)["layout"]
    assert (layout["height"], layout["margin"]["l"]) == (500, 80)
    assert (layout["xaxis"]["tickangle"], layout["yaxis"]["tickfont"]) == (-90, {"size": 12})
    assert fitted(figure, NARROW)["layout"] == figure["layout"] | {"width": NARROW}
