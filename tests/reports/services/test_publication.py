"""Publishing a round together with its report."""

import pytest

from assessments.enums import RoundState
from assessments.models import Round
from assessments.services.rounds import RoundStateError
from reports.services.building import build_report
from reports.services.publication import publish_with_report
from reports.services.requesting import close_and_request, request_report
from tests.reports.samples import sample_round

pytestmark = pytest.mark.django_db


def test_a_round_with_a_ready_report_is_published():
    report = close_and_request(round=sample_round())
    build_report(report_id=report.pk)
    assert publish_with_report(round=report.round).state == RoundState.PUBLISHED


def test_without_a_ready_report_nothing_is_published():
    report = close_and_request(round=sample_round())
    with pytest.raises(RoundStateError, match="must be ready"):
        publish_with_report(round=report.round)
    assert Round.objects.get().state == RoundState.CLOSED


def test_while_another_report_is_built_nothing_is_published():
    report = close_and_request(round=sample_round())
    build_report(report_id=report.pk)
    request_report(round=report.round)
    with pytest.raises(RoundStateError, match="must be ready"):
        publish_with_report(round=report.round)
    assert Round.objects.get().state == RoundState.CLOSED


def test_an_open_round_is_not_published():
    with pytest.raises(RoundStateError, match="Only a closed round"):
        publish_with_report(round=sample_round())
