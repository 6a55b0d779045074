"""The pages of an assessment: a client measured over time with one framework."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import MemberRequest, editor_required, member_required
from accounts.enums import Action
from assessments.forms.assessments import AssessmentForm
from assessments.selectors.clients import round_lines, visible_assessments, visible_clients
from assessments.selectors.frameworks import newest_version
from assessments.selectors.planning import chosen_version, offered_versions, target_levels
from assessments.services.clients import start_assessment, update_assessment
from assessments.views.noting import note_assessment


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def assessment_new(request: MemberRequest, client_id: UUID) -> HttpResponse:
    """Start an assessment; `?framework=` chooses among several frameworks."""
    client = get_object_or_404(visible_clients(request.membership), pk=client_id)
    versions = offered_versions()
    version = chosen_version(versions, request.GET.get("framework"))
    if version is None:
        return render(request, "assessments/assessments/no_framework.html", {"client": client})
    form = AssessmentForm(request.POST or None, version=version)
    if form.is_valid():
        assessment = start_assessment(
            client=client, framework=version.framework, **form.assessment()
        )
        note_assessment(request, Action.ASSESSMENT_STARTED, assessment)
        slug = request.membership.workspace.slug
        return redirect("assessments:round-new", slug, assessment.pk)
    context = {"form": form, "client": client, "version": version, "versions": versions}
    return render(request, "assessments/assessments/assessment_new.html", context)


@require_safe
@member_required
def assessment_page(request: MemberRequest, assessment_id: UUID) -> HttpResponse:
    """Show an assessment with its targets and its rounds, newest first."""
    assessment = get_object_or_404(visible_assessments(request.membership), pk=assessment_id)
    context = {
        "assessment": assessment,
        "lines": round_lines(assessment.rounds.all(), timezone.localdate()),
        "targets": target_levels(assessment),
    }
    return render(request, "assessments/assessments/assessment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def assessment_edit(request: MemberRequest, assessment_id: UUID) -> HttpResponse:
    """Change title, rhythm and target profile."""
    assessment = get_object_or_404(visible_assessments(request.membership), pk=assessment_id)
    version = newest_version(assessment.framework.slug)
    if version is None:
        raise Http404
    form = AssessmentForm(request.POST or None, version=version, assessment=assessment)
    if form.is_valid():
        update_assessment(assessment=assessment, **form.assessment())
        note_assessment(request, Action.ASSESSMENT_CHANGED, assessment)
        messages.success(request, _("Saved."))
        slug = request.membership.workspace.slug
        return redirect("assessments:assessment", slug, assessment.pk)
    context = {"form": form, "assessment": assessment}
    return render(request, "assessments/assessments/assessment_edit.html", context)
