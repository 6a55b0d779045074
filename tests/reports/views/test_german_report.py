"""A report in German: all of it, with German numbers, and nothing a machine reads is touched."""

import json
import re
from functools import cache

import pytest
from django.urls import reverse
from django.utils import translation

from assessments.models import Client as Organisation
from assessments.models import Round
from assessments.selectors.scoring_input import scoring_input
from reports.services.building import build_report
from reports.services.requesting import close_and_request
from scoring.scorer import score
from tests.persons import persons_of
from tests.reports.reading import WholeReport, read_all
from tests.reports.samples import sample_round
from tests.untranslated import watched

pytestmark = pytest.mark.django_db

DECIMAL_POINT = re.compile(r"(?<![\d.])\d\.\d(?![\d.])")
FOR_MACHINES = re.compile(r'\b(?:value|min|max|step|width|height|viewBox|d|x|y)="([^"]*)"')
DRAWN = re.compile(r"<text\b.*?</text>", re.DOTALL)
DATA = re.compile(r'<script id="[^"]*" type="application/json">(.*?)</script>', re.DOTALL)


def closed() -> Round:
    round = sample_round(assessment__client__language="de")
    build_report(report_id=close_and_request(round=round).pk)
    return round


@cache
def german_report() -> tuple[WholeReport, set[str]]:
    """Return a report in German, made once, and the texts on its way that have no German."""
    with watched("de") as missing:
        round = closed()
        address = reverse("reports:report", args=[round.workspace.slug, round.pk])
        return read_all(persons_of(round.workspace).owner, address), missing


def test_a_whole_report_is_german() -> None:
    report, missing = german_report()
    words = report.words
    assert missing == set()
    assert set(re.findall(r'<html lang="([^"]*)"', report.source)) == {"de"}
    for part in (
        "Bringen Sie erst das Fundament in Ordnung, und geben Sie dann Geld für Technik aus.",
        "5 von 9 Bedingungen sind erfüllt.",
        "Zuständige und Regeln für Daten",
        "Was zuerst zu tun ist",
        "Das ist keine Vorhersage des Erfolgs.",
    ):
        assert part in words
    assert "too few answers" not in words


def test_numbers_are_german_in_words_and_charts() -> None:
    report, _missing = german_report()
    drawn = [re.sub(r"<[^>]+>", " ", text) for text in DRAWN.findall(report.source)]
    for said in ([report.words], drawn):
        assert any(re.search(r"\d,\d", text) for text in said)
        assert [found for text in said for found in DECIMAL_POINT.findall(text)] == []


def test_what_machines_read_keeps_its_points() -> None:
    html = german_report()[0].source
    read = FOR_MACHINES.findall(html)
    assert any("." in value for value in read)
    assert [value for value in read if re.search(r"\d,\d+,|^\d+,\d+$", value)] == []
    for data in DATA.findall(html):
        json.loads(data)


def test_scores_do_not_depend_on_the_language() -> None:
    round = sample_round()
    scorecards = []
    for language in ("en-gb", "de"):
        with translation.override(language):
            given = scoring_input(round)
            options = given.options
            scorecard = score(
                given.framework, given.answers, given.facts, given.headcounts, options
            )
        scorecards.append(scorecard.to_json())
    assert scorecards[0] == scorecards[1]


def test_the_client_chooses_and_not_the_reader() -> None:
    round = closed()
    owner = persons_of(round.workspace).owner
    address = reverse("reports:report", args=[round.workspace.slug, round.pk])
    page = owner.get(address, headers={"Accept-Language": "en"}).text
    assert '<html lang="de"' in page
    Organisation.objects.update(language="en-gb")
    assert '<html lang="en-gb"' in owner.get(address).text
