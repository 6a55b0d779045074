"""The operator's view of reports: how building goes. Nothing computed is shown here."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin import ListedLookups
from assessments.admin import Undeletable
from reports.models import Report


@admin.register(Report)
class ReportAdmin(Undeletable, ListedLookups):
    """Without scorecard and release: only the report page shows results."""

    list_display = ("id", "workspace", "round", "state", "attempt", "queued_at", "finished_at")
    list_filter = ("state", "workspace")
    list_select_related = ("workspace", "round")
    fields = (
        *("workspace", "round", "state", "step", "progress", "attempt", "error"),
        *("queued_at", "hinted_at", "heartbeat_at", "lease_until", "finished_at"),
        *("scorer_version", "answers_hash"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        return super().get_queryset(request).defer("scorecard", "release", "basis")
