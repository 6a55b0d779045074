"""Addresses of reports: closing, reopening and publishing a round, the report, sharing it."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from reports.views import (
    branding,
    closing,
    comments,
    dashboard,
    erasure,
    explain,
    files,
    progress,
    publication,
    reopening,
    shared,
    sharing,
    what_if,
)

app_name = "reports"

ROUND = "w/<slug:workspace>/rounds/<uuid:round_id>/"
SHARED = "shared/<uuid:link_id>/"


class PictureKind(StringConverter):
    """The endings of a chart's picture."""

    regex = "png|svg"


register_converter(PictureKind, "picture")

urlpatterns = [
    path("w/<slug:workspace>/settings/look/", branding.look, name="look"),
    path("w/<slug:workspace>/settings/look/logo", branding.logo, name="look-logo"),
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
    path(f"{ROUND}report/stop/", files.report_stop, name="report-stop"),
    path(f"{ROUND}report/own-words/", dashboard.own_words, name="own-words"),
    path(f"{ROUND}report/logo", dashboard.logo, name="report-logo"),
    path(f"{ROUND}report/look.css", dashboard.look, name="report-look"),
    path(f"{ROUND}report/files/", files.files, name="files"),
    path(f"{ROUND}report/files/again/", files.files_again, name="files-again"),
    path(f"{ROUND}report/files/stop/", files.files_stop, name="files-stop"),
    path(f"{ROUND}report/files/<slug:file>", files.file, name="file"),
    path(f"{ROUND}report/figures/<slug:chart>.json", dashboard.figure, name="figure"),
    path(f"{ROUND}report/charts/<slug:chart>.<picture:picture>", dashboard.picture, name="picture"),
    path(f"{ROUND}report/tables/<slug:chart>.csv", dashboard.table, name="table"),
    path(f"{ROUND}report/<slug:page>/comment/", comments.comment, name="comment"),
    path(f"{ROUND}report/<slug:page>/", dashboard.report_page, name="report-page"),
    path(f"{ROUND}share/", sharing.share, name="share"),
    path(f"{ROUND}share/<uuid:link_id>/revoke/", sharing.share_revoke, name="share-revoke"),
    # With and without a slash at the end: no redirect may carry the secret on.
    path("s/<path:token>", shared.open_share, name="open-share"),
    path(SHARED, shared.shared, name="shared"),
    path(f"{SHARED}own-words/", shared.own_words, name="shared-own-words"),
    path(f"{SHARED}explain/<slug:part>/", shared.explain, name="shared-explain"),
    path(f"{SHARED}what-if/", shared.what_if, name="shared-what-if"),
    path(f"{SHARED}logo", shared.logo, name="shared-logo"),
    path(f"{SHARED}look.css", shared.look, name="shared-look"),
    path(f"{SHARED}files/<slug:file>", shared.file, name="shared-file"),
    path(f"{SHARED}figures/<slug:chart>.json", shared.figure, name="shared-figure"),
    path(f"{SHARED}charts/<slug:chart>.<picture:picture>", shared.picture, name="shared-picture"),
    path(f"{SHARED}tables/<slug:chart>.csv", shared.table, name="shared-table"),
    path(f"{SHARED}<slug:page>/", shared.shared_page, name="shared-page"),
]
