"""What a report reads of a round's workshops, and what it never does."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.services.erasure import erase_person
from assessments.models import Round, Session
from assessments.services.workshops.sessions import end_session, start_session
from assessments.services.workshops.steps import vote_again
from reports.enums import FileKind
from reports.models import Report
from reports.selectors.contents import outline_for
from reports.selectors.file_inputs import said_by_files
from reports.selectors.workshops import facilitators_of, workshops_of
from reports.services.building import build_report
from reports.services.requesting import close_and_request
from reports.workshops import Agreed
from scoring.json_form import from_plain
from scoring.release.live import LiveRelease
from tests.assessments.workshops.room import ASKED_OF_ALL, held_workshop
from tests.factories import UserFactory
from tests.reports.samples import sample_round

pytestmark = pytest.mark.django_db


def ended(round: Round, **person):
    """Hold a workshop of one item and end it."""
    room = held_workshop(round, UserFactory(**person))
    room.step(end_session)
    return room


def now():
    return timezone.now()


def test_a_round_without_workshops_has_none() -> None:
    assert workshops_of(sample_round(), now()) == ()


def test_votes_are_told_as_they_were_shown_with_what_was_agreed() -> None:
    round = sample_round()
    room = ended(round, name="Ada King")
    (held,) = workshops_of(round, now())
    (said,) = held.items
    reveal = room.now.reveals.get()
    assert (held.day, held.facilitators) == (timezone.localdate(), ("Ada King",))
    assert (said.item, said.first, said.second) == (
        ASKED_OF_ALL,
        from_plain(LiveRelease, reveal.shown),
        None,
    )
    assert said.agreed == Agreed(3, "Sales showed the new list.", 1, is_above_votes=False)


def test_a_second_vote_stands_beside_the_first() -> None:
    round = sample_round()
    room = held_workshop(round, UserFactory())
    room.step(vote_again)
    room.reveal()
    room.step(end_session)
    (held,) = workshops_of(round, now())
    assert len(held.items[0].votes) == 2


def test_rehearsals_and_workshops_that_showed_nothing_are_left_out() -> None:
    round = sample_round()
    ended(round)
    Session.objects.update(is_rehearsal=True)
    silent = start_session(round=round, facilitator=UserFactory())
    end_session(session_id=silent.pk, version=silent.version)
    assert workshops_of(round, now()) == ()


def test_a_workshop_that_ended_later_is_in_the_next_report() -> None:
    round = sample_round()
    ended(round)
    assert workshops_of(round, now() - timedelta(hours=1)) == ()


def test_the_workshop_that_closing_ends_is_in_the_report() -> None:
    round = sample_round()
    held_workshop(round, UserFactory())
    report = close_and_request(round=round)
    build_report(report_id=report.pk)
    report = Report.objects.get()
    assert Session.objects.get().has_ended
    keys = [entry.key for entry in outline_for(report).entries]
    assert keys.index("workshop") == keys.index("agreement") + 1
    chapter = outline_for(report).chapter("workshop")
    assert "Sales showed the new list." in json.dumps(str(chapter))


def test_reports_differ_by_their_workshops() -> None:
    hashes = set()
    for is_held in (False, True):
        round = sample_round(label="Q4")
        if is_held:
            held_workshop(round, UserFactory())
        build_report(report_id=close_and_request(round=round).pk)
        report = round.reports.get()
        hashes.add(report.content_hash)
    assert len(hashes) == 2


def test_an_erased_facilitator_leaves_the_report_and_its_files_are_made_anew() -> None:
    round = sample_round()
    room = held_workshop(round, UserFactory(name="Ada King"))
    build_report(report_id=close_and_request(round=round).pk)
    report = Report.objects.get()
    before = said_by_files(report)
    erase_person(user=room.facilitator)
    report = Report.objects.get()
    after = said_by_files(report)
    assert before[FileKind.REPORT] != after[FileKind.REPORT]
    assert "Ada King" not in str(outline_for(report).chapter("workshop"))


def test_whoever_agreed_a_level_stands_beside_who_started(django_assert_num_queries) -> None:
    round = sample_round()
    room = ended(round, name="Ada King")
    other = UserFactory(name="Grace Hall")
    room.now.agreed_levels.update(facilitator=other)
    with django_assert_num_queries(1):
        assert facilitators_of(round, now()) == [["Ada King", "Grace Hall"]]
    other.delete()
    assert facilitators_of(round, now()) == [["Ada King", None]]
    assert facilitators_of(round, now() - timedelta(hours=1)) == []


def test_one_query_without_workshops_and_four_with(django_assert_num_queries) -> None:
    round = sample_round()
    with django_assert_num_queries(1):
        workshops_of(round, now())
    ended(round)
    with django_assert_num_queries(4):
        workshops_of(round, now())
