"""The operator's pages: what they show, what they refuse, and what they never show."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.enums import Role
from assessments.models import (
    AgendaItem,
    Ballot,
    ClientAccess,
    Draft,
    Participant,
    Reveal,
    Session,
    SessionSeat,
    Statement,
    Vote,
)
from tests.factories import (
    BallotFactory,
    FactFactory,
    MembershipFactory,
    UserFactory,
    open_round_with_groups,
)
from tests.persons import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator():
    return signed_in(UserFactory(is_staff=True, is_superuser=True))


@pytest.fixture
def round():
    round, groups = open_round_with_groups()
    BallotFactory(group=groups["it"])
    FactFactory(round=round)
    return round


def test_answers_are_not_registered() -> None:
    assert [
        model
        for model in (
            *(Ballot, Draft, Participant, Statement),
            *(Vote, SessionSeat, Session, Reveal, AgendaItem),
        )
        if admin.site.is_registered(model)
    ] == []


@pytest.mark.parametrize(
    "model", ["framework", "frameworkversion", "client", "assessment", "round"]
)
def test_every_list_and_page_opens(operator, round, model) -> None:
    row = {
        "framework": round.framework_version.framework,
        "frameworkversion": round.framework_version,
        "client": round.assessment.client,
        "assessment": round.assessment,
        "round": round,
    }[model]

    listed = operator.get(reverse(f"admin:assessments_{model}_changelist"))
    page = operator.get(reverse(f"admin:assessments_{model}_change", args=[row.pk]))

    assert (listed.status_code, page.status_code) == (200, 200)


@pytest.mark.parametrize("model", ["framework", "frameworkversion", "assessment", "round"])
def test_what_is_made_elsewhere_is_not_made_here(operator, model) -> None:
    assert operator.get(reverse(f"admin:assessments_{model}_add")).status_code == 403


def test_a_framework_version_is_neither_changed_nor_deleted(operator, round) -> None:
    version = round.framework_version
    page = reverse("admin:assessments_frameworkversion_change", args=[version.pk])

    assert operator.post(page, {"number": "9"}).status_code == 403
    assert (
        operator.post(
            reverse("admin:assessments_frameworkversion_delete", args=[version.pk]), {"post": "yes"}
        ).status_code
        == 403
    )


def test_a_round_is_shown_without_its_answers(operator, round) -> None:
    page = operator.get(reverse("admin:assessments_round_change", args=[round.pk]))

    assert "ballot" not in page.content.decode().lower()


def give_access(operator, client, membership):
    address = reverse("admin:assessments_client_change", args=[client.pk])
    return operator.post(
        address,
        {
            "name": client.name,
            "sector": client.sector,
            "size_band": client.size_band,
            "client_type": client.client_type,
            "language": client.language,
            "access-TOTAL_FORMS": "1",
            "access-INITIAL_FORMS": "0",
            "access-0-membership": str(membership.pk),
        },
    )


def test_the_operator_gives_a_viewer_access(operator, round) -> None:
    client = round.assessment.client
    viewer = MembershipFactory(workspace=client.workspace, role=Role.VIEWER)

    answer = give_access(operator, client, viewer)

    access = ClientAccess.objects.get()
    assert answer.status_code == 302
    assert (access.membership, access.workspace) == (viewer, client.workspace)


def test_access_is_given_to_members_of_the_same_workspace_only(operator, round) -> None:
    stranger = MembershipFactory(role=Role.VIEWER)

    answer = give_access(operator, round.assessment.client, stranger)

    assert "not a member of the client&#x27;s workspace" in answer.content.decode()
    assert not ClientAccess.objects.exists()


def test_a_client_can_be_deleted_with_everything_below_it(operator, round) -> None:
    client = round.assessment.client

    answer = operator.post(
        reverse("admin:assessments_client_delete", args=[client.pk]), {"post": "yes"}
    )

    assert answer.status_code == 302
    assert not Ballot.objects.exists()


def test_somebody_who_is_not_the_operator_does_not_get_in(round) -> None:
    member = MembershipFactory(workspace=round.workspace, role=Role.OWNER)

    answer = signed_in(member.user).get(reverse("admin:assessments_round_changelist"))

    assert answer.status_code == 302
