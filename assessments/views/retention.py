"""The settings of a workspace: how long it keeps answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, owner_required
from accounts.enums import Action
from assessments.forms.retention import RetentionForm
from assessments.services.retention import set_retention
from assessments.views.noting import note


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def workspace_settings(request: MemberRequest) -> HttpResponse:
    """Show and change for how many months answers are kept."""
    workspace = request.membership.workspace
    form = RetentionForm(request.POST or None, initial={"months": workspace.retention_months})
    if form.is_valid():
        set_retention(workspace=workspace, months=form.cleaned_data["months"])
        note(request, Action.RETENTION_CHANGED, "")
        messages.success(request, _("Saved."))
        return redirect("assessments:workspace-settings", workspace.slug)
    return render(request, "assessments/workspace/settings.html", {"form": form})
