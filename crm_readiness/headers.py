"""The headers that every answer carries, whoever made it: page, file, redirect or refusal.

Stands before all other middleware, so that what these answer by themselves gets them too.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Parts of an address, by their name in the route, that open something to whoever knows them.
SECRET_PARTS = frozenset({"code", "key", "link", "signed", "token", "uidb36", "uidb64"})
# Such an address is told to nobody, not even to our own pages. "no-referrer" would do so as
# well, but then browsers send forms with the origin "null", which Django refuses.
REFERRER_OF_SECRETS = "strict-origin"
# What a page without a form may say itself.
NOBODY = "no-referrer"

# What a page could ask of a browser, and none of ours does.
UNUSED_FEATURES = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read"),
    *("display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope"),
    *("hid", "idle-detection", "keyboard-map", "local-fonts", "magnetometer", "microphone"),
    *("midi", "otp-credentials", "payment", "picture-in-picture", "screen-wake-lock", "serial"),
    *("storage-access", "usb", "window-management", "xr-spatial-tracking"),
)
# Copying a link, and signing in with a passkey.
USED_FEATURES = ("clipboard-write", "publickey-credentials-create", "publickey-credentials-get")

FIXED = {
    "Permissions-Policy": ", ".join(
        [f"{name}=()" for name in UNUSED_FEATURES] + [f"{name}=(self)" for name in USED_FEATURES]
    ),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Answers, reports and links must not lie in the cache of a shared computer. Static files
    # say themselves how long they keep.
    "Cache-Control": "no-store",
}


class Headers:
    """Adds what is missing, and nothing twice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if has_secret_address(request) and response.headers.get("Referrer-Policy") != NOBODY:
            response.headers["Referrer-Policy"] = REFERRER_OF_SECRETS
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", _strict_transport())
        return response


def has_secret_address(request: HttpRequest) -> bool:
    """Tell whether the address itself opens something."""
    match = request.resolver_match
    return match is not None and not SECRET_PARTS.isdisjoint(match.kwargs)


def _strict_transport() -> str:
    """Return what Django's own middleware says, for answers that never reach it."""
    subdomains = "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
    preload = "; preload" if settings.SECURE_HSTS_PRELOAD else ""
    return f"max-age={settings.SECURE_HSTS_SECONDS}{subdomains}{preload}"
