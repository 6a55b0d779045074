"""The log tells of failures, not of visitors who were refused."""

import logging

import pytest
from django.http import HttpRequest
from django.test import Client as Browser
from django.urls import include, path, reverse

from accounts.enums import Role
from tests.factories import MembershipFactory
from tests.persons import signed_in

pytestmark = pytest.mark.django_db


def fail(request: HttpRequest) -> None:
    raise ValueError("broken")


urlpatterns = [path("fail/", fail), path("", include("crm_readiness.urls"))]


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
