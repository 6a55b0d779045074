"""Erasing a client: what goes, and doing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, owner_required
from accounts.enums import Action
from assessments.selectors.clients import visible_clients
from assessments.views.noting import note
from reports.forms.erasure import EraseClientForm
from reports.selectors.erasure import erasure_outlook
from reports.services.erasure import request_erasure


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def client_erase(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Say what goes with a client; on POST with its name, take it away for good."""
    client = get_object_or_404(visible_clients(request.membership), pk=client_id)
    form = EraseClientForm(request.POST or None, client=client)
    if form.is_valid():
        request_erasure(client=client)
        note(request, Action.CLIENT_ERASED, "")
        messages.success(
            request, _("The client is gone. What lay below it is being deleted in the background.")
        )
        return redirect("assessments:clients", request.membership.workspace.slug)
    context = {"client": client, "form": form, "outlook": erasure_outlook(client)}
    return render(request, "reports/client_erase.html", context)
