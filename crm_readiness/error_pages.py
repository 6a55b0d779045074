"""The pages for what went wrong. They never read what was sent.

Django's own views look into the form for a token, so a broken form at an address that does not
exist would turn "not found" into a failure.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django)
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django)
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django)
    return render(request, "404.html", status=404)


def failure(_request: HttpRequest) -> HttpResponse:
    """Say that it was our fault; without the request, which may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=500)
