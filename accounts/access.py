"""Who gets into a workspace: the one door every consultant's page goes through."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from accounts.models import Membership, User

View = Callable[..., HttpResponseBase]


class MemberRequest(HttpRequest):
    """A request that came through `member_required` or `editor_required`."""

    membership: Membership


def member_required(view: View) -> View:
    """Let members of the workspace named in the address pass; for others it does not exist.

    The view gets `request.membership` (with its workspace) instead of the `workspace` part
    of the address.
    """

    @login_required
    @wraps(view)
    def guarded(request: MemberRequest, workspace: str, **parts: Any) -> HttpResponseBase:
        membership = (
            Membership.objects.select_related("workspace")
            .filter(workspace__slug=workspace, user=cast(User, request.user))
            .first()
        )
        if membership is None:
            raise Http404
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
