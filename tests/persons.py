"""The persons that tests of pages name: who they are and what they may do."""

from dataclasses import dataclass

from django.test import Client as Browser

from accounts.enums import Role
from accounts.models import Membership, User, Workspace
from tests.factories import MembershipFactory, UserFactory


@dataclass(frozen=True)
class Persons:
    """Signed-in browsers; the stranger owns another workspace, anonymous is not signed in."""

    workspace: Workspace
    owner: Browser
    consultant: Browser
    viewer: Browser
    stranger: Browser
    anonymous: Browser
    membership: Membership
    viewer_membership: Membership


def persons_of(workspace: Workspace) -> Persons:
    """Make an owner, a consultant and a viewer of a workspace, and people from outside."""
    owner = MembershipFactory(workspace=workspace, role=Role.OWNER)
    consultant = MembershipFactory(workspace=workspace, role=Role.CONSULTANT)
    viewer = MembershipFactory(workspace=workspace, role=Role.VIEWER)
    stranger = MembershipFactory(role=Role.OWNER)
    return Persons(
        workspace=workspace,
        owner=signed_in(owner.user),
        consultant=signed_in(consultant.user),
        viewer=signed_in(viewer.user),
        stranger=signed_in(stranger.user),
        anonymous=Browser(),
        membership=owner,
        viewer_membership=viewer,
    )


def signed_in(user: User | None = None) -> Browser:
    """Return a browser in which somebody is signed in."""
    browser = Browser()
    browser.force_login(user or UserFactory())
    return browser
