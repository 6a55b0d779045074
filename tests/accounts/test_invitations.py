"""Invitations: a secret link that works once, for seven days, until it is withdrawn."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Invitation, Membership, User
from accounts.selectors.people import invitation_by_token, open_invitations
from accounts.services.invitations import (
    InvitationError,
    accept_invitation,
    invite_colleague,
    register_invited,
    withdraw_invitation,
)
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Membership:
    return MembershipFactory(role=Role.OWNER)


def invite(by: Membership, email: str = "ada@example.com", role: Role = Role.CONSULTANT):
    return invite_colleague(workspace=by.workspace, email=email, role=role, by=by.user)


def test_the_secret_has_256_bits_and_only_its_hash_is_kept(by) -> None:
    invited = invite(by)

    kept = Invitation.objects.get()
    assert len(invited.token) == 43
    assert kept.token_hash == hashlib.sha256(invited.token.encode()).hexdigest()
    assert invited.token not in str(Invitation.objects.values())


def test_it_can_be_accepted_once(by) -> None:
    invited = invite(by)
    user = UserFactory(email="Ada@example.com")

    membership = accept_invitation(invitation=invited.invitation, user=user)

    assert (membership.workspace, membership.role) == (by.workspace, Role.CONSULTANT)
    with pytest.raises(InvitationError):
        accept_invitation(invitation=invited.invitation, user=user)


def test_it_is_for_one_address(by) -> None:
    with pytest.raises(InvitationError, match="another address"):
        accept_invitation(invitation=invite(by).invitation, user=UserFactory())

    assert Membership.objects.filter(workspace=by.workspace).count() == 1


def test_after_seven_days_it_is_over(by) -> None:
    invited = invite(by)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert invitation_by_token(invited.token) is None
    assert not open_invitations(by.workspace).exists()
    with pytest.raises(InvitationError):
        accept_invitation(invitation=invited.invitation, user=UserFactory(email="ada@example.com"))


def test_it_lasts_seven_days(by) -> None:
    left = invite(by).invitation.expires_at - timezone.now()

    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)


def test_withdrawn_it_leads_nowhere(by) -> None:
    invited = invite(by)
    withdraw_invitation(invitation=Invitation.objects.get())

    assert invitation_by_token(invited.token) is None


def test_inviting_again_ends_the_earlier_link(by) -> None:
    first, second = invite(by), invite(by, "ADA@example.com", Role.VIEWER)

    assert invitation_by_token(first.token) is None
    assert invitation_by_token(second.token).role == Role.VIEWER


def test_members_are_not_invited(by) -> None:
    with pytest.raises(InvitationError, match="already"):
        invite(by, by.user.email.upper())


def test_the_same_person_can_be_invited_to_two_workspaces(by) -> None:
    invite(by)
    invite(MembershipFactory(role=Role.OWNER))

    assert Invitation.objects.count() == 2


def test_an_account_is_made_for_who_has_none(by) -> None:
    user = register_invited(
        invitation=invite(by).invitation, name="Ada", password="four calm words here"
    )

    assert (user.email, user.name) == ("ada@example.com", "Ada")
    assert user.check_password("four calm words here")
    assert not user.is_staff


def test_an_account_is_never_taken_over(by) -> None:
    UserFactory(email="ada@example.com")

    with pytest.raises(InvitationError):
        register_invited(invitation=invite(by).invitation, name="Eve", password="x" * 20)

    assert User.objects.filter(email="ada@example.com").count() == 1


def test_who_became_a_member_meanwhile_keeps_the_role(by) -> None:
    invited = invite(by, role=Role.OWNER)
    user = UserFactory(email="ada@example.com")
    MembershipFactory(workspace=by.workspace, user=user, role=Role.VIEWER)

    assert accept_invitation(invitation=invited.invitation, user=user).role == Role.VIEWER
