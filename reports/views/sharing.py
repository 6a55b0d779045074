"""Handing a report to people without an account: the list of links, a new one, the end of one."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import MemberRequest, editor_required
from accounts.enums import Action
from accounts.models import User
from assessments.selectors.clients import visible_rounds
from assessments.views.addresses import public_address
from assessments.views.noting import note_round
from reports.forms.sharing import ShareForm
from reports.models import ShareLink
from reports.selectors.sharing import share_lines, shareable_reports
from reports.services.sharing import make_share_link, revoke_share_link


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@editor_required
def share(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Show the links of a round's reports; POST makes one, shown in this answer only."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    reports = shareable_reports(round)
    form = ShareForm(request.POST or None, reports=reports)
    context: dict[str, Any] = {"round": round, "report": reports.first(), "form": form}
    if form.is_valid():
        token = make_share_link(**form.cleaned_data, made_by=cast(User, request.user))
        path = reverse("reports:open-share", args=[token])
        context["new_link"] = public_address(request, path)
        note_round(request, Action.SHARE_LINK_MADE, round, str(form.cleaned_data["audience"].label))
        context["new_audience"] = form.cleaned_data["audience"].label
        context["form"] = ShareForm(reports=reports)
    context["lines"] = share_lines(round)
    return render(request, "reports/share/share.html", context)


@require_POST
@editor_required
def share_revoke(request: MemberRequest, round_id: UUID, link_id: UUID) -> HttpResponse:
    """End a link at once."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    link = get_object_or_404(ShareLink, pk=link_id, report__round=round)
    revoke_share_link(link=link)
    note_round(request, Action.SHARE_LINK_REVOKED, round, link.get_audience_display())
    messages.success(request, _("The link is revoked. It opens nothing any more."))
    return redirect("reports:share", request.membership.workspace.slug, round.pk)
