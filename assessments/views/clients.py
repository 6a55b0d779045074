"""The home of a workspace, and the pages of a client."""

from uuid import UUID

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import MemberRequest, editor_required, member_required
from accounts.enums import Action
from assessments.forms.clients import ClientForm
from assessments.selectors.clients import (
    assessment_sections,
    client_lines,
    visible_clients,
)
from assessments.services.clients import (
    ClientError,
    create_client,
    state_records,
    update_client,
)
from assessments.views.noting import note


@require_safe
@member_required
def client_list(request: MemberRequest) -> HttpResponse:
    """List the clients, each with the state of its current round in words."""
    lines = client_lines(request.membership, timezone.localdate())
    return render(request, "assessments/clients/client_list.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def client_new(request: MemberRequest) -> HttpResponse:
    """Add a client, then go on to its first assessment."""
    workspace = request.membership.workspace
    form = ClientForm(request.POST or None)
    if form.is_valid():
        try:
            client = create_client(workspace=workspace, **form.organisation)
        except ClientError as error:
            form.add_error("name", str(error))
        else:
            state_records(client=client, **form.records)
            note(request, Action.CLIENT_ADDED, client.name)
            return redirect("assessments:assessment-new", workspace.slug, client.pk)
    return render(request, "assessments/clients/client_new.html", {"form": form})


@require_safe
@member_required
def client_page(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Show a client with its assessments and their rounds."""
    client = get_object_or_404(visible_clients(request.membership), pk=client_id)
    context = {
        "client": client,
        "sections": assessment_sections(client.assessments.all(), timezone.localdate()),
    }
    return render(request, "assessments/clients/client.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def client_edit(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Change what is known about a client."""
    client = get_object_or_404(visible_clients(request.membership), pk=client_id)
    form = ClientForm(request.POST or None, initial=model_to_dict(client, ClientForm.base_fields))
    if form.is_valid():
        try:
            update_client(client=client, **form.organisation)
        except ClientError as error:
            form.add_error(error.field, str(error))
        else:
            state_records(client=client, **form.records)
            note(request, Action.CLIENT_CHANGED, client.name)
            messages.success(request, _("Saved."))
            return redirect("assessments:client", request.membership.workspace.slug, client.pk)
    return render(request, "assessments/clients/client_edit.html", {"form": form, "client": client})
