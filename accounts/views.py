"""The front door, and the address that says whether the product is alive."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

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


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Answer "ok" when the web server and its database work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
