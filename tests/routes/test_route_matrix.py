"""Every route × everybody × own, foreign and absent objects × every method."""

import types

import pytest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import get_resolver, path, reverse
from django.views.decorators.http import require_safe

from accounts.access import member_required
from assessments.models import Client
from crm_readiness import urls
from reports.models import Report
from tests.routes.classification import OPERATORS_BLOCK, ROUTES, Route
from tests.routes.doors import MEMBERS, Outcome, Role
from tests.routes.matrix import (
    Known,
    ScorecardLoadedError,
    ask,
    faults,
    outcome,
    routes_of,
    unclassified,
)

pytestmark = pytest.mark.django_db

KNOWN = list(routes_of(get_resolver().url_patterns))
CLASSIFIED = [known for known in KNOWN if known.name in ROUTES]
# Without the nameless ones, by which old addresses lead to the pages that have a name.
OPERATORS_PAGES = [
    known for known in KNOWN if known.name.startswith(OPERATORS_BLOCK) and "<" not in known.name
]
AT_THE_DOOR = {"admin:login", "admin:logout"}


def test_every_route_is_classified() -> None:
    assert unclassified(KNOWN, ROUTES) == []


@pytest.mark.parametrize("known", CLASSIFIED, ids=[known.name for known in CLASSIFIED])
def test_everybody_is_answered_as_the_route_is_classified(world, known) -> None:
    assert [
        fault for role in Role for fault in faults(world, known, ROUTES[known.name], role)
    ] == []


# --- The operator's pages, as a block -------------------------------------------------------------


def operators_address(known: Known, world) -> str:
    """An address of the block; objects are named by an id that nothing has."""
    absent = world.nowhere.parts["round_id"]
    parts = {"app_label": "accounts", "url": "nowhere/", "content_type_id": 1}
    return reverse(known.name, kwargs={part: parts.get(part, absent) for part in known.parts})


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
def test_the_operators_pages_are_for_operators(world, role, method) -> None:
    let_in = [
        known.name
        for known in OPERATORS_PAGES
        if known.name not in AT_THE_DOOR
        and ask(world, role, method, operators_address(known, world)).status_code != 302
    ]
    assert let_in == []


def test_operators_get_in(world) -> None:
    met = {
        known.name: ask(world, Role.OPERATOR, "GET", operators_address(known, world)).status_code
        for known in OPERATORS_PAGES
        if known.parts == ()
    }
    assert met["admin:index"] == 200
    assert {name for name, status in met.items() if status >= 500} == set()


# --- Controls: what the matrix must find -------------------------------------------------------


@member_required
def leaky(request, client_id) -> HttpResponse:
    """A page that forgets the workspace of what it shows, and the methods it knows."""
    return HttpResponse(get_object_or_404(Client, pk=client_id).name)


def telling(request, workspace, client_id) -> HttpResponse:
    """A page that answers a foreign client otherwise than an absent one."""
    is_there = Client.objects.filter(pk=client_id).exists()
    return HttpResponse("not yours" if is_there else "not there", status=404)


@member_required
@require_safe
def counting(request, client_id) -> HttpResponse:
    """A page that loads the scorecard."""
    return HttpResponse(str(Report.objects.first()))


def with_routes(settings, *patterns) -> list[Known]:
    settings.ROOT_URLCONF = types.ModuleType("urls_of_a_test")
    settings.ROOT_URLCONF.urlpatterns = [*patterns, *urls.urlpatterns]
    return list(routes_of(settings.ROOT_URLCONF.urlpatterns))


def at(view, name="brand-new"):
    return path("w/<slug:workspace>/brand-new/<uuid:client_id>/", view, name=name)


def test_a_route_that_nobody_classified_is_reported(settings) -> None:
    known = with_routes(settings, at(leaky), path("nameless/", leaky))
    assert unclassified(known, ROUTES) == [
        "brand-new has no line in tests/routes/classification.py",
        "nameless/ has no line in tests/routes/classification.py",
    ]


def test_a_line_without_a_route_is_reported() -> None:
    assert unclassified(KNOWN, {**ROUTES, "gone": Route(MEMBERS)}) == [
        "gone is classified and is no route"
    ]


def test_a_part_that_has_no_value_is_reported(world) -> None:
    with pytest.raises(LookupError, match="give it a value in"):
        faults(world, Known("brand-new", ("colour",)), Route(MEMBERS), Role.OWNER)


def test_a_page_that_forgets_the_workspace_is_found(world, settings) -> None:
    known = with_routes(settings, at(leaky))[0]
    found = faults(world, known, Route(MEMBERS), Role.OWNER)
    assert any("is not answered like" in fault for fault in found)
    assert any("POST brand-new is let in, not method not allowed" in fault for fault in found)
    found = faults(world, known, Route(MEMBERS), Role.VIEWER_WITHOUT)
    assert any("GET brand-new is let in, not not found" in fault for fault in found)


def test_an_answer_that_tells_foreign_from_absent_is_found(world, settings) -> None:
    known = with_routes(settings, at(telling))[0]
    found = faults(world, known, Route(MEMBERS), Role.STRANGER)
    assert any("is not answered like" in fault for fault in found)


def test_a_page_that_loads_the_scorecard_is_found(world, settings) -> None:
    with_routes(settings, at(counting))
    address = f"/w/north/brand-new/{world.north.parts['client_id']}/"
    answer = ask(world, Role.OWNER, "GET", address)
    assert outcome(answer) is Outcome.BROKEN
    assert answer.exc_info[0] is ScorecardLoadedError
