"""Planning a round, and changing the plan."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, editor_required
from accounts.enums import Action
from assessments.forms.rounds import OpenRoundForm, RoundForm
from assessments.models import Round
from assessments.selectors.clients import visible_assessments, visible_rounds
from assessments.selectors.planning import round_suggestion
from assessments.services.rounds import (
    RoundStateError,
    adjust_round,
    plan_round,
    revise_round,
)
from assessments.views.noting import note_round


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def round_new(request: MemberRequest, assessment_id: UUID) -> HttpResponse:
    """Plan the next round; the form starts from the last one."""
    assessment = get_object_or_404(visible_assessments(request.membership), pk=assessment_id)
    workspace = request.membership.workspace.slug
    suggestion = round_suggestion(assessment, timezone.localdate())
    if suggestion is None:
        messages.error(request, _("This framework has no published version to ask with."))
        return redirect("assessments:assessment", workspace, assessment.pk)
    form = RoundForm.suggested(suggestion, request.POST or None)
    if form.is_valid():
        round = plan_round(assessment=assessment, groups=form.plans(), **form.cleaned_data)
        note_round(request, Action.ROUND_PLANNED, round)
        return redirect("assessments:round", workspace, round.pk)
    context = {"form": form, "assessment": assessment, "suggestion": suggestion}
    return render(request, "assessments/rounds/round_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def round_edit(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Change the plan of a draft; of an open round the name and the closing date."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    workspace = request.membership.workspace.slug
    if round.is_closed:
        messages.warning(request, _("A closed round stays as it is."))
        return redirect("assessments:round", workspace, round.pk)
    form = _edit_form(request, round)
    if form.is_valid():
        try:
            _save(round, form)
        except RoundStateError as error:
            messages.warning(request, str(error))
        else:
            note_round(request, Action.ROUND_CHANGED, round)
            messages.success(request, _("Saved."))
        return redirect("assessments:round", workspace, round.pk)
    return render(request, "assessments/rounds/round_edit.html", {"form": form, "round": round})


def _edit_form(request: MemberRequest, round: Round) -> RoundForm | OpenRoundForm:
    if round.is_draft:
        return RoundForm.of(round, request.POST or None)
    return OpenRoundForm(request.POST or None, round=round)


def _save(round: Round, form: RoundForm | OpenRoundForm) -> None:
    if isinstance(form, RoundForm):
        revise_round(round=round, groups=form.plans(), **form.cleaned_data)
    else:
        adjust_round(round=round, **form.cleaned_data)
