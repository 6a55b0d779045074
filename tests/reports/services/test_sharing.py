"""Making a link is bound by rules, whoever asks; the database holds the rest."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reports.enums import Audience, ReportState
from reports.models import ShareLink
from reports.services.sharing import SharingError, revoke_share_link
from tests.reports.shares import link_of, ready_report, shared

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [-1, 366])
def test_a_link_works_for_a_year_at_most(days) -> None:
    report = ready_report()
    with pytest.raises(SharingError):
        shared(report, days=days)


def test_only_a_report_that_is_ready_is_shared() -> None:
    report = ready_report()
    report.state = ReportState.RUNNING
    with pytest.raises(SharingError):
        shared(report)


def test_secrets_have_256_bits_and_differ() -> None:
    report = ready_report()
    tokens = {shared(report) for _link in range(5)}
    assert [len(token) for token in tokens] == [43] * 5


def test_the_first_revoking_counts() -> None:
    link = link_of(shared())
    revoke_share_link(link=link)
    first = ShareLink.objects.get().revoked_at
    revoke_share_link(link=link)
    assert ShareLink.objects.get().revoked_at == first


def test_links_go_with_their_report_and_with_their_client() -> None:
    one, other = ready_report(), ready_report()
    shared(one), shared(other)
    one.delete()
    assert ShareLink.objects.get().report == other
    other.round.assessment.client.delete()
    assert ShareLink.objects.count() == 0


def test_a_link_outlives_the_account_of_whoever_made_it(django_user_model) -> None:
    person = django_user_model.objects.create_user("a@example.com")
    shared(made_by=person)
    person.delete()
    assert ShareLink.objects.get().made_by is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"audience": "everybody"},
        {"expires_at": timezone.now() - timedelta(days=1)},
        {"tries": 1, "tries_since": None},
    ],
)
def test_the_database_refuses_what_makes_no_sense(wrong) -> None:
    shared(audience=Audience.TEAM)
    with pytest.raises(IntegrityError), transaction.atomic():
        ShareLink.objects.update(**wrong)
