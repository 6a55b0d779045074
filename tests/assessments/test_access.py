"""Who gets to which page of the consultant's side, for every page there is."""

from collections.abc import Callable

import pytest
from django.urls import URLPattern, reverse

from assessments import urls
from assessments.models import ClientAccess, Round
from tests.factories import ClientAccessFactory, open_round_with_groups
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db

# Name of the page, and whether a viewer may see it.
PAGES = {
    "clients": True,
    "client-new": False,
    "client": True,
    "client-edit": False,
    "assessment-new": False,
    "assessment": True,
    "assessment-edit": False,
    "round-new": False,
    "round": True,
    "round-participation": True,
    "round-edit": False,
    "round-links": False,
    "round-sheet": True,
    "round-code": True,
    "round-facts": True,
    "workshop": False,
    "projector": False,
    "projector-state": False,
    "rehearsal": False,
}
OF_A_ROUND = ("round", "workshop", "projector", "rehearsal")
ACTIONS = ("round-open",)
ONLY_READ = ("projector", "projector-state")
# Only a closed round has them: test_words_pages.py.
OF_A_CLOSED_ROUND = ("round-words", "statement-edit")
# Only a round with a workshop has them: tests/assessments/workshops.
OF_A_WORKSHOP = {
    *("workshop-counters", "workshop-notes", "workshop-step"),
    *("workshop-ballots", "workshop-typing", "rehearsal-progress"),
}
# Pages of owners have their own tests: test_people.py, test_retention_pages.py.
OF_OWNERS = {
    *("people", "colleague-new", "invitation-withdraw", "member-edit", "member-remove"),
    "workspace-settings",
}


@pytest.fixture
def round() -> Round:
    return open_round_with_groups()[0]


@pytest.fixture
def persons(round: Round) -> Persons:
    return persons_of(round.workspace)


@pytest.fixture
def address(round: Round) -> Callable[[str], str]:
    def of(name: str) -> str:
        parts = {"workspace": round.workspace.slug}
        if name in {"client", "client-edit", "assessment-new"}:
            parts["client_id"] = round.assessment.client_id
        elif name in {"assessment", "assessment-edit", "round-new"}:
            parts["assessment_id"] = round.assessment_id
        elif name.startswith(OF_A_ROUND):
            parts["round_id"] = round.pk
        return reverse(f"assessments:{name}", kwargs=parts)

    return of


@pytest.fixture
def granted(round: Round, persons: Persons) -> ClientAccess:
    return ClientAccessFactory(membership=persons.viewer_membership, client=round.assessment.client)


def test_every_page_below_a_workspace_is_listed_here() -> None:
    names = {
        pattern.name
        for pattern in urls.urlpatterns
        if isinstance(pattern, URLPattern) and str(pattern.pattern).startswith("w/")
    }

    assert names == {*PAGES, *ACTIONS, *OF_A_CLOSED_ROUND, *OF_A_WORKSHOP, *OF_OWNERS}


@pytest.mark.parametrize("name", PAGES)
def test_owner_and_consultant_see_every_page(persons, address, name) -> None:
    assert persons.owner.get(address(name)).status_code == 200
    assert persons.consultant.get(address(name)).status_code == 200


@pytest.mark.parametrize(("name", "is_visible"), PAGES.items())
def test_a_viewer_with_access_reads_and_does_not_edit(
    persons, address, granted, name, is_visible
) -> None:
    answer = persons.viewer.get(address(name))

    assert answer.status_code == (200 if is_visible else 403)


@pytest.mark.parametrize(("name", "is_visible"), PAGES.items())
def test_for_a_viewer_other_clients_do_not_exist(persons, address, name, is_visible) -> None:
    answer = persons.viewer.get(address(name))

    expected = 200 if name == "clients" else 404 if is_visible else 403
    assert answer.status_code == expected


@pytest.mark.parametrize("name", [*PAGES, *ACTIONS])
def test_for_a_stranger_nothing_exists(persons, address, name) -> None:
    assert persons.stranger.get(address(name)).status_code in {404, 405}
    assert persons.stranger.post(address(name)).status_code in {404, 405}


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_does_not_get_in_through_the_own_workspace(
    persons, address, round, name
) -> None:
    mixed = address(name).replace(
        f"/w/{round.workspace.slug}/", f"/w/{_own_slug(persons.stranger)}/"
    )

    expected = 200 if name in {"clients", "client-new"} else 404
    assert persons.stranger.get(mixed).status_code == expected


@pytest.mark.parametrize("name", PAGES)
def test_anonymous_people_are_asked_to_sign_in(persons, address, name) -> None:
    answer = persons.anonymous.get(address(name))

    assert answer.status_code == 302
    assert answer.url == f"/sign-in/?next={address(name)}"


@pytest.mark.parametrize(
    "name",
    [*(name for name, is_visible in PAGES.items() if not is_visible), "round-facts", *ACTIONS],
)
def test_a_viewer_changes_nothing(persons, address, granted, name) -> None:
    refused = 405 if name in ONLY_READ else 403
    assert persons.viewer.post(address(name), {"item": "S1b"}).status_code == refused


def _own_slug(browser) -> str:
    return browser.get("/").url.strip("/").removeprefix("w/")
