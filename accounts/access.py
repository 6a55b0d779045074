"""Who gets into a workspace: the one door every consultant's page goes through."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRefresh

from accounts.models import Membership, User

View = Callable[..., HttpResponseBase]


class MemberRequest(HttpRequest):
    """A request that came through one of the decorators below."""

    membership: Membership


def signed_in_required(view: View) -> View:
    """Let whoever is signed in pass; others sign in first and come back to the page they were on.

    A part of a page that asks by itself makes its page load anew, so that the page leads there.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **parts)
        if request.headers.get("HX-Request") == "true":
            answer: HttpResponse = HttpResponseClientRefresh()
            answer.status_code = HTTPStatus.UNAUTHORIZED
            return answer
        return redirect_to_login(_page_of(request))

    return guarded


def _page_of(request: HttpRequest) -> str:
    """Return the address of the page that is asked for, or from which a form was sent."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        page, {request.get_host()}, require_https=request.is_secure()
    ):
        return reverse("home")
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def member_required(view: View) -> View:
    """Let members of the workspace named in the address pass; for others it does not exist.

    The view gets `request.membership` (with its workspace) instead of the `workspace` part
    of the address.
    """

    @signed_in_required
    @wraps(view)
    def guarded(request: MemberRequest, workspace: str, **parts: Any) -> HttpResponseBase:
        user = cast(User, request.user)
        membership = (
            Membership.objects.select_related("workspace")
            .filter(workspace__slug=workspace, user=user)
            .first()
        )
        if membership is None:
            raise Http404
        membership.user = user  # known already: nobody needs to ask the database for it
        request.membership = membership
        return view(request, **parts)

    return guarded


def editor_required(view: View) -> View:
    """Let owners and consultants pass; a viewer is told that the role is missing (403)."""

    @member_required
    @wraps(view)
    def guarded(request: MemberRequest, **parts: Any) -> HttpResponseBase:
        if not request.membership.can_edit:
            raise PermissionDenied
        return view(request, **parts)

    return guarded


def owner_required(view: View) -> View:
    """Let owners pass; others of the workspace are told that the role is missing (403)."""

    @member_required
    @wraps(view)
    def guarded(request: MemberRequest, **parts: Any) -> HttpResponseBase:
        if not request.membership.is_owner:
            raise PermissionDenied
        return view(request, **parts)

    return guarded
