"""The head of a report's pages: whose report it is, for those who may read it and nobody else."""

import io
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from accounts.models import Workspace
from reports.files.branding import ACCENT, Logo
from reports.files.logo import logo_of
from reports.files.page_look import page_look
from reports.models import Report
from reports.selectors.branding import branding_of
from reports.services.branding import remove_logo, set_look
from reports.services.sharing import revoke_share_link
from tests.factories import MembershipFactory, WorkspaceFactory
from tests.persons import persons_of, signed_in
from tests.reports.shares import link_of, page_of, ready_report, shared, visitor

pytestmark = pytest.mark.django_db

NAME = "Kontor & <b>Söhne</b>"
PLUM = "#7a1f5c"
LOGO = re.compile(r'<img class="letterhead-logo"\s+src="([^"]+)"')
LOOK = re.compile(r'<link rel="stylesheet" href="([^"]+/look\.css[^"]*)"')
PAGES = ("", "gaps/", "what-if/", "explain/overall/")
YEAR = "private, max-age=31536000, immutable"


def drawn(colour: str = PLUM) -> Logo:
    file = io.BytesIO()
    Image.new("RGB", (200, 80), colour).save(file, "PNG")
    return logo_of(file.getvalue())


@pytest.fixture
def workspace() -> Workspace:
    workspace = WorkspaceFactory.create(name=NAME)
    set_look(workspace=workspace, accent=PLUM, logo=drawn())
    return workspace


@pytest.fixture
def report(workspace) -> Report:
    return ready_report(assessment__client__workspace=workspace)


@pytest.fixture(params=["member", "visitor"])
def reader(request, report) -> tuple[Browser, str]:
    """A browser that may read the report, and where it does."""
    if request.param == "visitor":
        token = shared(report)
        return visitor(token), page_of(token)
    owner = MembershipFactory(workspace=report.workspace).user
    return signed_in(owner), members_page(report)


def members_page(report: Report) -> str:
    return reverse("reports:report", args=[report.workspace.slug, report.round_id])


def named(pattern: re.Pattern[str], page: str) -> str:
    return unescape(pattern.findall(page)[0])


def test_every_page_of_the_report_says_whose_it_is(reader) -> None:
    browser, summary = reader
    for page in PAGES:
        text = browser.get(summary + page).text
        assert '<bdi class="letterhead-name">Kontor &amp; &lt;b&gt;Söhne&lt;/b&gt;</bdi>' in text
        assert named(LOGO, text).startswith(f"{summary}logo?v=")
        assert named(LOOK, text).startswith(f"{summary}look.css?v=")
        assert 'style="' not in text


def test_logo_and_colour_are_sent_as_what_they_are(reader, workspace) -> None:
    browser, summary = reader
    page = browser.get(summary).text
    logo, look = browser.get(named(LOGO, page)), browser.get(named(LOOK, page))
    assert logo.content == branding_of(workspace).logo.content
    assert look.text == page_look(branding_of(workspace))
    assert (logo["Content-Type"], look["Content-Type"]) == ("image/png", "text/css; charset=utf-8")
    for answer in (logo, look):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == YEAR


def test_what_a_browser_has_is_not_sent_again(reader) -> None:
    browser, summary = reader
    page = browser.get(summary).text
    for address in (named(LOGO, page), named(LOOK, page)):
        etag = browser.get(address)["ETag"]
        again = browser.get(address, headers={"If-None-Match": etag})
        assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", YEAR)
        assert browser.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_new_look_has_new_addresses(reader, workspace) -> None:
    browser, summary = reader
    before = browser.get(summary).text
    set_look(workspace=workspace, accent="#1a4f8a", logo=drawn("#1a4f8a"))
    after = browser.get(summary).text
    assert named(LOGO, after) != named(LOGO, before)
    assert named(LOOK, after) != named(LOOK, before)


def test_without_a_look_only_the_name_is_there(reader, workspace) -> None:
    browser, summary = reader
    remove_logo(workspace=workspace)
    set_look(workspace=workspace, accent=ACCENT)
    page = browser.get(summary).text
    assert (LOGO.findall(page), LOOK.findall(page)) == ([], [])
    assert "letterhead-name" in page
    assert browser.get(f"{summary}logo").status_code == 404


def test_a_page_loads_no_picture_to_name_it(report, workspace) -> None:
    """Negative control: the logo's own address does."""
    token = shared(report)
    browser, summary = visitor(token), page_of(token)
    column = '"reports_branding"."logo",'
    for address, expected in ((summary, False), (f"{summary}logo", True)):
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        said = " ".join(query["sql"] for query in queries)
        assert (column in said) is expected


def test_who_may_not_read_the_report_gets_neither(report, workspace) -> None:
    persons, token = persons_of(workspace), shared(report, password="nordhaven in november")
    assert persons.owner.get(f"{members_page(report)}logo").status_code == 200
    for path in ("logo", "look.css"):
        member, guest = members_page(report) + path, page_of(token) + path
        # Viewers see the clients they are given; this one was given none.
        assert persons.viewer.get(member).status_code == 404
        assert persons.stranger.get(member).status_code == 404
        assert persons.anonymous.get(member).status_code == 302
        assert Browser().get(guest).status_code == 404
        assert visitor(token).get(guest).status_code == 302, "the password comes first"


def test_who_has_not_said_the_password_reads_no_name(report) -> None:
    token = shared(report, password="nordhaven in november")
    assert "Kontor" not in visitor(token).get(page_of(token)).text


def test_with_the_link_the_logo_is_gone(report) -> None:
    token = shared(report)
    browser, summary = visitor(token), page_of(token)
    assert browser.get(f"{summary}logo").status_code == 200
    revoke_share_link(link=link_of(token))
    gone = browser.get(f"{summary}logo")
    assert (gone.status_code, gone["Cache-Control"]) == (404, "no-store")
    assert "Kontor" not in gone.text
