"""Rehearsals: what a pass opens and what not, the job row, the words of the verdict."""

from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.enums import PlaceKind, RehearsalState, RehearsalTrouble
from assessments.models import Draft, Participant, Rehearsal, Session, SessionSeat, Vote
from assessments.selectors.answering import seat_of
from assessments.selectors.workshops.rehearsals import PASS, pass_for, simulated_place
from assessments.services.rounds import close_round
from assessments.services.workshops.rehearsals import (
    RehearsalLostError,
    claim_rehearsal,
    finish_rehearsal,
    forget_session,
    keep_lease,
    request_rehearsal,
    stop_rehearsal,
    sweep_rehearsals,
)
from assessments.services.workshops.rehearsing import Measured
from assessments.services.workshops.sessions import end_session, start_session
from assessments.services.workshops.steps import SessionStepError, show_item
from assessments.services.workshops.voting import CastVote, VoteStatus, cast_vote
from assessments.views.workshops.rehearsal import findings_of
from tests.assessments.test_clients import words
from tests.assessments.workshops.room import ASKED_OF_ALL, HEADCOUNTS, open_room
from tests.factories import WorkspaceFactory, open_round_with_groups
from tests.persons import persons_of

pytestmark = pytest.mark.django_db

GOOD = Measured(
    phones=30,
    joined=30,
    join_seconds=1.0,
    voted=30,
    votes=90,
    vote_p95=0.2,
    back=30,
    back_seconds=0.5,
    lost=0,
)


@pytest.fixture
def room():
    """A real workshop, and beside it a practice session of the same round."""
    return open_room(it=1)


@pytest.fixture
def practice(room):
    session = start_session(round=room.round, facilitator=None, is_rehearsal=True)
    return show_item(session_id=session.pk, version=session.version, item=ASKED_OF_ALL)


@pytest.fixture
def waiting():
    round, _groups = open_round_with_groups(HEADCOUNTS)
    return request_rehearsal(round=round)


def ask(name, session, shown, body=None):
    address = reverse(f"assessments:rehearsal-{name}", args=[session.pk])
    headers = {"Authorization": f"Rehearsal {shown}"}
    browser = Browser(enforce_csrf_checks=True)
    if body is None:
        return browser.get(address, headers=headers)
    return browser.post(address, body, content_type="application/json", headers=headers)


VOTE = {"item": ASKED_OF_ALL, "phase": 1, "value": "4", "sequence": 1}


def test_a_pass_gives_a_seat_and_a_vote_and_no_participant(room, practice):
    before = (list(Participant.objects.values()), list(Draft.objects.values()))
    shown = pass_for(practice, "it", 1)
    assert ask("seat", practice, shown, {}).status_code == 200
    assert ask("vote", practice, shown, VOTE).status_code == 201
    assert ask("vote", practice, shown, VOTE).status_code == 200
    state = ask("state", practice, shown).json()
    assert (state["item"], state["own"]) == (
        ASKED_OF_ALL,
        {"value": "4", "sequence": 1, "stored": True},
    )
    seat = SessionSeat.objects.get(session=practice)
    assert (seat.kind, Vote.objects.get().session_id) == (PlaceKind.SIMULATED, practice.pk)
    assert (list(Participant.objects.values()), list(Draft.objects.values())) == before


def test_what_is_no_pass_opens_nothing(room, practice):
    foreign = start_session(
        round=open_round_with_groups(HEADCOUNTS)[0], facilitator=None, is_rehearsal=True
    )
    forged = signing.dumps([str(practice.pk), "it", 1], salt="another purpose")
    unknown_group = signing.dumps([str(practice.pk), "nobody", 1], salt=PASS)
    passes = ["", "nonsense", forged, unknown_group, pass_for(foreign, "it", 1)]
    passes += room.tokens["it"]
    for shown in passes:
        assert ask("seat", practice, shown, {}).status_code == 401
        assert ask("vote", practice, shown, VOTE).status_code == 401
        assert ask("state", practice, shown).status_code == 401
    assert not Vote.objects.exists()


def test_a_pass_runs_out(practice, monkeypatch):
    shown = pass_for(practice, "it", 1)
    assert simulated_place(practice, shown) is not None
    over = timedelta(seconds=-1)
    monkeypatch.setattr("assessments.selectors.workshops.rehearsals.PASS_LASTS", over)
    assert simulated_place(practice, shown) is None


def test_a_pass_opens_no_real_workshop(room, practice):
    room.show()
    shown = pass_for(room.session, "it", 1)
    assert ask("vote", room.session, shown, VOTE).status_code == 401
    assert not Vote.objects.exists()


def test_a_real_phone_does_not_vote_in_a_practice_session(room, practice):
    (token,) = room.tokens["it"]
    assert seat_of(token=token, round_id=room.round.pk) is not None
    result = cast_vote(
        token=token,
        round_id=room.round.pk,
        session_id=practice.pk,
        vote=CastVote(ASKED_OF_ALL, 1, "4", 1),
    )
    assert result.status is VoteStatus.OVER
    assert Draft.objects.get().answers == {}


def test_a_practice_session_goes_with_all_it_made(room, practice):
    room.show()
    room.vote(room.tokens["it"][0], "4")
    ask("seat", practice, pass_for(practice, "it", 1), {})
    ask("vote", practice, pass_for(practice, "it", 1), VOTE)
    forget_session(practice.pk)
    assert list(Session.objects.all()) == [room.now]
    assert {vote.session_id for vote in Vote.objects.all()} == {room.session.pk}
    assert {seat.session_id for seat in SessionSeat.objects.all()} == {room.session.pk}


def test_a_real_workshop_is_never_forgotten(room):
    forget_session(room.session.pk)
    assert Session.objects.get() == room.now


def test_a_rehearsal_is_claimed_once(waiting):
    assert claim_rehearsal(rehearsal_id=waiting.pk)
    assert not claim_rehearsal(rehearsal_id=waiting.pk)


def test_a_second_press_finds_the_one_that_runs(waiting):
    assert request_rehearsal(round=waiting.round) == waiting


def test_a_new_one_takes_the_place_of_the_last_result(waiting):
    claim_rehearsal(rehearsal_id=waiting.pk)
    finish_rehearsal(rehearsal_id=waiting.pk, measured={})
    again = request_rehearsal(round=waiting.round)
    assert list(Rehearsal.objects.all()) == [again]


def test_nobody_rehearses_while_people_are_in_a_workshop(room):
    with pytest.raises(SessionStepError, match="A workshop is going on"):
        request_rehearsal(round=room.round)
    room.step(end_session)
    close_round(round=room.round)
    room.round.refresh_from_db()
    with pytest.raises(SessionStepError, match="open round"):
        request_rehearsal(round=room.round)


def test_the_sweep_breaks_off_what_a_dead_worker_left(waiting):
    claim_rehearsal(rehearsal_id=waiting.pk)
    start_session(round=waiting.round, facilitator=None, is_rehearsal=True)
    sweep_rehearsals()
    assert Session.objects.exists(), "it runs, and its lease is good"
    Rehearsal.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweep_rehearsals()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.trouble) == (
        RehearsalState.FAILED,
        RehearsalTrouble.WORKER_LOST,
    )
    assert not Session.objects.exists()
    with pytest.raises(RehearsalLostError):
        keep_lease(rehearsal_id=waiting.pk)
    finish_rehearsal(rehearsal_id=waiting.pk, measured={})
    waiting.refresh_from_db()
    assert waiting.state == RehearsalState.FAILED


def test_a_stopped_rehearsal_is_over_and_its_worker_loses_it(waiting):
    claim_rehearsal(rehearsal_id=waiting.pk)
    start_session(round=waiting.round, facilitator=None, is_rehearsal=True)
    stop_rehearsal(round=waiting.round)
    with pytest.raises(RehearsalLostError):
        keep_lease(rehearsal_id=waiting.pk)
    sweep_rehearsals()
    assert not Session.objects.exists()
    again = request_rehearsal(round=waiting.round)
    stop_rehearsal(round=waiting.round)
    assert not claim_rehearsal(rehearsal_id=again.pk), "stopped while it waited"
    again.refresh_from_db()
    assert (again.state, again.trouble) == (RehearsalState.FAILED, RehearsalTrouble.STOPPED)


def test_the_sweep_leaves_workshops_alone_and_tells_workers_again(room, waiting):
    Rehearsal.objects.update(hinted_at=timezone.now() - timedelta(minutes=1))
    sweep_rehearsals()
    assert Session.objects.get() == room.now
    waiting.refresh_from_db()
    assert waiting.hinted_at > timezone.now() - timedelta(seconds=10)


def test_looking_for_nothing_is_cheap(room):
    with CaptureQueriesContext(connection) as captured:
        sweep_rehearsals()
    assert len(captured) <= 3


@pytest.mark.parametrize(
    ("place", "worse"),
    [
        (0, {"joined": 29}),
        (0, {"join_seconds": 5.1}),
        (1, {"voted": 29}),
        (1, {"vote_p95": 0.51}),
        (2, {"back": 29}),
        (2, {"back_seconds": 5.1}),
        (3, {"lost": 1}),
    ],
)
def test_each_limit_is_told_with_its_number(place, worse):
    measured = asdict(replace(GOOD, **worse))
    findings = findings_of(Rehearsal(measured=measured))
    assert [each.is_good for each in findings] == [each != place for each in range(4)]
    assert all(each.advice for each in findings)
    assert all(each.is_good for each in findings_of(Rehearsal(measured=asdict(GOOD)))), (
        "the same without what is worse"
    )


def test_the_page_starts_one_shows_progress_and_says_what_to_do():
    persons = persons_of(WorkspaceFactory(slug="north-star"))
    round, _groups = open_round_with_groups(
        HEADCOUNTS, assessment__client__workspace=persons.workspace
    )
    page = reverse("assessments:rehearsal", args=["north-star", round.pk])
    progress = reverse("assessments:rehearsal-progress", args=["north-star", round.pk])
    start = reverse("assessments:workshop", args=["north-star", round.pk])
    assert page in words(persons.owner.get(start))
    assert persons.owner.post(page).status_code == 302
    assert "Waiting for the program that rehearses" in words(persons.owner.get(progress))
    assert "hx-get" in words(persons.owner.get(page))
    persons.owner.post(page, {"stop": "1"})
    told = words(persons.owner.get(progress))
    assert "The rehearsal was stopped." in told
    assert "hx-get" not in told
    persons.owner.post(page)
    rehearsal = Rehearsal.objects.get()
    claim_rehearsal(rehearsal_id=rehearsal.pk)
    finish_rehearsal(rehearsal_id=rehearsal.pk, measured=asdict(replace(GOOD, vote_p95=0.8)))
    told = words(persons.owner.get(progress))
    assert "Not passed yet" in told
    assert "95 of 100 votes within 0.80 seconds" in told
    assert "See that no report is being built" in told
    assert "hx-get" not in told
