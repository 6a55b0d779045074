"""A real survey all the way: file, framework, import, scores, report, dashboard, against numpy.

2,042 soldiers in 49 companies, 11 leadership items: data lq2002 of the R package multilevel.
"""

import csv
import os
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client as Browser
from django.urls import reverse

from assessments.csv_files.answers import read_answers
from assessments.enums import AnonymityMode, Cadence
from assessments.selectors.frameworks import framework_of, newest_version
from assessments.services.clients import start_assessment
from assessments.services.rounds import GroupPlan, open_round, plan_round
from reports.enums import ReportState
from reports.models import Report
from reports.services.building import build_report
from reports.services.requesting import close_and_request
from scoring.release.coarse import one_decimal
from tests.factories import ClientFactory, MembershipFactory

SHARED_DATA = Path(os.environ.get("SHARED_DATA") or settings.BASE_DIR.parent / "shared/data")
SURVEY = SHARED_DATA / "lq2002.csv"
FRAMEWORK = settings.BASE_DIR / "tests/scoring/frameworks/lq2002.yaml"
ITEMS = [f"LEAD{number:02d}" for number in range(1, 12)]
EXACT = 1e-12

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not SURVEY.is_file(), reason=f"MISSING SURVEY: {SURVEY} is not there; set SHARED_DATA"
    ),
]


@pytest.fixture(scope="module")
def survey() -> list[dict[str, str]]:
    with SURVEY.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def companies(survey: list[dict[str, str]]) -> dict[str, np.ndarray]:
    """Each company's answers by group code: people by items."""
    found: dict[str, list[list[int]]] = {}
    for row in survey:
        found.setdefault(f"company-{row['COMPID']}", []).append([int(row[i]) for i in ITEMS])
    return {code: np.array(answers) for code, answers in found.items()}


@pytest.fixture(scope="module")
def answers_file(survey: list[dict[str, str]], tmp_path_factory: Any) -> Path:
    path: Path = tmp_path_factory.mktemp("survey") / "answers.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["respondent", "group", "item", "value"])
        writer.writerows(
            (row["SUB"], f"company-{row['COMPID']}", item, row[item])
            for item in ITEMS  # item by item, so that no respondent's rows stand together
            for row in survey
        )
    return path


@pytest.fixture
def world(companies: dict[str, np.ndarray]) -> SimpleNamespace:
    """An open round that asks all companies, and the owner of its workspace."""
    call_command("load_framework", str(FRAMEWORK), stdout=StringIO())
    version = newest_version("lq2002")
    assert version is not None
    owner = MembershipFactory()
    client = ClientFactory(workspace=owner.workspace)
    assessment = start_assessment(
        client=client,
        framework=version.framework,
        title="Leadership",
        cadence=Cadence.ONCE,
        target_profile={},
    )
    plans = [
        GroupPlan(code=group.code, label=group.title, headcount=len(companies[group.code]))
        for group in framework_of(version.pk).groups
    ]
    round = plan_round(
        assessment=assessment,
        label="2002",
        k=5,
        mode=AnonymityMode.ANONYMOUS,
        opens_on=None,
        closes_on=None,
        groups=plans,
    )
    return SimpleNamespace(owner=owner, round=open_round(round=round))


def test_the_file_holds_every_answer(answers_file: Path) -> None:
    from scoring.framework import load

    with answers_file.open("rb") as file:
        sheet = read_answers(file, load(FRAMEWORK))
    assert len(sheet) == 2042
    assert all(len(answers) == 11 for _group, answers in sheet.respondents())


def test_from_import_to_dashboard(
    world: SimpleNamespace, companies: dict[str, np.ndarray], answers_file: Path
) -> None:
    out = StringIO()
    call_command("import_answers", world.round.code, str(answers_file), stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "Imported 2042 ballots into 2002."
    assert lines[1:] == [
        f"  {group.label}: {len(companies[group.code])}" for group in world.round.groups.all()
    ]

    build_report(report_id=close_and_request(round=world.round).pk)
    report = Report.objects.get()
    assert (report.state, report.error) == (ReportState.READY, "")
    assert report.scorecard is not None
    assert report.release is not None
    _check_item_means(report.scorecard, companies)
    _check_company_means(report.scorecard, report.release, companies)
    _check_dashboard(world)


def _check_item_means(card: dict[str, Any], companies: dict[str, np.ndarray]) -> None:
    """Eleven means: with companies weighing the same, and over all people."""
    assert [item["code"] for item in card["items"]] == ITEMS
    by_company = np.array([answers.mean(axis=0) for answers in companies.values()]).mean(axis=0)
    scores = [item["score"] for item in card["items"]]
    assert scores == pytest.approx(by_company.tolist(), abs=EXACT)

    everybody = np.concatenate(list(companies.values())).mean(axis=0)
    pooled = [
        np.average(
            [cell["mean"] for cell in item["groups"]],
            weights=[cell["n"] for cell in item["groups"]],
        )
        for item in card["items"]
    ]
    assert pooled == pytest.approx(everybody.tolist(), abs=EXACT)


def _check_company_means(
    card: dict[str, Any], released: dict[str, Any], companies: dict[str, np.ndarray]
) -> None:
    """Forty-nine means; no company is small, so all of them are released."""
    expected = {code: answers.mean() for code, answers in companies.items()}
    [capability] = card["capabilities"]
    computed = {cell["group"]: cell["mean"] for cell in capability["groups"]}
    shown = {cell["group"]: cell["mean"] for cell in released["cells"]}
    assert len(expected) == 49
    assert computed == pytest.approx(expected, abs=EXACT)
    assert shown == {code: one_decimal(mean) for code, mean in expected.items()}


def _check_dashboard(world: SimpleNamespace) -> None:
    browser = Browser()
    browser.force_login(world.owner.user)
    address = reverse("reports:report", args=[world.owner.workspace.slug, world.round.pk])
    page = browser.get(address)
    assert page.status_code == 200
    assert page.templates[0].name == "reports/report.html"
