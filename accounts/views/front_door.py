"""The front door, the answer to a form that is too old, and the sign of life."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django_htmx.http import retarget

from accounts.models import Membership


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead people to their work: the sign-in, their workspace, or a choice of workspaces."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    memberships = list(
        Membership.objects.filter(user_id=request.user.pk)
        .select_related("workspace")
        .order_by("workspace__name")
    )
    if len(memberships) == 1:
        return redirect("assessments:clients", workspace=memberships[0].workspace.slug)
    return render(request, "accounts/home.html", {"memberships": memberships})


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django)
    """Refuse a form whose token is no longer right, and say what to do.

    A form sent by htmx gets a notice above the page, so that what was typed stays.
    """
    if request.headers.get("HX-Request") != "true":
        return render(request, "403_csrf.html", status=403)
    answer = render(request, "_too_old.html", status=403)
    answer.headers["HX-Reswap"] = "innerHTML show:window:top"
    return retarget(answer, "#too-old")


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Answer "ok" when the web server and its database work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
