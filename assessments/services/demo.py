"""The demo workspace, made from its stories."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership, User, Workspace
from assessments.demo import PASSWORD, SIGN_INS, WORKSPACE_NAME, WORKSPACE_SLUG
from assessments.demo.answers import begun_answers, drawn_answers, drawn_days
from assessments.demo.nordhaven import NORDHAVEN
from assessments.demo.osterby import OSTERBY
from assessments.demo.story import ClientStory, FactValue, GroupStory, RoundStory
from assessments.enums import Cadence, ParticipantState, Side
from assessments.models import (
    Assessment,
    Ballot,
    Client,
    ClientAccess,
    Draft,
    Participant,
    Round,
    StakeholderGroup,
)
from assessments.selectors.frameworks import framework_of, newest_version
from assessments.services.clients import create_client, start_assessment, state_records
from assessments.services.facts import record_fact
from assessments.services.rounds import GroupPlan, close_round, open_round, plan_round
from scoring.framework import Framework, Item, ItemType

FRAMEWORK = "crm-readiness"
STORIES = (NORDHAVEN, OSTERBY)
THRESHOLD = 5
OPEN_SINCE = timedelta(days=9)
ROUND_LENGTH = timedelta(days=21)
FACTS_BEFORE_OPENING = timedelta(days=12)


class DemoError(Exception):
    """The demo cannot be loaded; the text says what to do."""


@dataclass(frozen=True, slots=True)
class LoadedDemo:
    """What was made: the closed rounds still need their reports."""

    workspace: Workspace
    closed_rounds: tuple[Round, ...]


@transaction.atomic
def load_demo(*, today: date) -> LoadedDemo | None:
    """Make the demo workspace with its people, clients and rounds; None if there is one."""
    if Workspace.objects.filter(is_demo=True).exists():
        return None
    version = newest_version(FRAMEWORK)
    if version is None:
        raise DemoError(_("Load the framework first: manage.py load_framework --all"))
    framework = framework_of(version.pk)
    workspace = Workspace.objects.create(name=WORKSPACE_NAME, slug=_free_slug(), is_demo=True)
    members = _make_members(workspace)
    closed: list[Round] = []
    for story in STORIES:
        client = create_client(
            workspace=workspace,
            name=story.name,
            sector=story.sector,
            size_band=story.size_band,
            client_type=story.client_type,
            is_demo=True,
        )
        state_records(
            client=client,
            customer_records=story.customer_records,
            record_cost=story.record_cost,
            currency=story.currency,
        )
        _grant(members[Role.VIEWER], client)
        assessment = start_assessment(
            client=client,
            framework=version.framework,
            title=story.title,
            cadence=Cadence.QUARTERLY,
            target_profile=story.target_profile,
        )
        author = members[Role.CONSULTANT].user
        rounds = [
            _tell(story, chapter, framework, assessment, author, today) for chapter in story.rounds
        ]
        closed += [round for round in rounds if round.is_closed]
    return LoadedDemo(workspace, tuple(closed))


def _free_slug() -> str:
    taken = set(Workspace.objects.values_list("slug", flat=True))
    numbered = (f"{WORKSPACE_SLUG}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (WORKSPACE_SLUG, *numbered) if slug not in taken)


def _make_members(workspace: Workspace) -> dict[Role, Membership]:
    members = {}
    hashed = make_password(PASSWORD)  # once: it takes half a second by design
    for role, email, _password in SIGN_INS:
        if User.objects.filter(email__iexact=email).exists():
            raise DemoError(
                _("%(email)s signs in here already; the demo needs this address for itself.")
                % {"email": email}
            )
        name = _("Demo %(role)s") % {"role": role}
        user = User.objects.create(email=email, name=name, password=hashed)
        members[role] = Membership.objects.create(workspace=workspace, user=user, role=role)
    return members


def _grant(viewer: Membership, client: Client) -> None:
    ClientAccess.objects.create(workspace_id=client.workspace_id, membership=viewer, client=client)


def _tell(
    story: ClientStory,
    chapter: RoundStory,
    framework: Framework,
    assessment: Assessment,
    author: User,
    today: date,
) -> Round:
    """Make one round with its answers and facts, and close it unless the story leaves it open."""
    opens_on = _quarters_before(today - OPEN_SINCE, chapter.quarters_ago)
    round = plan_round(
        assessment=assessment,
        label=f"Q{(opens_on.month + 2) // 3} {opens_on.year}",
        k=THRESHOLD,
        mode=story.mode,
        opens_on=opens_on,
        closes_on=opens_on + ROUND_LENGTH,
        groups=[_plan(framework, code, chapter.groups[code]) for code in story.groups],
    )
    round = open_round(round=round, today=opens_on)
    for group in round.groups.all():
        _answer(story, chapter, framework, group, min(today, opens_on + ROUND_LENGTH))
    for code, value in chapter.facts.items():
        item = framework.item(code)
        notes = story.notes.get(code, ())
        record_fact(
            round=round,
            item=code,
            value=_stored(item, value),
            evidence=_evidence(item, value, notes),
            as_of=opens_on - FACTS_BEFORE_OPENING if item.type is ItemType.NUMBER else None,
            entered_by=author,
        )
    return round if chapter.is_open else close_round(round=round)


def _plan(framework: Framework, code: str, group: GroupStory) -> GroupPlan:
    declared = framework.group(code)
    return GroupPlan(
        code=code,
        label=declared.title,
        headcount=group.headcount,
        side=Side(declared.side or Side.BUSINESS),
        choice=declared.choice or "",
    )


def _answer(
    story: ClientStory,
    chapter: RoundStory,
    framework: Framework,
    group: StakeholderGroup,
    last_day: date,
) -> None:
    """Hand in the ballots of a group and leave the places of those who only began."""
    told = chapter.groups[group.code]
    handed_in = drawn_answers(story, chapter, framework, group.code, told.answered)
    first_day = group.round.opens_on or last_day
    length = (last_day - first_day).days
    spans = drawn_days(story, chapter, group.code, told.answered, length)
    Ballot.objects.bulk_create(
        Ballot(
            workspace_id=group.workspace_id,
            round_id=group.round_id,
            group=group,
            answers=answers,
            day=first_day + timedelta(days=span),
        )
        for answers, span in zip(handed_in, spans, strict=True)
    )
    Participant.objects.bulk_create(
        _place(group, ParticipantState.SUBMITTED) for _ballot in handed_in
    )
    begun = Participant.objects.bulk_create(
        _place(group, ParticipantState.JOINED) for _person in range(told.begun)
    )
    if not chapter.is_open:
        return
    so_far = begun_answers(story, chapter, framework, group.code, told.begun)
    Draft.objects.bulk_create(
        Draft(
            workspace_id=group.workspace_id,
            participant=participant,
            answers=answers,
            sequences={code: number for number, code in enumerate(answers, start=1)},
            place=place,
        )
        for participant, (answers, place) in zip(begun, so_far, strict=True)
    )


def _place(group: StakeholderGroup, state: ParticipantState) -> Participant:
    return Participant(
        workspace_id=group.workspace_id,
        round_id=group.round_id,
        group=group,
        # Nobody holds the token, so nobody can enter the place.
        token_hash=hashlib.sha256(secrets.token_bytes(32)).hexdigest(),
        state=state,
    )


def _stored(item: Item, value: FactValue) -> object:
    if item.elements and isinstance(value, str):
        return [mark == "1" for mark in value]
    return value


def _evidence(item: Item, value: FactValue, notes: Sequence[str]) -> list[str]:
    if not item.elements or not isinstance(value, str):
        return [notes[0]] if notes else []
    return [
        notes[place] if mark == "1" and place < len(notes) else ""
        for place, mark in enumerate(value)
    ]


def _quarters_before(day: date, quarters: int) -> date:
    """Return the same day so many quarters earlier; the 29th and later become the 28th."""
    year, month = divmod(day.year * 12 + day.month - 1 - 3 * quarters, 12)
    return date(year, month + 1, min(day.day, 28) if quarters else day.day)
