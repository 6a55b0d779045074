"""The front door leads people to their work."""

import pytest
from django.test import Client as Browser

from accounts.enums import Role
from tests.factories import MembershipFactory, UserFactory, WorkspaceFactory
from tests.persons import signed_in

pytestmark = pytest.mark.django_db


def test_anonymous_people_get_to_the_sign_in() -> None:
    answer = Browser().get("/")

    assert (answer.status_code, answer.url) == (302, "/sign-in/")


def test_a_member_of_one_workspace_gets_to_its_clients() -> None:
    membership = MembershipFactory(workspace__slug="north-star")

    answer = signed_in(membership.user).get("/")

    assert (answer.status_code, answer.url) == (302, "/w/north-star/")


def test_a_member_of_two_workspaces_chooses() -> None:
    user = UserFactory()
    MembershipFactory(user=user, workspace__name="North Star", role=Role.OWNER)
    MembershipFactory(user=user, workspace__name="South Pole", role=Role.VIEWER)
    WorkspaceFactory(name="Foreign land")

    page = signed_in(user).get("/").content.decode()

    assert "North Star" in page
    assert "South Pole" in page
    assert "Foreign land" not in page


def test_somebody_without_a_workspace_is_told_whom_to_ask() -> None:
    answer = signed_in().get("/")

    assert answer.status_code == 200
    assert "You do not belong to a workspace yet" in answer.content.decode()


def test_the_product_says_that_it_is_alive() -> None:
    answer = Browser().get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")
