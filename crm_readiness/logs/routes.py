"""Which page a request was for, without what its address holds.

Addresses hold join codes, personal links and signed links. The pattern of a route names the page
as well and holds none of them.
"""

from django.http import HttpRequest
from django.urls import Resolver404, resolve

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
NO_ROUTE = "(no such page)"


def route_of(request: HttpRequest) -> str:
    """Return method and pattern, such as "POST /i/<str:link>/"."""
    method = request.method if request.method in METHODS else "(other method)"
    return f"{method} {_pattern(request)}"


def _pattern(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None:
        # It failed before a page was looked for.
        try:
            match = resolve(request.path_info, getattr(request, "urlconf", None))
        except Resolver404:
            return NO_ROUTE
    return f"/{match.route}"
