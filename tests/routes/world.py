"""Two workspaces with everything in them, and a browser for each role; built once."""

from __future__ import annotations

from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

from accounts.enums import Role as Membership
from accounts.models import Workspace
from accounts.services.invitations import invite_colleague
from assessments.enums import ParticipantState, RoundState
from assessments.fact_links import FactLink, sign_fact_link
from assessments.models import Round, StakeholderGroup
from assessments.promise import LEAST_TEXTS
from assessments.services.workshops.sessions import start_session
from reports.files.branding import Logo, LogoType
from reports.services.branding import set_look
from tests.factories import (
    BallotFactory,
    ClientAccessFactory,
    DraftFactory,
    FactFactory,
    MembershipFactory,
    ParticipantFactory,
    RoundFactory,
    StatementFactory,
    UserFactory,
    WorkspaceFactory,
    open_round_with_groups,
)
from tests.persons import signed_in
from tests.reports.shares import link_of, ready_report, shared, visitor, with_files
from tests.routes.doors import Role

# Parts of an address that name no object: the same for everybody.
PLAIN = {
    "capability": "S1",
    "part": "S",
    "uidb36": "0",
    "key": "used-up",
    "pk": 0,
    "page": "gaps",
    "chart": "dimension_bars",
    "picture": "svg",
    "file": "summary",
    "step": "gather",
}


@dataclass(frozen=True)
class Objects:
    """What can be named in an address or a form."""

    round: Round | None
    groups: dict[str, StakeholderGroup]
    seat: str
    parts: dict[str, Any]


@dataclass(frozen=True)
class World:
    """North, where the roles live, another workspace, and names that nothing has."""

    north: Objects
    south: Objects
    nowhere: Objects
    browsers: dict[Role, SimpleCookie]


def build_world() -> World:
    """Make the two workspaces and sign everybody in."""
    north_workspace, south_workspace = (
        WorkspaceFactory(slug="north"),
        WorkspaceFactory(slug="south"),
    )
    north, south = objects_of(north_workspace), objects_of(south_workspace)
    north_round = north.round
    assert north_round is not None
    viewer = MembershipFactory(workspace=north_workspace, role=Membership.VIEWER)
    ClientAccessFactory(membership=viewer, client=north_round.assessment.client)
    users = {
        Role.VIEWER: viewer.user,
        Role.VIEWER_WITHOUT: MembershipFactory(
            workspace=north_workspace, role=Membership.VIEWER
        ).user,
        Role.CONSULTANT: MembershipFactory(
            workspace=north_workspace, role=Membership.CONSULTANT
        ).user,
        Role.OWNER: MembershipFactory(workspace=north_workspace, role=Membership.OWNER).user,
        Role.STRANGER: MembershipFactory(workspace=south_workspace, role=Membership.OWNER).user,
        Role.OPERATOR: UserFactory(is_staff=True, is_superuser=True),
    }
    unsigned = {
        Role.ANONYMOUS: SimpleCookie(),
        Role.PARTICIPANT: SimpleCookie({"seat": north.seat}),
        Role.VISITOR: SimpleCookie(visitor(north.parts["token"]).cookies),
    }
    browsers = {role: signed_in(user).cookies for role, user in users.items()}
    return World(north, south, absent_objects(), browsers | unsigned)


def objects_of(workspace: Workspace) -> Objects:
    """Make a client with an open round that has a report and holds a workshop, and a published one
    that is shared."""
    round, groups = open_round_with_groups(assessment__client__workspace=workspace)
    seat, invitation = f"seat-{workspace.slug}", f"{workspace.slug:x<43}"
    DraftFactory(participant=ParticipantFactory(group=groups["it"], token=seat))
    ParticipantFactory(group=groups["it"], token=invitation, state=ParticipantState.INVITED)
    BallotFactory(group=groups["business"])
    start_session(round=round, facilitator=UserFactory())
    FactFactory(round=round)
    with_files(ready_report(round))
    published = RoundFactory(
        assessment=round.assessment, number=3, label="Q4 2025", state=RoundState.PUBLISHED
    )
    StatementFactory.create_batch(LEAST_TEXTS, round=published, original="", wording="Too late.")
    token = shared(with_files(ready_report(published)))
    set_look(workspace=workspace, accent="#7a1f5c", logo=Logo(b"drawn", LogoType.PNG, 1, 1))
    closed = RoundFactory(assessment=round.assessment, number=2, state=RoundState.CLOSED)
    owner = UserFactory()
    invited = invite_colleague(
        workspace=workspace, email=f"new@{workspace.slug}.example", role=Membership.VIEWER, by=owner
    )
    parts = {
        "workspace": workspace.slug,
        "membership_id": MembershipFactory(workspace=workspace, role=Membership.CONSULTANT).pk,
        "invitation_id": invited.invitation.pk,
        "invited": invited.token,
        "closed_round_id": closed.pk,
        "published_round_id": published.pk,
        "statement_id": StatementFactory.create_batch(LEAST_TEXTS, round=closed)[0].pk,
        "client_id": round.assessment.client_id,
        "assessment_id": round.assessment_id,
        "round_id": round.pk,
        "link_id": link_of(token).pk,
        "code": round.code,
        "link": invitation,
        "signed": sign_fact_link(FactLink(round.pk, "it")),
        "token": token,
    }
    return Objects(round, groups, seat, parts | PLAIN)


def absent_objects() -> Objects:
    """Names of the right shape that nothing has."""
    absent = {
        "workspace": "nowhere",
        "membership_id": uuid4(),
        "invitation_id": uuid4(),
        "invited": "N" * 43,
        "closed_round_id": uuid4(),
        "published_round_id": uuid4(),
        "statement_id": uuid4(),
        "client_id": uuid4(),
        "assessment_id": uuid4(),
        "round_id": uuid4(),
        "link_id": uuid4(),
        "code": "ZZZZZZZZ",
        "link": "N" * 43,
        "signed": sign_fact_link(FactLink(uuid4(), "it")),
        "token": "N" * 43,
    }
    return Objects(None, {}, "seat-nowhere", absent | PLAIN)
