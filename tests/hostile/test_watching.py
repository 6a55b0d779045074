"""The watch sees what it is there to see: a page that shows payloads as they are, unprotected."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from playwright.sync_api import Browser

from tests.hostile.payloads import PAYLOADS
from tests.hostile.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# As an address, in an attribute and as a text: each payload is at home in one of them.
PAGE = "<!DOCTYPE html><title>x</title><a href=\"%s\" title='%s'>x</a><p>%s"


def unprotected(request: HttpRequest) -> HttpResponse:
    payload = PAYLOADS[int(request.GET["at"])]
    return HttpResponse(PAGE % (payload, payload, payload))


urlpatterns = [path("unprotected/", unprotected)]


@pytest.fixture
def without_protection(settings) -> None:
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = []


@pytest.mark.usefixtures("without_protection")
def test_each_payload_is_seen_where_it_is_shown_as_it_is(chromium: Browser, live_server) -> None:
    unseen = set()
    for place, payload in enumerate(PAYLOADS):
        watch = Watch(live_server.url)
        page = watch.over(chromium.new_context(base_url=live_server.url))
        # What is fetched from elsewhere is seen, but does not leave this machine.
        page.route("**://pwned.example/**", lambda route: route.abort())
        page.goto(f"/unprotected/?at={place}")
        watch.look(page)
        page.context.close()
        if not watch.complaints:
            unseen.add(payload)
    assert unseen == set()
