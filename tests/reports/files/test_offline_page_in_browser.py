"""The offline page opened as a file, without a network: quiet, readable, open to everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from reports.files.offline_page import offline_page
from tests.reports.files.documents import BRANDING, COLOPHON, DRAWINGS, document

pytestmark = pytest.mark.browser

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_a_file_on_a_machine_without_network(chromium: Browser, tmp_path, width, scheme):
    file = tmp_path / "report.html"
    file.write_bytes(offline_page(document(), DRAWINGS, BRANDING, COLOPHON))
    # Axe is a script, which the page's own policy refuses.
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        offline=True,
        bypass_csp=True,
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.on("request", lambda request: faults.append(request.url))
    page.goto(file.as_uri())
    assert faults == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    shown = ".chart-narrow" if width == 390 else ".chart-wide"
    assert page.locator(f"{shown} > svg").first.is_visible()
    page.locator("summary").first.press("Enter")
    assert page.locator("details[open] table").first.is_visible()
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    context.close()
