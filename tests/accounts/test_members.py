"""Roles and removal: a workspace never loses its last owner, not even to two at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from accounts.enums import Role
from accounts.models import Membership, Workspace
from accounts.services.members import MembershipError, change_role, remove_member
from tests.factories import MembershipFactory, WorkspaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return WorkspaceFactory()


def owner(workspace: Workspace, **fields) -> Membership:
    return MembershipFactory(workspace=workspace, role=Role.OWNER, **fields)


def roles(workspace: Workspace) -> list[str]:
    return sorted(Membership.objects.filter(workspace=workspace).values_list("role", flat=True))


def test_a_role_is_changed(workspace) -> None:
    owner(workspace)
    member = MembershipFactory(workspace=workspace, role=Role.VIEWER)

    change_role(membership=member, role=Role.OWNER)

    assert roles(workspace) == ["owner", "owner"]


def test_one_of_two_owners_may_leave(workspace) -> None:
    owner(workspace)
    remove_member(membership=owner(workspace))

    assert roles(workspace) == ["owner"]


def test_the_last_owner_stays(workspace) -> None:
    last = owner(workspace)
    MembershipFactory(workspace=workspace, role=Role.CONSULTANT)
    owner(WorkspaceFactory())

    with pytest.raises(MembershipError, match="at least one owner"):
        remove_member(membership=last)
    with pytest.raises(MembershipError, match="at least one owner"):
        change_role(membership=last, role=Role.CONSULTANT)

    assert roles(workspace) == ["consultant", "owner"]


def test_an_owner_who_is_switched_off_does_not_count(workspace) -> None:
    owner(workspace, user__is_active=False)

    with pytest.raises(MembershipError):
        remove_member(membership=owner(workspace))


def test_the_last_owner_may_stay_what_they_are(workspace) -> None:
    change_role(membership=owner(workspace), role=Role.OWNER)

    assert roles(workspace) == ["owner"]


def test_somebody_who_left_meanwhile_cannot_be_changed(workspace) -> None:
    owner(workspace)
    gone = owner(workspace)
    Membership.objects.filter(pk=gone.pk).delete()

    with pytest.raises(MembershipError, match="does not belong"):
        change_role(membership=gone, role=Role.VIEWER)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_of_test", range(3))
def test_two_owners_leaving_at_once_do_not_both_get_away(workspace, round_of_test) -> None:
    both = [owner(workspace), owner(workspace)]

    def leave(membership: Membership) -> bool:
        try:
            remove_member(membership=membership)
        except MembershipError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(2) as threads:
        left = list(threads.map(leave, both))

    assert sorted(left) == [False, True]
    assert roles(workspace) == ["owner"]
