"""An installation in full use: every kind of person, and rounds in every state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership, Workspace
from accounts.services.invitations import invite_colleague
from assessments.enums import RoundState
from assessments.fact_links import FactLink, sign_fact_link
from assessments.models import Ballot, Round, Statement
from assessments.services.rounds import invite_participants
from reports.services.building import build_report
from reports.services.requesting import close_and_request
from tests.assessments.phone import Phone
from tests.assessments.workshops.room import held_workshop
from tests.factories import (
    ClientAccessFactory,
    ClientFactory,
    MembershipFactory,
    UserFactory,
    WorkspaceFactory,
    built_in_framework,
    open_round_with_groups,
)
from tests.hostile.routes import Route
from tests.hostile.sending import cookies_of
from tests.reports.samples import sample_round
from tests.reports.shares import link_of, shared, visitor, with_files

PEOPLE = ("anonymous", "participant", "visitor", "viewer", "consultant", "owner", "operator")
STATES = ("open", "draft", "closed", "ready")
# What stands for a part of an address that nobody here knows, by its kind.
UNKNOWN = {
    "int": "1",
    "slug": "something",
    "uuid": "0b8f7a52-6f0e-4c43-9d8e-3c2d8f6a1b00",
    "str": "something",
    "path": "some/thing",
    "picture": "png",
}


@dataclass(frozen=True)
class World:
    """The rounds by state, and a value for each part of an address that leads somewhere."""

    workspace: Workspace
    rounds: dict[str, Round]
    values: dict[str, str]
    members: dict[str, Membership]
    phone: Phone
    share: str

    def path(self, route: Route, state: str = "open", **parts: str) -> str:
        """Return an address of a route for the round in this state; `parts` replace others."""
        known = self.values | {"round_id": str(self.rounds[state].pk)} | parts
        return route.path(
            {name: known.get(name, UNKNOWN[kind]) for name, kind in route.parts.items()}
        )

    def cookies(self, person: str) -> str:
        """Return the cookies of somebody: a role, participant, visitor or anonymous."""
        browser = Browser()
        if person == "participant":
            browser = self.phone.client
        elif person == "visitor":
            browser = visitor(self.share)
        elif person in self.members:
            browser.force_login(self.members[person].user)
        return cookies_of(browser)


def busy_world(words: Iterable[str] = ("It takes too long.",), **fields: Any) -> World:
    """Make the world; `words` are what people wrote, `fields` are passed to the rounds."""
    workspace = WorkspaceFactory(slug="north-star")
    client = ClientFactory(workspace=workspace)
    ready = sample_round(assessment__client=client, code="READY234", **fields)
    _write(ready, words)
    held_workshop(ready, UserFactory())
    build_report(report_id=close_and_request(round=ready).pk)
    ready.refresh_from_db()
    share = shared(with_files(ready.reports.get()))
    settings = {"assessment": ready.assessment, **fields}
    until = timezone.localdate() + timedelta(days=7)
    rounds = {"ready": ready}
    for number, state in enumerate((RoundState.OPEN, RoundState.DRAFT, RoundState.CLOSED), 100):
        rounds[state], _groups = open_round_with_groups(
            state=state, number=number, code=f"ROUND{number}", closes_on=until, **settings
        )
    group = rounds["open"].groups.get(code="business")
    held_workshop(rounds["open"], UserFactory())
    (invitation,) = invite_participants(round=rounds["open"], group=group, count=1)
    members = {
        role: MembershipFactory(workspace=workspace, role=role)
        for role in (Role.OWNER, Role.CONSULTANT, Role.VIEWER)
    }
    ClientAccessFactory(membership=members[Role.VIEWER], client=client)
    members["operator"] = MembershipFactory(
        workspace=workspace, user=UserFactory(is_staff=True, is_superuser=True)
    )
    invited = invite_colleague(
        workspace=workspace,
        email="new@example.com",
        role=Role.CONSULTANT,
        by=members[Role.OWNER].user,
    )
    return World(
        workspace=workspace,
        rounds=rounds,
        values={
            "workspace": workspace.slug,
            "client_id": str(client.pk),
            "assessment_id": str(ready.assessment_id),
            "code": rounds["open"].code,
            "link": invitation,
            "signed": sign_fact_link(FactLink(rounds["open"].pk, "it")),
            "capability": "S1",
            "step": "show",
            "part": "S",
            "page": "gaps",
            "chart": "dimension_bars",
            "picture": "svg",
            "file": "summary",
            "link_id": str(link_of(share).pk),
            "membership_id": str(members[Role.VIEWER].pk),
            "invitation_id": str(invited.invitation.pk),
            "token": invited.token,
            "statement_id": str(Statement.objects.filter(round=ready)[0].pk),
        },
        members=members,
        phone=Phone().join(group),
        share=share,
    )


def _write(round: Round, words: Iterable[str]) -> None:
    """Let everybody who answered write something to every question that asks for words."""
    endless = cycle(words)
    for ballot in Ballot.objects.filter(round=round).select_related("group"):
        for item in built_in_framework().items_for(ballot.group.code):
            if item.is_text:
                ballot.answers[item.code] = next(endless)
        ballot.save()
