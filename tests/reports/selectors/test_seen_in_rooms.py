"""What a report counts out beside the bars a room has seen."""

import pytest
from django.utils import timezone

from assessments.models import Ballot, Session
from assessments.services.workshops.sessions import end_session, start_session
from assessments.services.workshops.steps import vote_again
from reports.models import Report
from reports.selectors.workshops import seen_in_rooms
from reports.services.building import build_report
from reports.services.requesting import close_and_request
from scoring.release import Release
from tests.assessments.workshops.room import ASKED_OF_ALL, HEADCOUNTS, Room
from tests.factories import UserFactory, open_round_with_groups

pytestmark = pytest.mark.django_db

NINE = (1, 2, 2, 2, 2, 3, 3, 3, 4)


def held(levels: tuple[int, ...]) -> Room:
    """A workshop in which so many of the business side vote, and then a second time."""
    round, groups = open_round_with_groups(HEADCOUNTS)
    facilitator = UserFactory()
    room = Room(round, groups, facilitator, start_session(round=round, facilitator=facilitator))
    room.show(ASKED_OF_ALL)
    for token, level in zip(room.come_in("business", len(levels)), levels, strict=True):
        room.vote(token, str(level))
    room.reveal()
    return room


def cell_in_report(room: Room, levels: tuple[int, ...]):
    """Let so many hand in, and return what the report shows of the business side."""
    for level in levels:
        Ballot.objects.create(
            workspace_id=room.round.workspace_id,
            round=room.round,
            group=room.groups["business"],
            answers={ASKED_OF_ALL: level},
            day=timezone.localdate(),
        )
    build_report(report_id=close_and_request(round=room.round).pk)
    release = Release.from_json(Report.objects.get(round=room.round).release)
    item = next(item for item in release.items if item.code == ASKED_OF_ALL)
    return next(cell for cell in item.cells if cell.group == "business")


def test_beside_bars_of_one_person_more_a_report_counts_nothing_out():
    """Whoever saw the bars and knows who has not handed in would learn that person's answer."""
    cell = cell_in_report(held(NINE), NINE[:8])
    assert (cell.counts, cell.mean, cell.about) == ((), None, 2)


def test_beside_bars_of_the_same_answers_it_counts_them_out():
    cell = cell_in_report(held(NINE), NINE)
    assert cell.counts == (1, 4, 3, 1, 0)


def test_only_first_votes_of_real_workshops_count():
    room = held(NINE)
    room.step(vote_again)
    room.reveal()
    assert [seen.n for seen in seen_in_rooms(room.round)[ASKED_OF_ALL, "business"]] == [9]
    room.step(end_session)
    Session.objects.update(is_rehearsal=True)
    assert seen_in_rooms(room.round) == {}
