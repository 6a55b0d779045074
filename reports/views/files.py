"""The files of a report: where they stand, taking one away, making them again, stopping."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import MemberRequest, editor_required, member_required
from accounts.enums import Action
from assessments.models import Round
from assessments.selectors.clients import visible_rounds
from assessments.views.noting import note_round
from reports.enums import ENDINGS, MEDIA_TYPES, FileKind
from reports.models import Report, ReportFile
from reports.selectors.files import files_of, ready_file
from reports.selectors.reports import newest_ready, rounds_to_read
from reports.services.requesting import stop_report
from reports.services.requesting_files import request_files, request_files_again, stop_files
from reports.services.sweeping import sweep_jobs


@require_safe
@never_cache
@member_required
def files(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Show where the files stand as a part of a page; looking also sweeps."""
    round, report = _ready(request, round_id)
    sweep_jobs()
    return render(request, "reports/_files.html", {"round": round, "files": files_of(report)})


@require_safe
@never_cache
@member_required
def file(request: MemberRequest, round_id: UUID, file: str) -> HttpResponse:
    """Hand over a file."""
    round, report = _ready(request, round_id)
    stored = ready_file(report, file)
    if stored is None:
        raise Http404
    if request.method == "GET":
        note_round(request, Action.REPORT_DOWNLOADED, round, stored.get_kind_display())
    return file_answer(request, round, stored)


@require_POST
@editor_required
def files_again(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Make the files that failed or were stopped."""
    round, report = _ready(request, round_id)
    request_files(report=report)
    request_files_again(report=report)
    return redirect("reports:report", request.membership.workspace.slug, round.pk)


@require_POST
@editor_required
def files_stop(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Stop making files; those that are ready stay."""
    round, report = _ready(request, round_id)
    stop_files(report=report)
    messages.success(request, _("No more files are being made. Those that were ready are there."))
    return redirect("reports:report", request.membership.workspace.slug, round.pk)


@require_POST
@editor_required
def report_stop(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Stop building a report; one from before stays."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    if stop_report(round=round):
        note_round(request, Action.REPORT_STOPPED, round)
        messages.success(request, _("The report is not being built any more. No answer is lost."))
    return redirect("assessments:round", request.membership.workspace.slug, round.pk)


def file_answer(_request: HttpRequest, round: Round, stored: ReportFile) -> HttpResponse:
    """Return a file for keeping; browsers never show it in place of a page."""
    kind = FileKind(stored.kind)
    name = slugify(f"{round.assessment.client} {round.label}") or "report"
    return HttpResponse(
        bytes(stored.content or b""),
        content_type=MEDIA_TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}-{kind.value}{ENDINGS[kind]}"'
        },
    )


def _ready(request: MemberRequest, round_id: UUID) -> tuple[Round, Report]:
    round = get_object_or_404(rounds_to_read(request.membership), pk=round_id)
    report = newest_ready(round)
    if report is None:
        raise Http404
    return round, report
