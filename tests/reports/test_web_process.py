"""The web process stays light: showing a report loads neither numpy nor pandas nor Plotly."""

import subprocess
import sys

import pytest
from django.conf import settings

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
print([page.status_code for page in pages])
print(sorted({"numpy", "pandas", "scipy", "plotly"} & set(sys.modules)))
"""


@pytest.mark.django_db(transaction=True)
def test_showing_a_report_loads_no_statistics(tmp_path):
    round = sample_round()
    build_report(report_id=close_and_request(round=round).pk)
    owner = persons_of(round.workspace).membership.user
    base = f"/w/{round.workspace.slug}/rounds/{round.pk}/"
    done = subprocess.run(
        [sys.executable, "-c", SHOW, str(owner.pk), f"{base}report/", f"{base}report/progress/"],
        cwd=settings.BASE_DIR,
        env={
            "PATH": "/usr/bin:/bin",
            "DATA_DIR": str(tmp_path),
            "DATABASE_URL": database_url(),
            "DEBUG": "1",  # static files need not be collected
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout.splitlines() == ["[200, 200]", "[]"], done.stderr
