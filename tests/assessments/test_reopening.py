"""Opening a closed round again for people who are late."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.enums import ParticipantState, RoundState
from assessments.models import Ballot, Draft, Participant, Round
from assessments.services.answering import submit_ballot
from assessments.services.joining import join_round
from assessments.services.reopening import reopen_round
from assessments.services.rounds import RoundStateError, close_round
from tests.factories import ParticipantFactory, RoundFactory, open_round_with_groups

pytestmark = pytest.mark.django_db


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def test_a_closed_round_is_open_until_the_new_last_day():
    yesterday = timezone.localdate() - timedelta(days=1)
    closed = RoundFactory(state=RoundState.CLOSED, closes_on=yesterday)
    promised = (closed.k, closed.mode, closed.promise_text, closed.promise_hash)
    round = reopen_round(round=closed, closes_on=tomorrow())
    assert (round.state, round.closes_on) == (RoundState.OPEN, tomorrow())
    assert (round.k, round.mode, round.promise_text, round.promise_hash) == promised


def test_whoever_did_not_hand_in_answers_and_is_sealed_with_the_others():
    round, groups = open_round_with_groups()
    early, late = (join_round(round=round, group=groups["it"]) for _person in range(2))
    submit_ballot(token=early, round_id=round.pk)
    close_round(round=round)
    first = Ballot.objects.get()
    reopen_round(round=round, closes_on=tomorrow())
    assert Draft.objects.get().answers == {}
    submit_ballot(token=late, round_id=round.pk)
    close_round(round=round)
    assert (Ballot.objects.count(), Draft.objects.count()) == (2, 0)
    assert not Ballot.objects.filter(pk=first.pk).exists()
    assert set(Ballot.objects.values_list("day", flat=True)) == {timezone.localdate()}


def test_whoever_handed_in_cannot_do_so_again():
    round, groups = open_round_with_groups()
    token = join_round(round=round, group=groups["it"])
    submit_ballot(token=token, round_id=round.pk)
    close_round(round=round)
    reopen_round(round=round, closes_on=tomorrow())
    assert submit_ballot(token=token, round_id=round.pk) is None
    assert Ballot.objects.count() == 1


def test_an_invited_person_still_has_to_accept():
    invited = ParticipantFactory(
        state=ParticipantState.INVITED, group__round__state=RoundState.CLOSED
    )
    reopen_round(round=invited.round, closes_on=tomorrow())
    assert Participant.objects.get().state == ParticipantState.INVITED
    assert not Draft.objects.exists()


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.OPEN, RoundState.PUBLISHED])
def test_only_a_closed_round_is_opened_again(state):
    with pytest.raises(RoundStateError):
        reopen_round(round=RoundFactory(state=state), closes_on=tomorrow())


def test_the_new_last_day_is_not_over():
    round = RoundFactory(state=RoundState.CLOSED)
    with pytest.raises(RoundStateError):
        reopen_round(round=round, closes_on=timezone.localdate() - timedelta(days=1))
    assert Round.objects.get().state == RoundState.CLOSED
