"""Loading and removing the demo: complete, once, and nothing else is touched."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership, User, Workspace
from assessments.demo import SIGN_INS
from assessments.enums import ParticipantState
from assessments.framework_files import BUILT_IN
from assessments.models import Ballot, Client, ClientAccess, Draft, Fact, Participant, Round
from assessments.selectors.participation import participation_of
from assessments.services.demo import load_demo
from assessments.services.demo_removal import is_demo_unwanted
from assessments.services.frameworks import load_framework
from reports.models import Report
from tests.factories import (
    BallotFactory,
    ClientAccessFactory,
    ClientFactory,
    FactFactory,
    FrameworkVersionFactory,
    MembershipFactory,
    ParticipantFactory,
    UserFactory,
    WorkspaceFactory,
    open_round_with_groups,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def framework(settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path
    load_framework(path=BUILT_IN / "crm-readiness-2.yaml")


def run(command: str, **options: Any) -> str:
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table."""
    return {
        model._meta.label: sorted(model._default_manager.values(), key=str)
        for model in apps.get_models()
    }


def test_the_workspace_and_its_people() -> None:
    assert run("load_demo").splitlines() == [
        'Loaded the demo workspace "Demo consultancy". Sign-ins:',
        "  owner        owner@example.com        harbour-lantern",
        "  consultant   consultant@example.com   harbour-lantern",
        "  viewer       viewer@example.com       harbour-lantern",
    ]
    workspace = Workspace.objects.get()
    assert (workspace.name, workspace.slug, workspace.is_demo) == ("Demo consultancy", "demo", True)
    members = Membership.objects.values_list("role", "user__email").order_by("user__email")
    assert list(members) == sorted(((role, email) for role, email, _p in SIGN_INS), key=str)
    for role, email, password in SIGN_INS:
        user = User.objects.get(email=email)
        assert user.check_password(password)
        assert (user.name, user.is_staff) == (f"Demo {role}", False)


def test_the_viewer_sees_both_clients() -> None:
    run("load_demo")
    access = ClientAccess.objects.filter(membership__role=Role.VIEWER)
    assert sorted(access.values_list("client__name", flat=True)) == [
        "Nordhaven Pumps",
        "Osterby Home Care",
    ]


def test_rounds_dates_and_participation() -> None:
    load_demo(today=date(2026, 11, 22))
    rounds = Round.objects.order_by("assessment__client__name", "number")
    assert list(rounds.values_list("label", "state", "opens_on", "closes_on")) == [
        ("Q2 2026", "closed", date(2026, 5, 13), date(2026, 6, 3)),
        ("Q3 2026", "closed", date(2026, 8, 13), date(2026, 9, 3)),
        ("Q4 2026", "open", date(2026, 11, 13), date(2026, 12, 4)),
        ("Q3 2026", "closed", date(2026, 8, 13), date(2026, 9, 3)),
    ]
    found = participation_of(rounds)
    assert [(found[each.pk].handed_in, found[each.pk].is_enough) for each in rounds] == [
        (53, True),
        (63, True),
        (31, False),
        (39, True),
    ]
    open_groups = found[rounds[2].pk].groups
    assert [
        (group.code, group.handed_in, group.started, group.missing) for group in open_groups
    ] == [
        ("executives", 4, 1, 0),
        ("business", 10, 3, 0),
        ("frontline", 14, 6, 4),
        ("it", 3, 1, 1),
    ]


def test_drafts_in_the_open_round_only() -> None:
    load_demo(today=date(2026, 11, 22))
    assert set(Draft.objects.values_list("participant__round__state", flat=True)) == {"open"}
    assert Draft.objects.count() == 11
    joined = Participant.objects.filter(state=ParticipantState.JOINED, round__state="closed")
    assert joined.filter(draft__isnull=False).count() == 0
    assert joined.exists()


def test_facts_with_evidence_some_missing_in_the_open_round() -> None:
    load_demo(today=date(2026, 11, 22))
    nordhaven = Round.objects.filter(assessment__client__name="Nordhaven Pumps")
    counts = [each.facts.count() for each in nordhaven.order_by("number")]
    assert counts == [16, 16, 10]
    fact = Fact.objects.get(round__label="Q2 2026", item="S1b")
    assert fact.value == [True, False, False, False]
    assert fact.evidence == ["Problem paper for the board, page 1", "", "", ""]
    number = Fact.objects.get(round__label="Q2 2026", item="Q1b")
    assert (number.value, number.as_of) == (64, date(2026, 5, 1))
    assert number.entered_by == User.objects.get(email="consultant@example.com")


def test_ballots_lie_inside_their_round_and_not_in_the_future() -> None:
    today = timezone.localdate()
    load_demo(today=today)
    for round in Round.objects.all():
        days = round.ballots.values_list("day", flat=True)
        assert round.opens_on is not None
        assert round.closes_on is not None
        assert min(days) >= round.opens_on
        assert max(days) <= min(round.closes_on, today)


@pytest.mark.parametrize("offset", range(0, 800, 13))
def test_labels_differ_on_any_day(offset: int) -> None:
    from assessments.services.demo import OPEN_SINCE, _quarters_before

    day = date(2026, 1, 1) + timedelta(days=offset)
    starts = [_quarters_before(day - OPEN_SINCE, quarters) for quarters in (2, 1, 0)]
    quarters = [start.year * 4 + (start.month - 1) // 3 for start in starts]
    assert [quarter - quarters[0] for quarter in quarters] == [0, 1, 2]


def test_reports_of_closed_rounds_are_asked_for() -> None:
    run("load_demo")
    asked = Report.objects.values_list("round__assessment__client__name", "round__label", "state")
    closed = Round.objects.filter(state="closed")
    expected = closed.values_list("assessment__client__name", "label")
    assert sorted(asked) == sorted((*each, "queued") for each in expected)


def test_a_second_time_changes_nothing() -> None:
    run("load_demo")
    before = everything()
    assert run("load_demo") == "The demo is loaded already; nothing to do.\n"
    assert everything() == before


def test_without_the_framework() -> None:
    from assessments.models import FrameworkVersion

    FrameworkVersion.objects.all().delete()
    with pytest.raises(CommandError, match=r"^Load the framework first"):
        run("load_demo")
    assert Workspace.objects.count() == 0


def test_somebody_signs_in_with_an_address_of_the_demo() -> None:
    UserFactory(email="Viewer@example.com")
    before = everything()
    with pytest.raises(CommandError) as caught:
        run("load_demo")
    assert str(caught.value) == (
        "viewer@example.com signs in here already; the demo needs this address for itself."
    )
    assert everything() == before


def test_a_workspace_of_the_same_short_name() -> None:
    WorkspaceFactory(slug="demo")
    run("load_demo")
    assert Workspace.objects.get(is_demo=True).slug == "demo-2"


def test_in_production_only_by_force(settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match=r"load_demo --force$"):
        run("load_demo")
    assert Workspace.objects.count() == 0
    run("load_demo", force=True)
    assert Workspace.objects.count() == 1


def other_workspace() -> None:
    """Make rows of another workspace in every table the demo fills."""
    FrameworkVersionFactory()
    round, groups = open_round_with_groups({"executives": 5, "it": 4})
    for group in groups.values():
        BallotFactory(group=group)
        ParticipantFactory(group=group)
    FactFactory(round=round)
    ClientAccessFactory()
    MembershipFactory(role=Role.CONSULTANT)


def test_removing_takes_the_demo_and_nothing_else() -> None:
    other_workspace()
    before = everything()
    run("load_demo")
    assert everything() != before
    lines = run("remove_demo").splitlines()
    assert everything() == before
    assert lines == [
        "Removed:",
        "       3 × membership",
        "       3 × person",
        "       1 × workspace",
        "       2 × assessment",
        "     186 × ballot",
        "       2 × client",
        "       2 × viewer's access",
        "      11 × draft",
        "      57 × fact",
        "     218 × participant",
        "       4 × round",
        "      16 × stakeholder group",
        "      90 × statement",
        "       3 × report",
    ]
    assert run("remove_demo") == "There is no demo; nothing was removed.\n"


def test_removing_keeps_what_somebody_added_in_the_demo_workspace() -> None:
    run("load_demo")
    workspace = Workspace.objects.get()
    before = set(Workspace.objects.values_list("pk", flat=True))
    people = set(User.objects.all())
    round, groups = open_round_with_groups(
        {"it": 4}, assessment__client__workspace=workspace, assessment__client__name="My own"
    )
    ballot = BallotFactory(group=groups["it"])

    lines = run("remove_demo").splitlines()

    assert list(Client.objects.all()) == [round.assessment.client]
    assert (list(Round.objects.all()), list(Ballot.objects.all())) == ([round], [ballot])
    assert (set(Workspace.objects.values_list("pk", flat=True)), set(User.objects.all())) == (
        before,
        people,
    )
    assert Membership.objects.count() == 3
    assert Workspace.objects.get().is_demo is False
    assert lines == [
        "Removed:",
        "       2 × assessment",
        "     186 × ballot",
        "       2 × client",
        "       2 × viewer's access",
        "      11 × draft",
        "      57 × fact",
        "     218 × participant",
        "       4 × round",
        "      16 × stakeholder group",
        "      90 × statement",
        "       3 × report",
        'The workspace "Demo consultancy" stays, because it has clients that are not part of the'
        " demo. It is an ordinary workspace now.",
        "These demo sign-ins stay. Their password is public, so change it for each:",
        "  manage.py changepassword consultant@example.com",
        "  manage.py changepassword owner@example.com",
        "  manage.py changepassword viewer@example.com",
    ]
    assert run("remove_demo") == "There is no demo; nothing was removed.\n"


def test_only_the_clients_of_the_demo_are_marked() -> None:
    ClientFactory(name="Alder Tools")
    run("load_demo")
    marks = Client.objects.order_by("name").values_list("name", "is_demo")
    assert list(marks) == [
        ("Alder Tools", False),
        ("Nordhaven Pumps", True),
        ("Osterby Home Care", True),
    ]


def test_the_removal_is_remembered_until_the_demo_is_loaded_again() -> None:
    run("load_demo")
    assert is_demo_unwanted() is False
    run("remove_demo")
    assert is_demo_unwanted() is True
    run("load_demo")
    assert is_demo_unwanted() is False


def test_people_who_are_at_home_elsewhere_keep_their_sign_in() -> None:
    run("load_demo")
    colleague = MembershipFactory(workspace=Workspace.objects.get()).user
    elsewhere = User.objects.get(email="owner@example.com")
    MembershipFactory(user=elsewhere)
    operator = User.objects.get(email="consultant@example.com")
    operator.is_staff = True
    operator.save()
    lines = run("remove_demo").splitlines()
    assert set(User.objects.all()) == {colleague, elsewhere, operator}
    assert lines[-2:] == [
        "  manage.py changepassword consultant@example.com",
        "  manage.py changepassword owner@example.com",
    ]
