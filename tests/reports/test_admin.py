"""The operator sees how building goes, and none of the results."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from reports.services.building import build_report
from reports.services.requesting import close_and_request
from tests.factories import UserFactory
from tests.reports.samples import sample_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Browser:
    browser = Browser()
    browser.force_login(UserFactory(is_staff=True, is_superuser=True))
    return browser


def test_the_operator_sees_the_state_and_no_result(operator):
    report = close_and_request(round=sample_round())
    build_report(report_id=report.pk)
    listing = operator.get(reverse("admin:reports_report_changelist"))
    page = operator.get(reverse("admin:reports_report_change", args=[report.pk]))
    assert (listing.status_code, page.status_code) == (200, 200)
    assert "Ready" in listing.text
    assert "scorecard" not in page.text.lower()
    assert "capabilities" not in page.text


def test_the_operator_changes_nothing(operator):
    report = close_and_request(round=sample_round())
    change = reverse("admin:reports_report_change", args=[report.pk])
    assert operator.post(change, {"state": "ready"}).status_code == 403
    assert operator.get(reverse("admin:reports_report_add")).status_code == 403
