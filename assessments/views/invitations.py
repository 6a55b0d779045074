"""Inviting people: links, personal links shown once, the printable sheet and its QR code."""

import io
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import MemberRequest, editor_required, member_required
from accounts.enums import Action
from assessments.forms.rounds import InvitationForm
from assessments.promise import promise_text
from assessments.selectors.clients import visible_rounds
from assessments.selectors.languages import language_of
from assessments.services.rounds import RoundStateError, invite_participants
from assessments.views.addresses import join_address, public_address
from assessments.views.noting import note_round


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@editor_required
def round_links(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Show the links of a round; POST makes personal ones, shown in this answer only."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    join = join_address(request, round)
    form = InvitationForm(request.POST or None, round=round)
    context = {
        "round": round,
        "join": join,
        "group_links": [(group, join.for_group(group.code)) for group in round.groups.all()],
        "form": form,
    }
    if form.is_valid():
        try:
            tokens = invite_participants(round=round, **form.cleaned_data)
        except RoundStateError as error:
            messages.warning(request, str(error))
            return redirect("assessments:round", request.membership.workspace.slug, round.pk)
        note_round(request, Action.PERSONAL_LINKS_MADE, round, str(len(tokens)))
        context["group"] = form.cleaned_data["group"]
        context["personal_links"] = [
            public_address(request, reverse("assessments:invitation", args=[token]))
            for token in tokens
        ]
    return render(request, "assessments/rounds/links.html", context)


@require_safe
@member_required
def round_sheet(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Show one page to print, in the client's language: QR code, join code and the promise."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    with translation.override(language_of(round)):
        promise = round.promise or promise_text(k=round.k, mode=round.mode).splitlines()
        context = {"round": round, "join": join_address(request, round), "promise": promise}
        return render(request, "assessments/rounds/sheet.html", context)


@require_safe
@member_required
def round_code(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Return the QR code of the join link as a picture."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    picture = io.BytesIO()
    segno.make(join_address(request, round).link, error="m", micro=False).save(
        picture, kind="svg", border=4, dark="#1d2329", light="#ffffff", omitsize=True
    )
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
