"""Who gets to the product, and what can be overheard on the way."""

from collections.abc import Iterator

from django.conf import settings

from crm_readiness import environment as env
from crm_readiness.doctor.findings import Finding, Weight
from crm_readiness.doctor.registry import check

ONLY_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})


@check
def debug_pages() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding(
            Weight.MEND,
            "Debug pages are on.",
            "They show code, settings and what people typed to everybody who meets an error. "
            "Set DEBUG=0.",
        )


@check
def open_without_production_rules() -> Iterator[Finding]:
    host = env.text("HOST", "127.0.0.1")
    if not settings.PRODUCTION and host not in ONLY_THIS_MACHINE:
        yield Finding(
            Weight.MEND,
            f"Others can reach the server ({host}), but the production rules are off.",
            "Passwords and answers travel unencrypted. Set PRODUCTION=1 and put a proxy that "
            "speaks HTTPS in front, or set HOST=127.0.0.1.",
        )


@check
def any_host_name() -> Iterator[Finding]:
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding(
            Weight.MEND,
            "The product answers under every host name.",
            "Links could be made to lead elsewhere. Name the host in ALLOWED_HOSTS.",
        )


@check
def https() -> Iterator[Finding]:
    if not settings.PRODUCTION:
        return
    if settings.PUBLIC_URL.startswith("http://"):
        yield Finding(
            Weight.MEND,
            "Links and QR codes lead to an address without HTTPS.",
            "Set PUBLIC_URL to the address with https://.",
        )
    trusts_proxy = bool(settings.SECURE_PROXY_SSL_HEADER)
    if not settings.SECURE_SSL_REDIRECT and not trusts_proxy:
        yield Finding(
            Weight.MEND,
            "Nothing makes sure of HTTPS.",
            "Set SSL_REDIRECT=1, or let the proxy see to it and set BEHIND_PROXY=1.",
        )
    if not settings.SECURE_HSTS_SECONDS:
        yield Finding(
            Weight.CONSIDER,
            "Browsers are not told to insist on HTTPS.",
            "Leave HSTS_SECONDS at its default once HTTPS works for good.",
        )


@check
def public_address() -> Iterator[Finding]:
    if settings.PRODUCTION and not settings.PUBLIC_URL:
        yield Finding(
            Weight.CONSIDER,
            "Links take the address under which somebody happens to ask for them.",
            "Set PUBLIC_URL to the address that everybody can reach.",
        )


@check
def mail() -> Iterator[Finding]:
    if settings.PRODUCTION and not getattr(settings, "EMAIL_URL", ""):
        yield Finding(
            Weight.CONSIDER,
            "No e-mail can be sent.",
            "Forgotten passwords need the operator then. Set EMAIL_URL.",
        )
