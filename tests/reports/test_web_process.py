"""The web process stays light: showing a report loads nothing that computes, draws or prints."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from assessments.models import Round
from reports.enums import FileKind, ReportState
from reports.files.pictures import pictures_of
from reports.models import Report
from reports.selectors.contents import drawings_of, outline_for
from reports.selectors.file_inputs import file_inputs
from reports.services.building import build_report
from reports.services.requesting import close_and_request
from tests.faults.workers import database_url
from tests.persons import persons_of
from tests.reports.samples import sample_round

SHOW = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "crm_readiness.settings"
import django
django.setup()
from django.test import Client
from accounts.models import User
import crm_readiness.urls
browser = Client()
browser.force_login(User.objects.get(pk=sys.argv[1]))
pages = [browser.get(address, headers={"host": "localhost"}) for address in sys.argv[2:]]
print([address for address, page in zip(sys.argv[2:], pages) if page.status_code != 200])
print(sorted(set(os.environ["HEAVY"].split()) & set(sys.modules)))
"""


HEAVY = "numpy pandas scipy plotly typst pptx xlsxwriter"
CHART = "dimension_bars"


@pytest.fixture
def round(transactional_db) -> Round:
    """A closed round with a report, and a chart of it as a picture."""
    round = sample_round()
    report = close_and_request(round=round)
    build_report(report_id=report.pk)
    pictures = report.files.filter(kind=FileKind.PICTURES)
    content = pictures_of(drawings_of(report.pk, [CHART]))
    inputs = file_inputs(Report.objects.get(pk=report.pk))[FileKind.PICTURES]
    pictures.update(state=ReportState.READY, content=content, sha256="0" * 64, inputs=inputs)
    return round


def addresses(round: Round) -> list[str]:
    """Every way of reading a report: pages, charts in each form, explanations, files."""
    report = Report.objects.get(round=round)
    document = outline_for(report).document()
    base = f"/w/{round.workspace.slug}/rounds/{round.pk}/report/"
    return [
        base,
        *(f"{base}{chapter.key}/" for chapter in document.chapters),
        *(f"{base}tables/{exhibit.name}.csv" for exhibit in document.exhibits),
        *(f"{base}figures/{name}.json" for name in report.figures.values_list("name", flat=True)),
        f"{base}charts/{CHART}.png",
        f"{base}charts/{CHART}.svg",
        f"{base}explain/overall/",
        f"{base}what-if/",
        f"{base}progress/",
        f"{base}files/",
        f"{base}files/{FileKind.PICTURES}",
    ]


def test_showing_a_report_loads_nothing_heavy(round, tmp_path):
    found, loaded = visited(round, addresses(round), tmp_path)
    assert found == "[]", "not found"
    assert loaded == "[]"


def test_negative_control_what_is_loaded_is_noticed(round, tmp_path):
    _found, loaded = visited(round, [], tmp_path, heavy="django numpy")
    assert loaded == "['django']"


def visited(round: Round, pages: list[str], folder, heavy: str = HEAVY) -> list[str]:
    """Open pages in a process of their own; return what was not found, and what it loaded."""
    owner = persons_of(round.workspace).membership.user
    done = subprocess.run(
        [sys.executable, "-c", SHOW, str(owner.pk), *pages],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(folder),
            "DATABASE_URL": database_url(),
            "DEBUG": "1",  # static files need not be collected
            "HEAVY": heavy,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
