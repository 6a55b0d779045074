"""The page for a failure of ours, with a number under which the log tells where it happened."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

# Without 0 and O, 1, I and L: people read it out on the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8


def server_error(request: HttpRequest) -> HttpResponse:
    """Show the page; nothing that may have failed itself has a part in it."""
    reference = "".join(secrets.choice(ALPHABET) for _sign in range(LENGTH))
    request.failure_reference = reference  # type: ignore[attr-defined]  # read by the log
    page = get_template("500.html").render({"reference": reference})
    return HttpResponse(page, status=500)
