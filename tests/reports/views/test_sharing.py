"""The page where editors hand out share links, see what became of them, and end them."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from reports.enums import Audience, ReportState
from reports.models import Report, ShareLink
from reports.selectors.sharing import share_lines, share_token_hash
from tests.factories import ClientAccessFactory, open_round_with_groups
from tests.persons import Persons, persons_of
from tests.reports.shares import link_of, page_of, ready_report, shared, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return ready_report()


@pytest.fixture
def persons(report: Report) -> Persons:
    return persons_of(report.workspace)


def address(report: Report) -> str:
    return reverse("reports:share", args=[report.workspace.slug, report.round_id])


def end_of(report: Report, link: ShareLink) -> str:
    args = [report.workspace.slug, report.round_id, link.pk]
    return reverse("reports:share-revoke", args=args)


def typed(shown: Report, **fields) -> dict:
    last_day = timezone.localdate() + timedelta(days=30)
    return {"report": shown.pk, "audience": "board", "last_day": last_day, "password": ""} | fields


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def new_token(answer) -> str:
    return re.search(r"/s/([A-Za-z0-9_-]{43})\"", answer.text)[1]


def test_the_report_leads_editors_to_sharing(persons, report) -> None:
    page = reverse("reports:report", args=[report.workspace.slug, report.round_id])
    ClientAccessFactory(membership=persons.viewer_membership, client=report.round.assessment.client)
    assert address(report) in persons.consultant.get(page).text
    assert address(report) not in persons.viewer.get(page).text


@pytest.mark.parametrize(
    ("person", "status"), [("owner", 200), ("consultant", 200), ("viewer", 403), ("stranger", 404)]
)
def test_who_may_share(persons, report, person, status) -> None:
    assert getattr(persons, person).get(address(report)).status_code == status
    assert getattr(persons, person).post(address(report), typed(report)).status_code == status
    assert ShareLink.objects.count() == (1 if status == 200 else 0)


def test_the_form_suggests_thirty_days(persons, report) -> None:
    last_day = (timezone.localdate() + timedelta(days=30)).isoformat()
    page = persons.owner.get(address(report)).text
    assert f'value="{last_day}"' in page
    assert f'name="report" value="{report.pk}"' in page


def test_a_link_is_shown_once_and_only_its_hash_is_kept(persons, report) -> None:
    answer = persons.owner.post(address(report), typed(report, given_to=" Ms  Lind "))

    token = new_token(answer)
    link = ShareLink.objects.get()
    assert f'value="http://testserver/s/{token}"' in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert (link.token_hash, link.report, link.audience) == (
        share_token_hash(token), report, Audience.BOARD
    )  # fmt: skip
    assert (link.given_to, link.made_by) == ("Ms Lind", persons.membership.user)
    assert (link.password, link.workspace) == ("", report.workspace)
    assert token not in persons.owner.get(address(report)).text
    assert token not in str(ShareLink.objects.values().get())


def test_links_use_the_public_address(persons, report, settings) -> None:
    settings.PUBLIC_URL = "https://readiness.example"
    answer = persons.owner.post(address(report), typed(report))
    assert f'value="https://readiness.example/s/{new_token(answer)}"' in answer.text


def test_a_new_link_works(persons, report) -> None:
    answer = persons.owner.post(address(report), typed(report, audience="team"))
    token = new_token(answer)
    assert visitor(token).get(page_of(token)).status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("last_day", "", "This field is required."),
        ("last_day", -1, "This day has passed."),
        ("last_day", 366, "A link works for a year at most."),
        ("audience", "everybody", "everybody is not one of the available choices."),
        ("audience", "", "This field is required."),
        ("password", "short", "This password is too short."),
        ("password", "password123", "This password is too common."),
        ("report", "", "This field is required."),
        ("report", "nonsense", "“nonsense” is not a valid UUID."),
    ],
)
def test_what_is_wrong_is_said(persons, report, field, value, says) -> None:
    if isinstance(value, int):
        value = timezone.localdate() + timedelta(days=value)
    answer = persons.owner.post(address(report), typed(report, **{field: value}))
    assert says in words_of(answer.text)
    assert ShareLink.objects.count() == 0


@pytest.mark.parametrize("days", [0, 365])
def test_today_and_a_year_are_the_limits(persons, report, days) -> None:
    day = timezone.localdate() + timedelta(days=days)
    token = new_token(persons.owner.post(address(report), typed(report, last_day=day)))
    assert visitor(token).get(page_of(token)).status_code == 200
    assert share_lines(report.round)[0].last_day == day


def errors_of(answer) -> dict:
    return answer.context["form"].errors


def test_a_report_of_another_round_answers_like_one_that_does_not_exist(persons, report) -> None:
    same_workspace = ready_report(assessment__client__workspace=report.workspace)
    other = ready_report()
    unready = Report.objects.create(
        workspace=report.workspace,
        round=report.round,
        state=ReportState.QUEUED,
        queued_at=timezone.now(),
    )
    absent = "00000000-0000-4000-8000-000000000000"
    said = {
        str(errors_of(persons.owner.post(address(report), typed(report, report=pk))))
        for pk in (same_workspace.pk, other.pk, unready.pk, absent)
    }
    assert len(said) == 1
    assert ShareLink.objects.count() == 0


def test_the_version_seen_is_shared_and_not_a_newer_one(persons, report) -> None:
    ready_report(report.round)
    persons.owner.post(address(report), typed(report))
    assert ShareLink.objects.get().report == report


def test_a_round_without_a_report_has_nothing_to_share() -> None:
    round, _groups = open_round_with_groups()
    owner = persons_of(round.workspace).owner
    page = owner.get(reverse("reports:share", args=[round.workspace.slug, round.pk])).text
    assert "This round has no report to share yet." in page
    assert "Make the link" not in page


# --- The list --------------------------------------------------------------------------------


def test_the_list_says_what_became_of_each_link(persons, report) -> None:
    person = persons.membership.user
    token = shared(report, Audience.BOARD, password="nordhaven in november", made_by=person)
    visitor(token)
    ShareLink.objects.update(last_used_on="2026-11-22", given_to="Ms Lind")
    words = words_of(persons.consultant.get(address(report)).text)
    last_day = timezone.localdate() + timedelta(days=30)
    assert "Board · Ms Lind Works" in words
    assert f"until {last_day:%-d %b %Y} · with a password · last used on 22 Nov 2026" in words
    assert f"link made by {person} on" in words
    assert "Revoke" in words


def test_a_link_that_ended_cannot_be_revoked_again(persons, report) -> None:
    shared(report)
    now = timezone.now()
    ShareLink.objects.update(made_at=now - timedelta(days=2), expires_at=now)
    words = words_of(persons.owner.get(address(report)).text)
    assert "Steering group Expired" in words
    assert "no password · never used" in words
    assert "Revoke" not in words


def test_links_of_other_rounds_are_not_in_the_list(persons, report) -> None:
    shared(ready_report(assessment__client__workspace=report.workspace))
    assert "Links to this round’s reports" not in persons.owner.get(address(report)).text


def test_the_list_costs_the_same_for_one_link_and_for_three(
    persons, report, django_assert_num_queries
) -> None:
    shared(report, made_by=persons.membership.user)
    persons.owner.get(address(report))
    with django_assert_num_queries(7):
        persons.owner.get(address(report))
    shared(report, made_by=persons.membership.user)
    shared(report, made_by=persons.membership.user)
    with django_assert_num_queries(7):
        persons.owner.get(address(report))


def test_revoking_meets_browsers_that_are_in_at_their_next_request(persons, report) -> None:
    token = shared(report)
    reader = visitor(token)
    assert reader.get(page_of(token)).status_code == 200

    answer = persons.consultant.post(end_of(report, link_of(token)), follow=True)

    assert "The link is revoked. It opens nothing any more." in answer.text
    assert "Revoked" in answer.text
    assert reader.get(page_of(token)).status_code == 404
    assert Browser().get(f"/s/{token}").status_code == 404


@pytest.mark.parametrize(("person", "status"), [("viewer", 403), ("stranger", 404)])
def test_who_may_not_revoke(persons, report, person, status) -> None:
    link = link_of(shared(report))
    assert getattr(persons, person).post(end_of(report, link)).status_code == status
    assert ShareLink.objects.get().revoked_at is None


def test_a_link_is_revoked_only_through_its_own_round(persons, report) -> None:
    other = ready_report(assessment__client__workspace=report.workspace)
    link = link_of(shared(other))
    assert persons.owner.post(end_of(report, link)).status_code == 404
    assert ShareLink.objects.get().revoked_at is None
