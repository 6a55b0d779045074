"""What if: a page for members and for visitors who see all that it starts from."""

import json
import re
from dataclasses import replace

import pytest
from django.urls import reverse

from reports.enums import Audience
from scoring.release import Release
from scoring.what_if import what_if_of
from tests.factories import MembershipFactory, built_in_framework
from tests.persons import signed_in
from tests.reports.shares import link_of, ready_report, shared, visitor

pytestmark = pytest.mark.django_db

DATA = re.compile(r'<script id="what-if-data" type="application/json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def report():
    return ready_report()


def page_of(report):
    owner = MembershipFactory(workspace=report.round.workspace).user
    address = reverse("reports:what-if", args=[report.round.workspace.slug, report.round_id])
    return signed_in(owner).get(address)


def test_the_page_holds_the_rules_and_the_start_as_data(report):
    answer = page_of(report)
    assert answer.status_code == 200
    (found,) = DATA.findall(answer.content.decode())
    held = json.loads(found)
    del held["words"]
    expected = what_if_of(built_in_framework(), Release.from_json(report.release))
    assert held == expected.to_json()


def test_where_a_gate_is_hidden_it_says_why_there_is_none(report):
    release = Release.from_json(report.release)
    gates = tuple(replace(gate, status=None, value=None) for gate in release.gates)
    report.release = replace(release, gates=gates).to_json()
    report.save(update_fields=["release"])
    answer = page_of(report)
    assert b"A scenario would have to guess it" in answer.content
    assert b"what-if-data" not in answer.content


def test_before_there_is_a_report_it_says_how_far_it_is(report):
    report.delete()
    address = reverse("reports:report", args=[report.round.workspace.slug, report.round_id])
    assert page_of(report).headers["Location"] == address


@pytest.mark.parametrize(
    ("audience", "status"),
    [(Audience.STEERING, 200), (Audience.TEAM, 200), (Audience.BOARD, 404)],
)
def test_visitors_who_see_all_that_it_starts_from_may_ask(report, audience, status):
    token = shared(report, audience)
    answer = visitor(token).get(reverse("reports:shared-what-if", args=[link_of(token).pk]))
    assert answer.status_code == status


def test_a_password_comes_first(report):
    token = shared(report, Audience.STEERING, password="harbour lantern seven")
    answer = visitor(token).get(reverse("reports:shared-what-if", args=[link_of(token).pk]))
    assert answer.status_code == 302
