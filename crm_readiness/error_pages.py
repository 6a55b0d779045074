"""The pages for refusals. They never read what was sent.

Django's own views look into the form for a token, so a broken form at an address that does not
exist would turn "not found" into a failure.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template


def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django)
    """Say that nothing could be read; without the request, which may be what is broken."""
    return HttpResponse(get_template("400.html").render(), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django)
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django)
    return render(request, "404.html", status=404)
