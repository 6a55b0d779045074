"""A form sent from a page that is too old is refused in words, and nothing is saved."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from assessments.models import Client
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Alder",
    "sector": "trade",
    "size_band": "medium",
    "client_type": "both",
    "language": "en-gb",
}


@pytest.fixture
def browser() -> Browser:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(MembershipFactory(workspace__slug="north-star").user)
    return browser


def test_an_old_page_is_refused_with_a_way_out(browser) -> None:
    answer = browser.post(
        reverse("assessments:client-new", args=["north-star"]),
        TYPED | {"csrfmiddlewaretoken": "a" * 64},
    )

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "This page had become too old" in page
    assert "Nothing was saved." in page
    assert "reload the page and try again" in page
    assert not Client.objects.exists()


def test_somebody_who_is_not_signed_in_reads_the_same() -> None:
    answer = Browser(enforce_csrf_checks=True).post(reverse("account_login"), {})

    assert answer.status_code == 403
    assert "This page had become too old" in answer.content.decode()


def test_a_form_sent_by_htmx_gets_a_notice_and_keeps_what_was_typed(browser) -> None:
    answer = browser.post(
        reverse("assessments:client-new", args=["north-star"]),
        TYPED,
        headers={"HX-Request": "true"},
    )

    page = answer.content.decode()
    assert answer.status_code == 403
    assert answer["HX-Retarget"] == "#too-old"
    assert 'role="alert"' in page
    assert "<html" not in page


def test_a_fresh_page_is_accepted(browser) -> None:
    address = reverse("assessments:client-new", args=["north-star"])
    browser.get(address)

    answer = browser.post(
        address, TYPED | {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    )

    assert answer.status_code == 302
    assert Client.objects.get().name == "Alder"
