"""People without an account pass by what others need, and get the same protection."""

import pytest
from csp.constants import HEADER
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from crm_readiness.middleware import PolicyMiddleware, SessionMiddleware, policy_without_nonce
from tests.factories import UserFactory, WorkspaceFactory
from tests.persons import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        *("/join/", "/join/NOBODY/", "/i/forged/", "/s/forged"),
        "/shared/00000000-0000-4000-8000-000000000000/",
    ],
)
def test_a_page_without_account_knows_neither_session_nor_person(path: str) -> None:
    request = Client().get(path).wsgi_request
    assert [hasattr(request, name) for name in ("session", "user", "_messages")] == [False] * 3


def test_everybody_elses_page_does() -> None:
    request = Client().get(reverse("account_login")).wsgi_request
    assert [hasattr(request, name) for name in ("session", "user", "_messages")] == [True] * 3


@pytest.mark.parametrize("path", ["/join/", "/sign-in/", "/nowhere/"])
def test_every_page_has_the_policy(path: str) -> None:
    policy = Client().get(path).headers[HEADER]
    assert policy == policy_without_nonce()
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_policy_with_a_nonce_is_made_for_each_answer(rf) -> None:
    def page(request):
        return HttpResponse(f"<style nonce={request.csp_nonce}>")

    answers = [PolicyMiddleware(page)(rf.get("/")) for _visit in range(2)]
    nonces = [answer.content.decode()[13:-1] for answer in answers]
    assert nonces[0] != nonces[1]
    for answer, nonce in zip(answers, nonces, strict=True):
        assert f"'nonce-{nonce}'" in answer.headers[HEADER]


@pytest.mark.parametrize("key", ["a" * 31, "A" * 32, "a" * 20 + "\0" + "a" * 11, "../" * 10 + "aa"])
def test_what_cannot_be_the_key_of_a_session_is_not_looked_for(rf, key: str) -> None:
    request = rf.get("/")
    request.COOKIES["sessionid"] = key
    SessionMiddleware(HttpResponse).process_request(request)
    assert request.session.session_key is None


def test_a_mistyped_id_in_the_operators_lists_is_refused(operator: Client) -> None:
    form = {"action": "delete_selected", "_selected_action": "no id"}
    answer = operator.post(reverse("admin:accounts_workspace_changelist"), form)
    assert answer.status_code == 400


def test_without_the_guard_a_mistyped_id_is_a_failure(operator: Client, settings) -> None:
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "Mistyped" not in each]
    form = {"action": "delete_selected", "_selected_action": "no id"}
    with pytest.raises(ValidationError):
        operator.post(reverse("admin:accounts_workspace_changelist"), form)


@pytest.fixture
def operator() -> Client:
    WorkspaceFactory()
    return signed_in(UserFactory(is_staff=True, is_superuser=True))
