"""Doors: each weak setting is found, and none where it is as it should be."""

import pytest

from crm_readiness.doctor import Weight, doors


@pytest.fixture
def production(settings):
    """An installation as it should be."""
    settings.PRODUCTION = True
    settings.DEBUG = False
    settings.PUBLIC_URL = "https://readiness.example.org"
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.EMAIL_URL = "smtps://mail.example.org"
    return settings


def found(check):
    return [(finding.weight, finding.title) for finding in check()]


CHECKS = [
    doors.debug_pages,
    doors.open_without_production_rules,
    doors.any_host_name,
    doors.https,
    doors.public_address,
    doors.mail,
]


@pytest.mark.parametrize("check", CHECKS)
def test_nothing_is_found_where_all_is_well(production, check):
    assert found(check) == []


@pytest.mark.parametrize("check", CHECKS)
def test_nothing_is_found_while_trying_out_on_one_machine(check):
    assert found(check) == []


def test_debug_pages(production):
    production.DEBUG = True
    assert found(doors.debug_pages) == [(Weight.MEND, "Debug pages are on.")]


def test_open_without_production_rules(settings, monkeypatch):
    monkeypatch.setenv("HOST", "0.0.0.0")
    title = "Others can reach the server (0.0.0.0), but the production rules are off."
    assert found(doors.open_without_production_rules) == [(Weight.MEND, title)]
    settings.PRODUCTION = True
    assert found(doors.open_without_production_rules) == []


def test_any_host_name(production):
    production.ALLOWED_HOSTS = ["*"]
    title = "The product answers under every host name."
    assert found(doors.any_host_name) == [(Weight.MEND, title)]


def test_https(production):
    production.PUBLIC_URL = "http://readiness.example.org"
    production.SECURE_SSL_REDIRECT = False
    assert [title for _weight, title in found(doors.https)] == [
        "Links and QR codes lead to an address without HTTPS."
    ]
    production.SECURE_PROXY_SSL_HEADER = None
    production.SECURE_HSTS_SECONDS = 0
    assert found(doors.https)[1:] == [
        (Weight.MEND, "Nothing makes sure of HTTPS."),
        (Weight.CONSIDER, "Browsers are not told to insist on HTTPS."),
    ]


def test_public_address(production):
    production.PUBLIC_URL = ""
    assert [weight for weight, _title in found(doors.public_address)] == [Weight.CONSIDER]


def test_mail(production):
    production.EMAIL_URL = ""
    assert found(doors.mail) == [(Weight.CONSIDER, "No e-mail can be sent.")]
