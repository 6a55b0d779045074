"""Factories of the rows that tests need; rounds use the product's own framework."""

import hashlib
import uuid
from datetime import date
from functools import lru_cache
from typing import Any

import factory
from django.conf import settings
from factory.django import DjangoModelFactory

from accounts.enums import Role
from accounts.models import Membership, User, Workspace
from assessments.enums import (
    AnonymityMode,
    Cadence,
    ClientType,
    ParticipantState,
    RoundState,
    Sector,
    Side,
    SizeBand,
)
from assessments.models import (
    Assessment,
    Ballot,
    Client,
    ClientAccess,
    Draft,
    Fact,
    Framework,
    FrameworkVersion,
    Participant,
    Round,
    StakeholderGroup,
    Statement,
)
from scoring.framework import Framework as FrameworkSpec
from scoring.framework import load

PASSWORD = "a long enough phrase"
PROMISE = "Your answers are counted, never shown."


@lru_cache(maxsize=1)
def built_in_framework() -> FrameworkSpec:
    """Return the product's own framework, read from its file once."""
    return load(settings.BASE_DIR / "assessments/frameworks/crm-readiness-2.yaml")


@lru_cache(maxsize=1)
def built_in_spec() -> dict[str, object]:
    return built_in_framework().to_spec()


class WorkspaceFactory(DjangoModelFactory):
    class Meta:
        model = Workspace

    name = factory.Sequence(lambda n: f"Workspace {n}")
    slug = factory.Sequence(lambda n: f"workspace-{n}")


class UserFactory(DjangoModelFactory):
    """Somebody who signs in with PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.com")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    workspace = factory.SubFactory(WorkspaceFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.OWNER


class FrameworkFactory(DjangoModelFactory):
    class Meta:
        model = Framework
        django_get_or_create = ("slug",)

    slug = "crm-readiness"
    title = "CRM Readiness"


class FrameworkVersionFactory(DjangoModelFactory):
    """The built-in framework; its id is fixed, so that process caches stay right."""

    class Meta:
        model = FrameworkVersion
        django_get_or_create = ("framework", "number")

    id = factory.LazyAttribute(lambda version: uuid.uuid5(uuid.NAMESPACE_OID, version.checksum))
    framework = factory.SubFactory(FrameworkFactory)
    number = factory.LazyFunction(lambda: built_in_framework().version)
    spec = factory.LazyFunction(built_in_spec)
    checksum = factory.LazyFunction(lambda: built_in_framework().checksum)
    published = True


class ClientFactory(DjangoModelFactory):
    class Meta:
        model = Client

    workspace = factory.SubFactory(WorkspaceFactory)
    name = factory.Sequence(lambda n: f"Client {n}")
    sector = Sector.MANUFACTURING
    size_band = SizeBand.LARGE
    client_type = ClientType.B2B


class ClientAccessFactory(DjangoModelFactory):
    class Meta:
        model = ClientAccess

    membership = factory.SubFactory(MembershipFactory, role=Role.VIEWER)
    client = factory.SubFactory(
        ClientFactory, workspace=factory.SelfAttribute("..membership.workspace")
    )
    workspace = factory.SelfAttribute("client.workspace")


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    client = factory.SubFactory(ClientFactory)
    workspace = factory.SelfAttribute("client.workspace")
    framework = factory.SubFactory(FrameworkFactory)
    title = "CRM Readiness"
    cadence = Cadence.QUARTERLY
    target_profile: Any = factory.Dict({})


class RoundFactory(DjangoModelFactory):
    """An open round without groups; see `open_round_with_groups` for one that can be answered."""

    class Meta:
        model = Round

    assessment = factory.SubFactory(AssessmentFactory)
    workspace = factory.SelfAttribute("assessment.workspace")
    number = factory.Sequence(lambda n: n + 1)
    label = "Q4 2026"
    framework_version = factory.SubFactory(
        FrameworkVersionFactory, framework=factory.SelfAttribute("..assessment.framework")
    )
    state = RoundState.OPEN
    k = 5
    mode = AnonymityMode.CONFIDENTIAL
    code = factory.Sequence(lambda n: f"T{n:07d}")
    promise_text = factory.LazyAttribute(
        lambda round: "" if round.state == RoundState.DRAFT else PROMISE
    )
    promise_hash = factory.LazyAttribute(
        lambda round: (
            hashlib.sha256(round.promise_text.encode()).hexdigest() if round.promise_text else ""
        )
    )


class GroupFactory(DjangoModelFactory):
    """A group of a round; give `code`, the rest follows from the framework."""

    class Meta:
        model = StakeholderGroup

    round = factory.SubFactory(RoundFactory)
    workspace = factory.SelfAttribute("round.workspace")
    code = "business"
    label = factory.LazyAttribute(lambda group: built_in_framework().group(group.code).title)
    choice = factory.LazyAttribute(
        lambda group: built_in_framework().group(group.code).choice or ""
    )
    side = factory.LazyAttribute(
        lambda group: built_in_framework().group(group.code).side or Side.BUSINESS
    )
    headcount = 20
    position = factory.LazyAttribute(
        lambda group: [each.code for each in built_in_framework().groups].index(group.code)
    )


class ParticipantFactory(DjangoModelFactory):
    """Somebody answering; `token` is the secret their browser would hold."""

    class Meta:
        model = Participant

    class Params:
        token = factory.Sequence(lambda n: f"token-{n}")

    group = factory.SubFactory(GroupFactory)
    round = factory.SelfAttribute("group.round")
    workspace = factory.SelfAttribute("group.workspace")
    token_hash = factory.LazyAttribute(lambda p: hashlib.sha256(p.token.encode()).hexdigest())
    state = ParticipantState.JOINED


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    participant = factory.SubFactory(ParticipantFactory)
    workspace = factory.SelfAttribute("participant.workspace")
    answers: Any = factory.Dict({})
    sequences: Any = factory.Dict({})


class BallotFactory(DjangoModelFactory):
    """Answers handed in: `value` for every item the group is asked, unless `answers` is given."""

    class Meta:
        model = Ballot

    class Params:
        value = 3

    group = factory.SubFactory(GroupFactory)
    round = factory.SelfAttribute("group.round")
    workspace = factory.SelfAttribute("group.workspace")
    day = date(2026, 11, 22)
    answers = factory.LazyAttribute(
        lambda ballot: {
            item.code: ballot.value
            for item in built_in_framework().items_for(ballot.group.code)
            if not item.is_text
        }
    )


class StatementFactory(DjangoModelFactory):
    """A text that may be read as soon as there are enough of its kind."""

    class Meta:
        model = Statement

    round = factory.SubFactory(RoundFactory, state=RoundState.CLOSED)
    workspace = factory.SelfAttribute("round.workspace")
    item = "S1d"
    original = factory.Sequence(lambda n: f"Sentence number {n}.")
    wording = factory.SelfAttribute("original")


class FactFactory(DjangoModelFactory):
    class Meta:
        model = Fact

    round = factory.SubFactory(RoundFactory)
    workspace = factory.SelfAttribute("round.workspace")
    item = "S4b"
    value: Any = 25


HEADCOUNTS = {"executives": 5, "business": 30, "frontline": 160, "it": 4}


def open_round_with_groups(
    headcounts: dict[str, int] | None = None, **fields: Any
) -> tuple[Round, dict[str, StakeholderGroup]]:
    """Make a round with groups, open unless told otherwise; return it and its groups by code."""
    round = RoundFactory(**fields)
    groups = {
        code: GroupFactory(round=round, code=code, headcount=headcount)
        for code, headcount in (headcounts or HEADCOUNTS).items()
    }
    return round, groups
