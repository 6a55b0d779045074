"""Addresses of reports: closing, reopening and publishing a round, the report, sharing it."""

from django.urls import path

from reports.views import (
    closing,
    dashboard,
    erasure,
    explain,
    progress,
    publication,
    reopening,
    shared,
    sharing,
    what_if,
)

app_name = "reports"

ROUND = "w/<slug:workspace>/rounds/<uuid:round_id>/"

urlpatterns = [
    path(
        "w/<slug:workspace>/clients/<uuid:client_id>/erase/",
        erasure.client_erase,
        name="client-erase",
    ),
    path(f"{ROUND}close/", closing.close_round, name="close-round"),
    path(f"{ROUND}reopen/", reopening.reopen_round, name="reopen-round"),
    path(f"{ROUND}publish/", publication.publish_round, name="publish-round"),
    path(f"{ROUND}report/", dashboard.report, name="report"),
    path(f"{ROUND}report/explain/<slug:part>/", explain.explain_number, name="explain"),
    path(f"{ROUND}report/what-if/", what_if.what_if, name="what-if"),
    path(f"{ROUND}report/progress/", progress.report_progress, name="report-progress"),
    path(f"{ROUND}report/retry/", progress.report_retry, name="report-retry"),
    path(f"{ROUND}share/", sharing.share, name="share"),
    path(f"{ROUND}share/<uuid:link_id>/revoke/", sharing.share_revoke, name="share-revoke"),
    # With and without a slash at the end: no redirect may carry the secret on.
    path("s/<path:token>", shared.open_share, name="open-share"),
    path("shared/<uuid:link_id>/", shared.shared, name="shared"),
    path("shared/<uuid:link_id>/what-if/", what_if.shared_what_if, name="shared-what-if"),
    path(
        "shared/<uuid:link_id>/explain/<slug:part>/", explain.shared_explain, name="shared-explain"
    ),
]
