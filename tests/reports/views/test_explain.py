"""How a number comes about: for members and visitors, of what their audience sees."""

import pytest
from django.urls import reverse

from reports.enums import Audience
from reports.selectors.wording import wording_of
from reports.story.explanation import explain, explanation_story
from scoring.release import Release
from tests.factories import MembershipFactory
from tests.persons import signed_in
from tests.reports.shares import link_of, ready_report, shared, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return ready_report()


def asked(report, part):
    owner = MembershipFactory(workspace=report.round.workspace).user
    address = reverse("reports:explain", args=[report.round.workspace.slug, report.round_id, part])
    return signed_in(owner).get(address)


def asked_by_visitor(token, part):
    address = reverse("reports:shared-explain", args=[link_of(token).pk, part])
    return visitor(token).get(address)


@pytest.mark.parametrize("part", ["overall", "S", "S1", "S1a", "G1"])
def test_everything_has_a_page(report, part):
    answer = asked(report, part)
    assert answer.status_code == 200
    assert b"data-explanation" in answer.content


def test_every_part_of_the_release_can_be_explained(report):
    """Each with the words of the framework, and with a link to each of its parts."""
    release = Release.from_json(report.release)
    wording = wording_of(report.round)
    parts = (release.dimensions, release.capabilities, release.items, release.gates)
    for code in [part.code for kind in parts for part in kind]:
        assert explanation_story(explain(release, wording, code), release, wording).sums


@pytest.mark.parametrize("part", ["nowhere", "sides_gap-nowhere", "S99"])
def test_what_is_not_there_is_not_found(report, part):
    assert asked(report, part).status_code == 404


def test_before_there_is_a_report_it_leads_to_how_far_it_is(report):
    report.delete()
    assert asked(report, "S").headers["Location"].endswith("/report/")


def test_the_steering_group_may_ask_for_all(report):
    token = shared(report, Audience.STEERING)
    answers = [asked_by_visitor(token, part) for part in ("overall", "S", "S1", "S1a", "G1")]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert answers[0].headers["Cache-Control"] == "no-store"
    assert b"people" in answers[3].content


def test_the_team_reads_no_numbers_of_people(report):
    token = shared(report, Audience.TEAM)
    answer = asked_by_visitor(token, "S1a")
    assert answer.status_code == 200
    assert b"answers 1 to 5" not in answer.content
    assert b" people</span>" not in answer.content


def test_the_board_may_not_ask_for_what_it_does_not_see(report):
    token = shared(report, Audience.BOARD)
    whole = asked_by_visitor(token, "overall")
    assert whole.status_code == 200
    assert b"/explain/" not in whole.content
    for part in ("S", "S1", "S1a", "G1", "sides_gap-A1"):
        assert asked_by_visitor(token, part).status_code == 404


def test_a_password_comes_first(report):
    token = shared(report, Audience.STEERING, password="harbour lantern seven")
    answer = asked_by_visitor(token, "S")
    assert answer.status_code == 302
    assert answer.url == reverse("reports:shared", args=[link_of(token).pk])


def test_without_a_pass_there_is_nothing(report, client):
    token = shared(report)
    answer = client.get(reverse("reports:shared-explain", args=[link_of(token).pk, "S"]))
    assert answer.status_code == 404
