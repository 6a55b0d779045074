from tests.reports.test_what_if_in_browser import *


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_pic(report, visit, scheme, screen):
    page = visit(report.round, "#if&S1=4.5&G1=3&stage=0", viewport=screen, color_scheme=scheme)
    page.wait_for_timeout(200)
    page.screenshot(
        path=f"/tmp/wt/pics/wi-{screen['width']}-{scheme}.png", full_page=screen["width"] == 390
    )
    if screen["width"] == 390:
        page.evaluate("window.scrollTo(0, 900)")
        page.wait_for_timeout(100)
        page.screenshot(path=f"/tmp/wt/pics/wi-{screen['width']}-{scheme}-scrolled.png")
    else:
        page.pdf(path=f"/tmp/wt/pics/wi.pdf")
