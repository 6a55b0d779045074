"""Accepting an invitation: as a new person, with an account, and when it is for somebody else."""

import pytest
from django.test import Client as Browser

from accounts.enums import Action, Role
from accounts.models import AuditEntry, Membership, User
from assessments.models import ClientAccess
from assessments.services.viewers import invite_to_clients
from tests.factories import PASSWORD, ClientFactory, MembershipFactory, UserFactory
from tests.persons import signed_in

pytestmark = pytest.mark.django_db

NEW = {"name": "Ada", "password": "four calm words here"}


@pytest.fixture
def client():
    return ClientFactory(workspace__slug="north-star")


@pytest.fixture
def link(client) -> str:
    owner = MembershipFactory(workspace=client.workspace, role=Role.OWNER)
    invited = invite_to_clients(
        workspace=client.workspace,
        email="ada@example.com",
        role=Role.VIEWER,
        clients=[client],
        by=owner.user,
    )
    return f"/welcome/{invited.token}/"


def ada() -> User:
    return UserFactory(email="ada@example.com")


def test_a_new_person_chooses_a_name_and_a_password_and_is_in(link, client) -> None:
    browser = Browser()
    assert "for ada@example.com" in browser.get(link).content.decode()

    answer = browser.post(link, NEW)

    assert (answer.status_code, answer.url) == (302, "/w/north-star/")
    assert client.name in browser.get(answer.url).content.decode()
    assert Browser().login(email="ada@example.com", password=NEW["password"])
    member = Membership.objects.get(user__name="Ada")
    assert (member.role, member.user.is_staff) == (Role.VIEWER, False)
    noted = AuditEntry.objects.get()
    assert (noted.action, noted.actor) == (Action.INVITATION_ACCEPTED, member.user)


def test_a_link_works_once(link) -> None:
    Browser().post(link, NEW)
    again = Browser().post(link, NEW | {"name": "Eve"})

    assert again.status_code == 404
    assert not User.objects.filter(name="Eve").exists()


@pytest.mark.parametrize(
    "wrong", [{"password": "short"}, {"name": ""}, {"password": "password1234"}]
)
def test_a_mistake_keeps_the_invitation(link, wrong) -> None:
    browser = Browser()

    assert browser.post(link, NEW | wrong).status_code == 200
    assert not User.objects.filter(email="ada@example.com").exists()
    assert browser.post(link, NEW).status_code == 302


def test_a_made_up_link_leads_nowhere() -> None:
    for token in ("x", "x" * 43, "%00"):
        assert Browser().get(f"/welcome/{token}/").status_code == 404


def test_who_has_an_account_is_asked_to_sign_in(link) -> None:
    ada()
    browser = Browser()

    page = browser.get(link).content.decode()
    assert f"/sign-in/?next={link}" in page

    answer = browser.post(
        "/sign-in/", {"login": "ada@example.com", "password": PASSWORD, "next": link}
    )
    assert answer.url == link
    assert browser.post(link).url == "/w/north-star/"
    assert ClientAccess.objects.get().membership.user.email == "ada@example.com"


def test_the_form_for_new_people_takes_over_no_account(link) -> None:
    ada()

    Browser().post(link, NEW)

    assert User.objects.get(email="ada@example.com").check_password(PASSWORD)
    assert not Membership.objects.filter(user__email="ada@example.com").exists()


@pytest.mark.parametrize("is_known", [True, False])
def test_somebody_else_cannot_accept(link, is_known) -> None:
    if is_known:
        ada()
    eve = UserFactory(email="eve@example.com")

    browser = signed_in(eve)
    assert "You are signed in as eve@example.com" in browser.get(link).content.decode()
    browser.post(link, NEW)

    assert not Membership.objects.filter(user=eve).exists()
    assert not Membership.objects.filter(user__email="ada@example.com").exists()


def test_who_is_switched_off_stays_out(link) -> None:
    UserFactory(email="ada@example.com", is_active=False)

    assert "switched off" in Browser().get(link).content.decode()
    assert Browser().post(link, NEW).status_code == 200


def test_a_client_deleted_meanwhile_is_left_out(link, client) -> None:
    client.delete()

    assert Browser().post(link, NEW).status_code == 302
    assert not ClientAccess.objects.exists()
