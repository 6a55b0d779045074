"""The consultant's comment on a page of a report."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, editor_required
from accounts.enums import Action
from accounts.models import User
from assessments.views.noting import note_round
from reports.document import Outline
from reports.document.parts import Page
from reports.forms.comments import CommentForm
from reports.selectors.contents import comments_of, outline_for
from reports.selectors.reports import newest_ready, rounds_to_read
from reports.services.commenting import comment_on
from reports.services.requesting_files import request_files
from reports.views.places import MemberPlace


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def comment(request: MemberRequest, round_id: UUID, page: str) -> HttpResponse:
    """Write, change or take away the comment on a page."""
    round = get_object_or_404(rounds_to_read(request.membership), pk=round_id)
    report = newest_ready(round)
    if report is None:
        raise Http404
    name = _page_name(outline_for(report), page)
    before = comments_of(round).get(page)
    form = CommentForm(request.POST or None, initial={"text": before.text if before else ""})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        comment_on(round=round, page=page, text=text, author=cast(User, request.user))
        request_files(report=report)
        note_round(request, Action.REPORT_COMMENTED, round, page)
        messages.success(
            request,
            _("The comment is saved. The files are being made again.")
            if text
            else _("The comment is gone. The files are being made again."),
        )
        return redirect(MemberPlace(request.membership.workspace.slug, round.pk).page(page))
    context = {"round": round, "report": report, "form": form, "page_name": name, "key": page}
    return render(request, "reports/comment.html", context)


def _page_name(outline: Outline, key: str) -> str:
    """Return what a page is called; not found where the report has no such page."""
    if key == Page.SUMMARY:
        return _("Summary")
    for entry in outline.entries:
        if entry.key == key:
            return entry.name
    raise Http404
