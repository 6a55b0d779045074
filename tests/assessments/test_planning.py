"""Planning a round, changing the plan, and what may change once it is open."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.enums import AnonymityMode, RoundState
from assessments.models import Round
from assessments.selectors.planning import next_label
from assessments.services.rounds import (
    CODE_ALPHABET,
    GroupPlan,
    RoundStateError,
    adjust_round,
    plan_round,
    revise_round,
)
from tests.assessments.test_clients import words
from tests.factories import (
    AssessmentFactory,
    FrameworkVersionFactory,
    WorkspaceFactory,
    open_round_with_groups,
)
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
# A day more, because the suite may run over midnight.
LAST_DAY = TODAY + timedelta(days=15)
OVER = TODAY - timedelta(days=1)

TYPED = {
    "label": "Q4 2026",
    "opens_on": TODAY.isoformat(),
    "closes_on": LAST_DAY.isoformat(),
    "k": "5",
    "mode": "confidential",
    "group-executives-label": "Board",
    "group-executives-headcount": "6",
    "group-executives-choice": "I am on the board.",
    "group-business-label": "Business managers",
    "group-business-headcount": "0",
    "group-business-choice": "",
    "group-frontline-label": "Frontline",
    "group-frontline-headcount": "",
    "group-frontline-choice": "",
    "group-it-label": "IT",
    "group-it-headcount": "4",
    "group-it-choice": "I build systems.",
}


@pytest.fixture
def persons() -> Persons:
    return persons_of(WorkspaceFactory(slug="north-star"))


@pytest.fixture
def assessment(persons):
    FrameworkVersionFactory()
    return AssessmentFactory(client__workspace=persons.workspace)


@pytest.fixture
def address(assessment) -> str:
    return reverse("assessments:round-new", args=["north-star", assessment.pk])


def edit_address(round: Round) -> str:
    return reverse("assessments:round-edit", args=[round.workspace.slug, round.pk])


def groups_of(round: Round) -> list[tuple[str, str, int, str]]:
    return list(round.groups.values_list("code", "label", "headcount", "choice"))


@pytest.mark.parametrize(
    ("cadence", "today", "taken", "label"),
    [
        ("quarterly", date(2026, 11, 22), set(), "Q4 2026"),
        ("quarterly", date(2026, 1, 1), set(), "Q1 2026"),
        ("quarterly", date(2026, 11, 22), {"Q4 2026"}, "Q1 2027"),
        ("quarterly", date(2026, 11, 22), {"Q4 2026", "Q1 2027"}, "Q2 2027"),
        ("half_yearly", date(2026, 6, 30), set(), "H1 2026"),
        ("half_yearly", date(2026, 7, 1), {"H2 2026"}, "H1 2027"),
        ("once", date(2026, 7, 1), set(), "2026"),
    ],
)
def test_the_suggested_name_is_the_next_period_without_a_round(
    cadence, today, taken, label
) -> None:
    assert next_label(cadence, today, taken) == label


def test_the_form_of_a_first_round_has_sensible_defaults(persons, address) -> None:
    form = persons.owner.get(address).context["form"]

    today = timezone.localdate()
    assert form["opens_on"].value() == today
    assert form["closes_on"].value() == today + timedelta(days=14)
    assert (form["k"].value(), form["mode"].value()) == (5, "confidential")
    assert [(group["label"].value(), group["headcount"].value()) for group in form.groups] == [
        ("Executives", None),
        ("Business managers", None),
        ("Frontline", None),
        ("IT", None),
    ]


def test_planning_a_round(persons, assessment, address) -> None:
    answer = persons.owner.post(address, TYPED)

    round = Round.objects.get()
    assert answer.url == f"/w/north-star/rounds/{round.pk}/"
    assert (round.label, round.number, round.state, round.k) == ("Q4 2026", 1, "draft", 5)
    assert (round.opens_on, round.closes_on) == (TODAY, LAST_DAY)
    assert groups_of(round) == [
        ("executives", "Board", 6, "I am on the board."),
        ("it", "IT", 4, "I build systems."),
    ]
    assert len(round.code) == 8
    assert set(round.code) <= set(CODE_ALPHABET)


def test_the_sides_of_the_groups_come_from_the_framework(persons, address) -> None:
    persons.owner.post(address, TYPED)

    sides = dict(Round.objects.get().groups.values_list("code", "side"))
    assert sides == {"executives": "business", "it": "it"}


def test_the_next_round_copies_groups_and_anonymity_from_the_last(
    persons, assessment, address
) -> None:
    persons.owner.post(address, TYPED | {"k": "7", "mode": "anonymous"})

    form = persons.owner.get(address).context["form"]

    assert (form["k"].value(), form["mode"].value()) == (7, "anonymous")
    assert form["label"].value() != "Q4 2026"
    assert [
        (group["label"].value(), group["headcount"].value(), group["choice"].value())
        for group in form.groups
    ][0::3] == [("Board", 6, "I am on the board."), ("IT", 4, "I build systems.")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"k": "2"}, "Choose a number from 3 to 20."),
        ({"k": "21"}, "Choose a number from 3 to 20."),
        (
            {"opens_on": (LAST_DAY + timedelta(days=1)).isoformat()},
            "The round must not close before it opens.",
        ),
        ({"closes_on": OVER.isoformat()}, "This day is over. Choose today or a later day."),
        ({"opens_on": "1999-12-31"}, "Choose a day in 2000 or later."),
        ({"opens_on": "0001-01-01"}, "Choose a day in 2000 or later."),
        ({"closes_on": "9999-12-31"}, "Choose a day within the next five years."),
        (
            {"closes_on": (TODAY + timedelta(days=5 * 366)).isoformat()},
            "Choose a day within the next five years.",
        ),
        ({"group-executives-label": " it "}, "Another group has this name already."),
        ({"group-executives-label": "I\u200bT\u202e"}, "Another group has this name already."),
        ({"group-it-label": "\u200b\u2066"}, "This field is required."),
        ({"closes_on": "soon"}, "Enter a valid date."),
        ({"mode": "public"}, "Select a valid choice."),
        ({"group-it-headcount": "-1"}, "Enter 0 or more."),
        ({"group-it-headcount": "four"}, "Enter a whole number."),
        ({"group-it-label": ""}, "This field is required."),
        (
            {"group-it-headcount": "0", "group-executives-headcount": ""},
            "Give at least one group the number of its people.",
        ),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_is_kept(persons, address, change, message) -> None:
    answer = persons.owner.post(address, TYPED | change)

    page = words(answer)
    assert answer.status_code == 200
    assert message in page
    assert 'value="6"' in page or "group-executives-headcount" in change
    assert 'value="I build systems."' in page
    assert not Round.objects.exists()


def test_only_the_second_of_two_equal_names_is_refused(persons, address) -> None:
    form = persons.owner.post(address, TYPED | {"group-executives-label": "it"}).context["form"]

    assert [list(group.errors) for group in form.groups] == [[], [], [], ["label"]]


def test_a_group_that_is_left_out_takes_no_name(persons, address) -> None:
    persons.owner.post(address, TYPED | {"group-business-label": "IT"})

    assert [group[1] for group in groups_of(Round.objects.get())] == ["Board", "IT"]


def test_names_lose_what_cannot_be_seen(persons, address) -> None:
    persons.owner.post(
        address,
        TYPED | {"label": "Q4\u202e\u200b 2026\ufeff", "group-it-label": "\u2067 I\u200dT  team"},
    )

    round = Round.objects.get()
    assert round.label == "Q4 2026"
    assert [group[1] for group in groups_of(round)] == ["Board", "IT team"]


def test_a_plan_may_start_in_the_past_and_end_today(persons, address) -> None:
    persons.owner.post(
        address, TYPED | {"opens_on": OVER.isoformat(), "closes_on": LAST_DAY.isoformat()}
    )

    assert Round.objects.get().opens_on == OVER


def test_a_plan_without_a_group_that_the_verdict_needs_says_so(persons, address) -> None:
    page = words(persons.owner.post(address, TYPED, follow=True))

    assert "Without Business managers and Frontline the report cannot give a verdict." in page


def test_a_plan_with_all_groups_has_no_such_warning(persons, address) -> None:
    all_asked = {"group-business-headcount": "30", "group-frontline-headcount": "160"}

    page = words(persons.owner.post(address, TYPED | all_asked, follow=True))

    assert "cannot give a verdict" not in page


def test_several_mistakes_are_shown_at_once(persons, address) -> None:
    page = words(persons.owner.post(address, TYPED | {"k": "2", "group-it-headcount": "four"}))

    assert "Choose a number from 3 to 20." in page
    assert "Enter a whole number." in page


def test_a_small_group_is_announced_on_the_plan(persons, address) -> None:
    answer = persons.owner.post(address, TYPED, follow=True)

    assert "IT has fewer than 5 people." in words(answer)


def test_changing_the_plan_replaces_the_groups(persons, address) -> None:
    persons.owner.post(address, TYPED)
    round = Round.objects.get()
    code = round.code

    answer = persons.owner.post(
        edit_address(round),
        TYPED | {"group-executives-headcount": "0", "k": "4", "has_consent": "on"},
    )

    round.refresh_from_db()
    assert answer.url == f"/w/north-star/rounds/{round.pk}/"
    assert [group[0] for group in groups_of(round)] == ["it"]
    assert (round.k, round.code) == (4, code)


def test_fewer_than_five_are_shown_only_with_consent(persons, address) -> None:
    answer = persons.owner.post(address, TYPED | {"k": "4"})

    assert "Fewer than 5 needs the consent of everybody in the small group." in words(answer)
    assert not Round.objects.exists()

    persons.owner.post(address, TYPED | {"k": "4", "has_consent": "on"})
    assert Round.objects.get().k == 4


def test_consent_is_asked_for_anew_in_the_next_round(persons, address) -> None:
    persons.owner.post(address, TYPED | {"k": "4", "has_consent": "on"})
    round = Round.objects.get()

    assert persons.owner.get(edit_address(round)).context["form"]["has_consent"].value() is True
    assert not persons.owner.get(address).context["form"]["has_consent"].value()


def test_an_open_round_changes_its_name_and_last_day_only(persons) -> None:
    round, _groups = open_round_with_groups(
        assessment__client__workspace=persons.workspace, k=5, opens_on=timezone.localdate()
    )
    later = timezone.localdate() + timedelta(days=30)

    page = words(persons.owner.get(edit_address(round)))
    persons.owner.post(
        edit_address(round), TYPED | {"label": "Autumn", "closes_on": later.isoformat(), "k": "3"}
    )

    before = groups_of(round)
    round.refresh_from_db()
    assert "only its name and its last day can change" in page
    assert (round.label, round.closes_on, round.k) == ("Autumn", later, 5)
    assert groups_of(round) == before


def test_an_open_round_cannot_end_in_the_past(persons) -> None:
    round, _groups = open_round_with_groups(assessment__client__workspace=persons.workspace)
    yesterday = timezone.localdate() - timedelta(days=1)

    answer = persons.owner.post(
        edit_address(round), {"label": "Autumn", "closes_on": yesterday.isoformat()}
    )

    assert "This day is over." in words(answer)


def test_a_closed_round_stays_as_it_is(persons) -> None:
    round, _groups = open_round_with_groups(
        assessment__client__workspace=persons.workspace, state=RoundState.CLOSED
    )

    answer = persons.owner.post(edit_address(round), {"label": "Changed"}, follow=True)

    round.refresh_from_db()
    assert "A closed round stays as it is." in words(answer)
    assert round.label == "Q4 2026"


def test_the_services_refuse_what_the_state_forbids() -> None:
    open_one, _groups = open_round_with_groups()
    closed, _groups = open_round_with_groups(state=RoundState.CLOSED)
    plan = {
        "label": "New",
        "k": 3,
        "mode": AnonymityMode.ANONYMOUS,
        "opens_on": None,
        "closes_on": None,
        "groups": [GroupPlan(code="it", label="IT", headcount=9)],
    }

    with pytest.raises(RoundStateError):
        revise_round(round=open_one, **plan)
    with pytest.raises(RoundStateError):
        adjust_round(round=closed, label="New", closes_on=None)

    open_one.refresh_from_db()
    closed.refresh_from_db()
    assert (open_one.label, open_one.k, closed.label) == ("Q4 2026", 5, "Q4 2026")


def test_rounds_are_numbered_within_their_assessment(assessment) -> None:
    plan = {
        "k": 5,
        "mode": AnonymityMode.CONFIDENTIAL,
        "opens_on": None,
        "closes_on": None,
        "groups": [],
    }

    rounds = [plan_round(assessment=assessment, label=f"Round {n}", **plan) for n in (1, 2)]

    assert [round.number for round in rounds] == [1, 2]
    assert rounds[0].code != rounds[1].code
