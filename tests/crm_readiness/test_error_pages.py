"""Refusals stay refusals, whatever comes with the request."""

import pytest

from tests.hostile.sending import Answer, send

pytestmark = pytest.mark.django_db

# Forms that Django refuses to read: without an edge between parts, too many fields, too large.
UNREADABLE = {
    "no edge": (b"junk", "multipart/form-data"),
    "too many fields": (b"a=1&" * 2_000, "application/x-www-form-urlencoded"),
    "too large": (b"a" * 400_000, "application/x-www-form-urlencoded"),
}


def sent_to(path: str, form: str, **headers: str) -> Answer:
    body, content_type = UNREADABLE[form]
    return send("POST", path, body=body, CONTENT_TYPE=content_type, **headers)


@pytest.mark.parametrize("form", UNREADABLE)
def test_a_form_nobody_can_read_does_not_make_an_absent_page_a_failure(form: str) -> None:
    answer = sent_to("/nothing/here/", form)
    assert (answer.status, answer.uncaught) == (404, ())


@pytest.mark.parametrize("form", UNREADABLE)
def test_a_form_nobody_can_read_does_not_make_a_wrong_host_a_failure(form: str) -> None:
    answer = sent_to("/sign-in/", form, HTTP_HOST="elsewhere.example")
    assert (answer.status, answer.uncaught) == (400, ())


@pytest.mark.embedded  # the guard is the same on every database
def test_djangos_own_page_would_fail(settings) -> None:
    settings.ROOT_URLCONF = "tests.crm_readiness.addresses_without_pages"
    assert sent_to("/nothing/here/", "no edge").status == 500
