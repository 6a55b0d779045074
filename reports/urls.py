"""Addresses of reports: closing a round, how far the report has come, the report."""

from django.urls import path

from reports.views import closing, dashboard, erasure, progress

app_name = "reports"

ROUND = "w/<slug:workspace>/rounds/<uuid:round_id>/"

urlpatterns = [
    path(
        "w/<slug:workspace>/clients/<uuid:client_id>/erase/",
        erasure.client_erase,
        name="client-erase",
    ),
    path(f"{ROUND}close/", closing.close_round, name="close-round"),
    path(f"{ROUND}report/", dashboard.report, name="report"),
    path(f"{ROUND}report/progress/", progress.report_progress, name="report-progress"),
    path(f"{ROUND}report/retry/", progress.report_retry, name="report-retry"),
]
