"""Addresses of reports: closing, reopening and publishing a round, progress, the report."""

from django.urls import path

from reports.views import closing, dashboard, progress, publication, reopening

app_name = "reports"

ROUND = "w/<slug:workspace>/rounds/<uuid:round_id>/"

urlpatterns = [
    path(f"{ROUND}close/", closing.close_round, name="close-round"),
    path(f"{ROUND}reopen/", reopening.reopen_round, name="reopen-round"),
    path(f"{ROUND}publish/", publication.publish_round, name="publish-round"),
    path(f"{ROUND}report/", dashboard.report, name="report"),
    path(f"{ROUND}report/progress/", progress.report_progress, name="report-progress"),
    path(f"{ROUND}report/retry/", progress.report_retry, name="report-retry"),
]
