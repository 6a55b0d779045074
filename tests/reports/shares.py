"""Reports that are ready at once, and links that share them."""

import hashlib
import zipfile
from datetime import timedelta
from functools import lru_cache
from io import BytesIO
from typing import Any

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.models import Round
from reports.enums import Audience, FileKind, ReportState
from reports.models import Report, ReportFigure, ReportFile, ShareLink
from reports.selectors.file_inputs import file_inputs, said_by_files
from reports.selectors.sharing import share_token_hash
from reports.services.drawing import drawn_figures
from reports.services.sharing import make_share_link
from scoring.release import Release
from tests.factories import open_round_with_groups
from tests.reports.samples import HEADCOUNTS, PEOPLE, sample_material, sample_release

# Its numbers must not be found on any page.
SCORECARD = {"secret": "scorecard"}


@lru_cache(maxsize=8)
def _release(people: tuple[tuple[str, int], ...]) -> Release:
    return sample_release(people=dict(people))


@lru_cache(maxsize=8)
def _figures(people: tuple[tuple[str, int], ...]) -> tuple[ReportFigure, ...]:
    return tuple(drawn_figures(Report(), sample_material(_release(people))))


def ready_report(
    round: Round | None = None, people: dict[str, int] = PEOPLE, **fields: Any
) -> Report:
    """Store a report that is ready, with the release and the figures of the sample."""
    if round is None:
        round, _groups = open_round_with_groups(dict(HEADCOUNTS), state="closed", **fields)
    key = tuple(people.items())
    now = timezone.now()
    report = Report.objects.create(
        workspace_id=round.workspace_id,
        round=round,
        state=ReportState.READY,
        progress=100,
        queued_at=now,
        finished_at=now,
        scorecard=SCORECARD,
        release=_release(key).to_json(),
    )
    ReportFigure.objects.bulk_create(
        ReportFigure(
            workspace_id=round.workspace_id,
            report=report,
            name=each.name,
            plotly=each.plotly,
            wide=each.wide,
            narrow=each.narrow,
        )
        for each in _figures(key)
    )
    return report


def with_files(report: Report) -> Report:
    """Store all files of a report as ready. They only stand for files: an archive that holds
    next to nothing of each chart, and else a line of text."""
    now, said = timezone.now(), said_by_files(report)
    for kind, inputs in file_inputs(report).items():
        content = _archive(report) if kind is FileKind.PICTURES else f"A {kind}.".encode()
        ReportFile.objects.update_or_create(
            report=report,
            kind=kind,
            defaults={
                "workspace_id": report.workspace_id,
                "state": ReportState.READY,
                "queued_at": now,
                "finished_at": now,
                "inputs": inputs,
                "content": content,
                "said": said[kind],
                "sha256": hashlib.sha256(content).hexdigest(),
            },
        )
    return report


def _archive(report: Report) -> bytes:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for figure in report.figures.all():
            packed.writestr(f"{figure.name}.png", b"\x89PNG\r\n\x1a\n")
            packed.writestr(f"{figure.name}.svg", "<svg/>")
    return archive.getvalue()


def shared(
    report: Report | None = None,
    audience: Audience = Audience.STEERING,
    *,
    days: int = 30,
    password: str = "",
    made_by: User | None = None,
) -> str:
    """Make a link to a report and return its secret."""
    return make_share_link(
        report=report or ready_report(),
        audience=audience,
        last_day=timezone.localdate() + timedelta(days=days),
        password=password,
        given_to="",
        made_by=made_by,
    )


def link_of(token: str) -> ShareLink:
    return ShareLink.objects.get(token_hash=share_token_hash(token))


def way_in(token: str) -> str:
    """The address that is handed out."""
    return reverse("reports:open-share", args=[token])


def page_of(token: str) -> str:
    """The address where the report is read."""
    return reverse("reports:shared", args=[link_of(token).pk])


def visitor(token: str) -> Browser:
    """Return a browser that has opened the link."""
    browser = Browser()
    assert browser.get(way_in(token)).url == page_of(token)
    return browser
