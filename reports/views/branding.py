"""The look of a workspace's reports: colour, paper, logo, template for slides."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, owner_required
from accounts.bodies import takes_files
from accounts.enums import Action
from assessments.views.noting import note
from reports.files.contrast import DARK_PAPERS
from reports.files.logo import LARGEST_FILE as LARGEST_LOGO
from reports.files.template_check import LARGEST_FILE as LARGEST_TEMPLATE
from reports.forms.branding import LookForm
from reports.selectors.branding import branding_of, template_state
from reports.services.branding import remove_logo, remove_template, set_look

# Around the files a form has its token, the colour and a few lines.
LARGEST_FORM = LARGEST_TEMPLATE + LARGEST_LOGO + 100_000
REMOVERS = {"logo": remove_logo, "template": remove_template}


@takes_files(LARGEST_FORM)
@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def look(request: MemberRequest) -> HttpResponse:
    """Show and change the look; a button takes the logo or the template away."""
    workspace = request.membership.workspace
    shown = branding_of(workspace)
    initial = {"accent": shown.accent, "paper": shown.paper}
    form = LookForm(request.POST or None, request.FILES or None, initial=initial)
    remover = REMOVERS.get(request.POST.get("remove", ""))
    if remover is not None:
        remover(workspace=workspace)
    elif form.is_valid():
        set_look(workspace=workspace, **form.cleaned_data)
    else:
        context = {
            "form": form,
            "look": shown,
            "accent_in_the_dark": shown.accent_on(DARK_PAPERS),
            "template": template_state(workspace),
        }
        return render(request, "reports/look.html", context)
    note(request, Action.LOOK_CHANGED, "")
    messages.success(
        request, _("Saved. Pages have the new look at once, files as soon as they are made again.")
    )
    return redirect("reports:look", workspace.slug)


@require_http_methods(["GET", "HEAD"])
@cache_control(private=True, no_cache=True)
@owner_required
def logo(request: MemberRequest) -> HttpResponse:
    """Send the logo as it was drawn anew."""
    picture = branding_of(request.membership.workspace).logo
    if picture is None:
        raise Http404
    return HttpResponse(picture.content, content_type=picture.media_type.value)
