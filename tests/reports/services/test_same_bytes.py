"""The same report gives the same bytes, whichever process makes its files and in which order."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from reports.enums import FileKind
from reports.services.building import build_report
from reports.services.requesting import close_and_request
from tests.faults.workers import database_url
from tests.reports.samples import sample_round

MAKE = """
import hashlib, json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "crm_readiness.settings"
import django
django.setup()
from reports.models import Report
from reports.services.drawing import drawn_figures, list_of
from reports.services.making import MAKERS, Contents
contents = Contents(Report.objects.get(pk=sys.argv[1]))
kinds = sorted(MAKERS, reverse=sys.argv[2] == "backwards")
made = {kind: MAKERS[kind](contents) for kind in kinds}
made["figures"] = list_of(drawn_figures(contents.report, contents.material))
print(json.dumps({kind: hashlib.sha256(content).hexdigest() for kind, content in made.items()}))
"""


@pytest.mark.django_db(transaction=True)
def test_two_processes_make_the_same_bytes(tmp_path):
    """Python orders sets differently in each process, unless told by its seed."""
    report = close_and_request(round=sample_round())
    build_report(report_id=report.pk)
    one = made(str(report.pk), "forwards", tmp_path, PYTHONHASHSEED="1", TZ="Pacific/Auckland")
    other = made(str(report.pk), "backwards", tmp_path, PYTHONHASHSEED="2", TZ="America/Lima")
    assert set(one) == set(FileKind)
    assert one == other
    assert one["figures"] == report.files.get(kind=FileKind.FIGURES).sha256


def made(report: str, order: str, folder, **environment: str) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", MAKE, report, order],
        cwd=settings.BASE_DIR,
        env={
            "PATH": "/usr/bin:/bin",
            "DATA_DIR": str(folder),
            "DATABASE_URL": database_url(),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    hashes: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return hashes
