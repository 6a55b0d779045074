"""The operator's lists answer their own filters only: no column can be read out by asking."""

import pytest
from django.contrib import admin
from django.test import Client as Browser

from accounts.admin import ListedLookups
from reports.admin import ReportAdmin
from reports.models import Report
from tests.factories import UserFactory
from tests.persons import signed_in
from tests.reports.shares import ready_report

pytestmark = pytest.mark.django_db

LIST = "/admin/reports/report/"
GUESSES = (
    "scorecard__secret__startswith=score",
    "basis__key__startswith=a",
    "release__k=5",
    "round__ballots__answers__S1a=3",
)


@pytest.fixture
def operator() -> Browser:
    return signed_in(UserFactory(is_staff=True, is_superuser=True))


def test_every_page_of_the_operator_listens_to_its_filters_only(operator) -> None:
    operator.get("/admin/")  # loads the addresses, which take away what nobody needs
    pages = admin.site._registry.values()
    assert pages
    assert [page for page in pages if not isinstance(page, ListedLookups)] == []


@pytest.mark.parametrize("guess", GUESSES)
def test_a_column_cannot_be_read_out(operator, guess) -> None:
    ready_report()
    assert operator.get(f"{LIST}?{guess}").status_code == 400


def test_filters_are_answered(operator) -> None:
    report = ready_report()
    for query in ("state__exact=ready", f"workspace__id__exact={report.workspace_id}"):
        assert str(report.pk) in operator.get(f"{LIST}?{query}").text


def test_negative_control_without_the_rule_it_can(operator, monkeypatch) -> None:
    monkeypatch.setattr(ReportAdmin, "lookup_allowed", _everything)
    report = ready_report()
    Report.objects.update(scorecard={"secret": "scorecard"})
    assert str(report.pk) in operator.get(f"{LIST}?scorecard__secret__startswith=score").text
    assert str(report.pk) not in operator.get(f"{LIST}?scorecard__secret__startswith=x").text


def _everything(_page, lookup, value, request) -> bool:
    return True
