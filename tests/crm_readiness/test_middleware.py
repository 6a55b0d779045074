"""People without an account pass by what others need, and get the same protection."""

import pytest
from csp.constants import HEADER
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from crm_readiness.middleware import PolicyMiddleware, policy_without_nonce

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
