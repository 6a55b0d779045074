"""Every answer carries the same protection, whoever made it."""

import pytest
from csp.constants import HEADER
from django.conf import settings as product
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, include, path, reverse

from accounts.enums import Role
from crm_readiness.headers import FIXED, SECRET_PARTS
from tests.factories import MembershipFactory
from tests.persons import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

HTTPS = {"X-Forwarded-Proto": "https"}
# Text in addresses that opens nothing by itself: names of workspaces, screens, pages and numbers
# of a report, steps of a workshop, and admin's ids.
OPEN_PARTS = {
    "workspace",
    "capability",
    "part",
    "page",
    "chart",
    "picture",
    "file",
    "step",
    "id",
    "object_id",
    "app_label",
    "content_type_id",
    "url",
}


def fail(request: HttpRequest) -> HttpResponse:
    raise ValueError


def file(request: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={"Cache-Control": "max-age=60, public", "X-Frame-Options": "ALLOW"})


urlpatterns = [
    path("fail/", fail),
    path("file/", file),
    path("", include("crm_readiness.urls")),
]
handler500 = "crm_readiness.failures.server_error"


@pytest.fixture(autouse=True)
def static_file(settings, tmp_path):
    """Serve one static file; they are not collected in tests."""
    (tmp_path / "icon.svg").write_text("<svg/>")
    settings.STATIC_ROOT = tmp_path


def browser() -> Client:
    return Client(raise_request_exception=False)


def check(answer, status: int) -> None:
    assert answer.status_code == status
    expected = dict(FIXED)
    if answer.request["PATH_INFO"] == "/static/icon.svg":
        expected["Cache-Control"] = "max-age=60, public"
    found = {name: answer.headers.get(name) for name in expected}
    caching = found["Cache-Control"].split(", ")
    if "no-store" in caching:  # Django's never_cache says more
        found["Cache-Control"] = "no-store"
    assert found == expected
    assert "default-src 'none'" in answer.headers[HEADER]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 302),
        ("/sign-in/", 200),
        ("/sign-in", 301),
        ("/join/", 200),
        ("/nowhere/", 404),
        ("/fail/", 500),
        ("/healthz", 200),
        ("/admin/", 302),
        ("/w/nobody/", 302),
        ("/static/icon.svg", 200),
        ("/static/nothing.svg", 404),
        ("/answer/3f6c1b1e-7d3e-4f3b-9a68-0f4d9b3f2c11/", 403),
    ],
)
def test_pages_files_redirects_and_failures(address: str, status: int) -> None:
    check(browser().get(address), status)


def test_refusals_before_a_view() -> None:
    check(browser().get("/sign-in/", headers={"Host": "elsewhere.example"}), 400)
    check(browser().post("/sign-in/", {"a": "1"}, headers={"Content-Encoding": "gzip"}), 415)
    check(browser().post("/sign-in/", {f"f{each}": "" for each in range(501)}), 400)
    check(browser().delete("/join/"), 405)
    check(Client(enforce_csrf_checks=True).post("/sign-in/"), 403)


def test_pages_behind_the_sign_in() -> None:
    viewer = MembershipFactory(workspace__slug="north-star", role=Role.VIEWER).user
    check(signed_in(viewer).get("/w/north-star/"), 200)
    check(signed_in(viewer).get(reverse("assessments:client-new", args=["north-star"])), 403)


def test_without_the_middleware_they_are_missing(settings) -> None:
    settings.MIDDLEWARE = [name for name in product.MIDDLEWARE if not name.endswith("Headers")]
    answer = browser().get("/static/icon.svg")
    assert set(FIXED) - set(answer.headers) >= {"Permissions-Policy", "X-Frame-Options"}


def test_what_a_view_has_said_stays() -> None:
    answer = browser().get("/file/")
    assert answer.headers["Cache-Control"] == "max-age=60, public"
    assert answer.headers["X-Frame-Options"] == "ALLOW"


@pytest.mark.parametrize("address", ["/i/a-link/", "/join/NOBODY/", "/facts/signed/"])
def test_an_address_that_opens_something_is_told_to_nobody(address: str) -> None:
    assert browser().get(address).headers["Referrer-Policy"] == "strict-origin"


def test_every_text_in_an_address_is_known_as_secret_or_not() -> None:
    parts = set(_text_parts(get_resolver("crm_readiness.urls")))
    assert parts - SECRET_PARTS - OPEN_PARTS == set()


def test_https_is_insisted_on_even_where_django_refuses(settings) -> None:
    settings.SECURE_HSTS_SECONDS = 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    wanted = "max-age=3600; includeSubDomains; preload"
    for host in ("localhost", "elsewhere.example"):
        answer = browser().get("/sign-in/", headers=HTTPS | {"Host": host})
        assert answer.headers["Strict-Transport-Security"] == wanted
    assert "Strict-Transport-Security" not in browser().get("/sign-in/").headers


def _text_parts(resolver: URLResolver):
    """Yield the names of all parts of addresses that hold a text."""
    for entry in resolver.url_patterns:
        converters = getattr(entry.pattern, "converters", {})
        yield from (
            name
            for name, converter in converters.items()
            if type(converter).__name__ not in {"UUIDConverter", "IntConverter"}
        )
        yield from getattr(entry.pattern, "regex", None).groupindex if not converters else ()
        if not isinstance(entry, URLPattern):
            yield from _text_parts(entry)
