"""The wall is dark in the colours of the dark scheme, whatever the machine prefers."""

import re

from django.conf import settings

CSS = settings.BASE_DIR / "static" / "css"
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


def test_wall_has_the_colours_of_the_dark_scheme():
    dark = (CSS / "tokens.css").read_text().split("prefers-color-scheme: dark")[1]
    expected = dict(COLOUR.findall(dark))
    wall = dict(COLOUR.findall((CSS / "projector.css").read_text()))
    assert {"paper", "ink", "business", "it", "executives", "frontline"} <= wall.keys()
    assert wall == {name: expected[name] for name in wall}
