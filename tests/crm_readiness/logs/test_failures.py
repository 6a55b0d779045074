"""The log tells of failures, not of visitors who were refused; nobody gets a request by mail."""

import logging
import re

import pytest
from django.http import HttpRequest
from django.test import Client as Browser
from django.urls import include, path, reverse
from django.utils.log import AdminEmailHandler

from accounts.enums import Role
from crm_readiness.logs.lines import LineFormatter
from tests.factories import MembershipFactory
from tests.persons import signed_in

pytestmark = pytest.mark.django_db


def fail(request: HttpRequest) -> None:
    raise ValueError("broken")


urlpatterns = [path("fail/", fail), path("", include("crm_readiness.urls"))]
handler500 = "crm_readiness.failures.server_error"


def test_a_missing_role_is_no_failure(caplog) -> None:
    viewer = MembershipFactory(workspace__slug="north-star", role=Role.VIEWER).user
    browser = signed_in(viewer)
    caplog.clear()

    answer = browser.get(reverse("assessments:client-new", args=["north-star"]))

    assert answer.status_code == 403
    assert caplog.records == []


@pytest.mark.urls(__name__)
def test_a_failure_is_logged_with_its_traceback(caplog) -> None:
    answer = Browser(raise_request_exception=False).get("/fail/")

    assert answer.status_code == 500
    [record] = [each for each in caplog.records if each.name == "django.request"]
    assert (record.levelno, record.exc_info[0]) == (logging.ERROR, ValueError)


@pytest.mark.urls(__name__)
def test_the_page_and_the_log_carry_the_same_number(caplog) -> None:
    answer = Browser(raise_request_exception=False).get("/fail/")

    [number] = re.findall("<strong>([2-9A-HJKMNP-Z]{8})</strong>", answer.content.decode())
    [record] = [each for each in caplog.records if each.name == "django.request"]
    line = LineFormatter().format(record)
    assert f"django.request 500 GET /fail/ reference {number}\n" in line
    assert "broken" not in line


@pytest.mark.urls(__name__)
def test_no_failure_is_mailed(settings, mailoutbox) -> None:
    settings.ADMINS = [("Operator", "operator@example.com")]
    Browser(raise_request_exception=False).get("/fail/")
    assert mailoutbox == []


@pytest.mark.urls(__name__)
def test_with_djangos_own_handler_it_would_be(settings, mailoutbox) -> None:
    settings.ADMINS = [("Operator", "operator@example.com")]
    handler = AdminEmailHandler()
    logging.getLogger("django").addHandler(handler)
    try:
        Browser(raise_request_exception=False).get("/fail/")
    finally:
        logging.getLogger("django").removeHandler(handler)
    assert len(mailoutbox) == 1
