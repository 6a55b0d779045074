"""What happened in a workspace: for its owners, on a page and as a file."""

import csv
import io

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import MemberRequest, owner_required
from accounts.enums import Action
from accounts.selectors.audit import entries_of, log_rows
from accounts.services.audit import record
from accounts.spreadsheet_cells import safe_row

ON_A_PAGE = 50


@require_safe
@never_cache
@owner_required
def log(request: MemberRequest) -> HttpResponse:
    """Show who did what and when, newest first."""
    pages = Paginator(entries_of(request.membership.workspace), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "accounts/log.html", {"page": page})


@require_safe
@never_cache
@owner_required
def log_csv(request: MemberRequest) -> HttpResponse:
    """Return the whole log as a file for a spreadsheet."""
    workspace, user = request.membership.workspace, request.membership.user
    record(workspace=workspace, actor=user, action=Action.LOG_DOWNLOADED)
    text = io.StringIO()
    csv.writer(text).writerows(safe_row(row) for row in log_rows(workspace))
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="log-{workspace.slug}.csv"'
    return answer
