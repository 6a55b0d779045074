"""People: owners see who belongs to the workspace, invite, change roles and clients, remove."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.enums import Action, Role
from accounts.models import AuditEntry, Invitation, Membership
from accounts.services.invitations import invite_colleague
from assessments.models import ClientAccess, InvitedClient
from tests.factories import (
    ClientAccessFactory,
    ClientFactory,
    MembershipFactory,
    WorkspaceFactory,
)
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db

PEOPLE = "/w/north-star/people/"
INVITE = PEOPLE + "invite/"


@pytest.fixture
def persons() -> Persons:
    return persons_of(WorkspaceFactory(slug="north-star"))


def page_of(member: Membership, *more: str) -> str:
    return f"{PEOPLE}{member.pk}/" + "".join(f"{part}/" for part in more)


def invitation_of(persons: Persons, email: str = "new@example.com") -> Invitation:
    return invite_colleague(
        workspace=persons.workspace,
        email=email,
        role=Role.VIEWER,
        by=persons.membership.user,
    ).invitation


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_owners_get_there(persons, method) -> None:
    member, invitation = persons.viewer_membership, invitation_of(persons)
    withdraw = f"{PEOPLE}invitations/{invitation.pk}/withdraw/"
    paths = [PEOPLE, INVITE, page_of(member), page_of(member, "remove"), withdraw]
    expected = {"consultant": 403, "viewer": 403, "stranger": 404, "anonymous": 302}

    for path in paths:
        for who, status in expected.items():
            answer = getattr(getattr(persons, who), method)(path)
            assert answer.status_code in {status, 405}, (who, path)
    assert Membership.objects.filter(pk=member.pk, role=Role.VIEWER).exists()
    assert Invitation.objects.filter(pk=invitation.pk).exists()


def test_what_belongs_to_another_workspace_does_not_exist(persons) -> None:
    foreign = persons_of(WorkspaceFactory())
    invitation = invitation_of(foreign)

    assert persons.owner.get(page_of(foreign.viewer_membership)).status_code == 404
    assert persons.owner.post(page_of(foreign.membership, "remove")).status_code == 404
    withdraw = f"{PEOPLE}invitations/{invitation.pk}/withdraw/"
    assert persons.owner.post(withdraw).status_code == 404
    assert Invitation.objects.filter(pk=invitation.pk).exists()


def test_the_list_says_what_each_may_see(persons) -> None:
    for name in ("Nordhaven", "Osterby"):
        ClientAccessFactory(
            membership=persons.viewer_membership,
            client=ClientFactory(workspace=persons.workspace, name=name),
        )
    MembershipFactory(workspace=persons.workspace, role=Role.VIEWER)
    invitation_of(persons)

    page = persons.owner.get(PEOPLE).content.decode()

    assert "sees Nordhaven, Osterby" in page
    assert "sees no client yet" in page
    assert "new@example.com" in page


def test_the_number_of_queries_does_not_grow(persons, django_assert_num_queries) -> None:
    with django_assert_num_queries(6):
        persons.owner.get(PEOPLE)
    for _person in range(3):
        ClientAccessFactory(
            membership=MembershipFactory(workspace=persons.workspace, role=Role.VIEWER)
        )
    with django_assert_num_queries(6):
        persons.owner.get(PEOPLE)


def invite(persons: Persons, **fields):
    return persons.owner.post(INVITE, {"email": "new@example.com", "role": "viewer"} | fields)


def test_inviting_shows_the_link_once_and_mails_it(persons, settings) -> None:
    settings.EMAIL_URL = "smtp://mail.example"
    answer = invite(persons)

    link = re.search(r'value="http://testserver(/welcome/[^"]+)"', answer.content.decode())[1]
    assert answer.headers["Cache-Control"].startswith("max-age=0, no-cache")
    assert persons.anonymous.get(link).status_code == 200
    [message] = mail.outbox
    assert (message.to, link in message.body) == (["new@example.com"], True)
    assert link not in persons.owner.get(PEOPLE).content.decode()


def test_a_viewer_is_invited_to_chosen_clients(persons) -> None:
    client = ClientFactory(workspace=persons.workspace)
    ClientFactory(workspace=persons.workspace)

    invite(persons, clients=[client.pk])

    assert list(InvitedClient.objects.values_list("client", "workspace")) == [
        (client.pk, persons.workspace.pk)
    ]


def test_nobody_is_invited_to_a_foreign_client(persons) -> None:
    answer = invite(persons, clients=[ClientFactory().pk])

    assert answer.status_code == 200
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("wrong", [{"email": "no address"}, {"role": "emperor"}, {"email": ""}])
def test_a_mistake_invites_nobody(persons, wrong) -> None:
    assert invite(persons, **wrong).status_code == 200
    assert not Invitation.objects.exists()


def test_a_member_is_not_invited_again(persons) -> None:
    answer = invite(persons, email=persons.viewer_membership.user.email)

    assert "belongs to the workspace already" in answer.content.decode()


def test_withdrawing(persons) -> None:
    invitation = invitation_of(persons)

    answer = persons.owner.post(f"{PEOPLE}invitations/{invitation.pk}/withdraw/")

    assert (answer.status_code, answer.url) == (302, PEOPLE)
    assert not Invitation.objects.exists()


def test_role_and_clients_are_changed_together(persons) -> None:
    member = persons.viewer_membership
    old = ClientFactory(workspace=persons.workspace)
    new = ClientFactory(workspace=persons.workspace)
    ClientAccessFactory(membership=member, client=old)

    persons.owner.post(page_of(member), {"role": "viewer", "clients": [new.pk]})
    assert list(ClientAccess.objects.values_list("client", flat=True)) == [new.pk]

    persons.owner.post(page_of(member), {"role": "consultant", "clients": [new.pk]})
    member.refresh_from_db()
    assert (member.role, ClientAccess.objects.count()) == (Role.CONSULTANT, 0)


def test_a_client_taken_away_is_gone_at_the_next_click(persons) -> None:
    client = ClientFactory(workspace=persons.workspace)
    ClientAccessFactory(membership=persons.viewer_membership, client=client)
    path = reverse("assessments:client", args=["north-star", client.pk])
    assert persons.viewer.get(path).status_code == 200

    persons.owner.post(page_of(persons.viewer_membership), {"role": "viewer"})

    assert persons.viewer.get(path).status_code == 404


def test_somebody_removed_is_out_at_the_next_click(persons) -> None:
    assert persons.viewer.get("/w/north-star/").status_code == 200

    persons.owner.post(page_of(persons.viewer_membership, "remove"))

    assert persons.viewer.get("/w/north-star/").status_code == 404


def test_a_role_taken_away_is_gone_at_the_next_click(persons) -> None:
    consultant = Membership.objects.get(workspace=persons.workspace, role=Role.CONSULTANT)
    assert persons.consultant.get("/w/north-star/clients/new/").status_code == 200

    persons.owner.post(page_of(consultant), {"role": "viewer"})

    assert persons.consultant.get("/w/north-star/clients/new/").status_code == 403


def test_the_last_owner_stays(persons) -> None:
    answer = persons.owner.post(page_of(persons.membership, "remove"), follow=True)
    assert "at least one owner" in answer.content.decode()

    answer = persons.owner.post(page_of(persons.membership), {"role": "viewer"}, follow=True)
    assert "at least one owner" in answer.content.decode()

    assert persons.owner.get(PEOPLE).status_code == 200


def test_an_owner_who_leaves_gets_to_the_start_page(persons) -> None:
    MembershipFactory(workspace=persons.workspace, role=Role.OWNER)

    answer = persons.owner.post(page_of(persons.membership, "remove"))

    assert (answer.status_code, answer.url) == (302, "/")


def test_it_is_all_noted(persons) -> None:
    member = persons.viewer_membership
    invite(persons)
    invitation = Invitation.objects.get()
    persons.owner.post(f"{PEOPLE}invitations/{invitation.pk}/withdraw/")
    persons.owner.post(page_of(member), {"role": "viewer"})
    persons.owner.post(page_of(member), {"role": "consultant"})
    persons.owner.post(page_of(member, "remove"))

    noted = AuditEntry.objects.order_by("id").values_list("action", "subject", "actor")
    owner = persons.membership.user_id
    assert list(noted) == [
        (Action.COLLEAGUE_INVITED, "new@example.com", owner),
        (Action.INVITATION_REVOKED, "new@example.com", owner),
        (Action.ACCESS_CHANGED, member.user.email, owner),
        (Action.ROLE_CHANGED, member.user.email, owner),
        (Action.MEMBER_REMOVED, member.user.email, owner),
    ]
