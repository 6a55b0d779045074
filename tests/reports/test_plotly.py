"""What the report page relies on in the installed plotly.js; says when a new version differs."""

import re

from django.conf import settings

from reports.staticfiles import plotly_folder

TEMPLATE = settings.BASE_DIR / "templates/reports/_plotly_styles.html"
SCRIPT = settings.BASE_DIR / "static/js/plotly.js"


def bundle() -> str:
    return (plotly_folder() / "plotly.min.js").read_text()


def test_every_style_element_plotly_makes_by_itself_is_there_before():
    """Plotly would add them without the page's nonce, and the policy would refuse them."""
    guarded = set(re.findall(r'getElementById\("([0-9a-f]{64})"\)', bundle()))
    prepared = set(re.findall(r'id="([0-9a-f]{64})"', TEMPLATE.read_text()))
    assert guarded == prepared
    assert '"plotly.js-style-"' in bundle()


def test_the_settings_that_keep_charts_from_the_cloud_exist():
    script = SCRIPT.read_text()
    for option in ("plotlyServerURL", "showSendToCloud", "modeBarButtonsToRemove", "displaylogo"):
        assert f"{option}:" in script
        assert f"{option}:{{valType:" in bundle()
    assert "sendChartToCloud" in bundle()
