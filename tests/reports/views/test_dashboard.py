"""The report page: what it says, to whom, and what never leaves the system."""

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse

from assessments.models import Round
from reports.services.building import build_report
from reports.services.requesting import close_and_request
from tests.factories import ClientAccessFactory, RoundFactory
from tests.persons import persons_of
from tests.reports.reading import WholeReport, read_all, words_of
from tests.reports.samples import HEADCOUNTS, PEOPLE, everybody, sample_round
from tests.reports.shares import ready_report, with_files

pytestmark = pytest.mark.django_db


def built(**fields) -> Round:
    round = sample_round(**fields)
    build_report(report_id=close_and_request(round=round).pk)
    return round


def ready(**fields) -> Round:
    """A round with the report of the sample, where it does not matter how it came about."""
    return with_files(ready_report(**fields)).round


def address(round: Round) -> str:
    return reverse("reports:report", args=[round.workspace.slug, round.pk])


def page_of(round: Round) -> str:
    page = persons_of(round.workspace).owner.get(address(round))
    assert page.status_code == 200
    return page.text


def report_of(round: Round) -> WholeReport:
    return read_all(persons_of(round.workspace).owner, address(round))


def test_the_report_tells_the_verdict_why_and_what_stands_in_the_way():
    words = report_of(built()).words
    for part in (
        "Fix the foundations first, and then spend on technology.",
        "no gate fails, and one unit is ready to try",
        "5 of 9 gates are passed.",
        "A plan for the first data Not quite",
        "What stands in the way",
        "Data quality stands at 2.6 on average; 3.0 is needed.",
        "The rules give “Decoupled pilot” by a narrow margin",
        "IT rates “One joint team” 2.1 on average, business 3.4.",
        "Technology is not ahead of the organisation.",
        "What to do first",
        "not a prediction of success",
        "Framework CRM Readiness 2, checksum",
    ):
        assert part in words


@pytest.mark.parametrize(
    ("person", "status"), [("owner", 200), ("consultant", 200), ("viewer", 404), ("stranger", 404)]
)
def test_who_may_read(person, status):
    round = ready()
    assert getattr(persons_of(round.workspace), person).get(address(round)).status_code == status


def test_a_viewer_with_access_to_the_client_may_read():
    round = ready()
    persons = persons_of(round.workspace)
    ClientAccessFactory(membership=persons.viewer_membership, client=round.assessment.client)
    assert persons.viewer.get(address(round)).status_code == 200


def test_somebody_not_signed_in_is_sent_to_the_sign_in():
    assert Browser().get(address(RoundFactory())).status_code == 302


def test_too_few_answers_say_who_must_answer_and_show_no_zero():
    people = {"executives": 2, "business": 9, "frontline": 30, "it": 6}
    words = report_of(built(people=people)).words
    assert "There are too few answers yet for a verdict." in words
    assert "Frontline: 18 more answers are needed (30 of 48)." in words
    assert "Executives: 3 answers are needed, and there are fewer." in words
    assert " 0.0" not in words


def test_missing_facts_are_named_as_the_cause_when_nothing_else_is_missing():
    words = words_of(page_of(built(facts={}, assessment__client__client_type="b2c")))
    assert "There is no verdict yet: one dimension cannot be scored." in words
    assert "“Data quality” has no score: the facts “" in words
    assert "with all facts entered before it is closed" in words
    assert "too few answers" not in words.lower()


def test_a_group_that_is_not_asked_is_no_column_and_must_be_asked():
    headcounts = {code: number for code, number in HEADCOUNTS.items() if code != "it"}
    people = {code: number for code, number in PEOPLE.items() if code != "it"}
    report = report_of(built(people=people, headcounts=headcounts))
    words = report.words
    assert "IT: nobody is asked in this round." in words
    assert "A verdict needs a new round, in which IT must be asked." in words
    assert "Business and IT cannot be compared: IT was not asked in this round." in words
    columns = report.figures["capability_heatmap"]["light"]["layout"]["xaxis"]["ticktext"]
    assert len(columns) == 3


def test_without_scripts_the_drawings_and_the_tables_are_there():
    page = page_of(ready())
    assert page.count("<noscript>") == 0
    for name in ("dimension_bars", "sequencing"):
        place = re.search(rf'id="chart-{name}".*?</section>', page, flags=re.DOTALL)[0]
        assert place.count("<svg") == 2
        assert "<table" in place


def test_the_date_says_what_it_is_the_date_of():
    assert re.search(r"· Built on \d+ \w+ 20\d\d", words_of(page_of(ready())))


def test_nobody_answered():
    words = report_of(built(people=dict.fromkeys(PEOPLE, 0), facts={})).words
    assert "No dimension can be shown yet." in words
    assert "No gate can be judged yet." in words
    assert "In the way" not in words


# A group below k: its numbers are far from everybody else's, so that they can be searched for.
LOUD = {**everybody(2), "it": dict.fromkeys("SCQA", 5)}
FOUR_IN_IT = {**PEOPLE, "it": 4}


def it_traces(report: WholeReport) -> list[float]:
    """All numbers of the IT side that the figures hold."""
    dumbbell = report.figures.get("gap_dumbbell", {}).get("light", {"data": []})
    return [
        value for trace in dumbbell["data"] if trace.get("name") == "IT" for value in trace["x"]
    ]


def test_nothing_of_a_group_below_k_is_in_the_report_or_in_its_figures():
    round = built(people=FOUR_IN_IT, headcounts={**HEADCOUNTS, "it": 4}, levels=LOUD)
    report = report_of(round)
    assert it_traces(report) == []
    assert not re.search(r"\b(4\.[5-9]|5\.0)\b", without_what_could_be(report))
    assert (
        "Business and IT cannot be compared: one side has too few answers to show." in report.words
    )


def test_the_same_group_is_there_when_it_is_large_enough():
    """The control of the test above: with k = 3 the search finds what it looks for."""
    round = built(people=FOUR_IN_IT, headcounts={**HEADCOUNTS, "it": 4}, levels=LOUD, k=3)
    report = report_of(round)
    assert len(it_traces(report)) > 0
    assert re.search(r"\b(4\.[5-9]|5\.0)\b", without_what_could_be(report))


def without_what_could_be(report: WholeReport) -> str:
    """The words of what was measured: not the steps of a slider, nor the ends of intervals."""
    pages = [page for name, page in report.pages.items() if name != "what-if"]
    return re.sub(r"\d\.\d (–|to) \d\.\d", " ", words_of("\n".join(pages)))


def test_the_scorecard_is_not_read_for_the_page(django_assert_num_queries):
    round = ready()
    persons = persons_of(round.workspace)
    persons.owner.get(address(round))
    with django_assert_num_queries(17) as queries:
        persons.owner.get(address(round))
    with django_assert_num_queries(12):
        persons.owner.get(f"{address(round)}gaps/")
    assert not [query for query in queries.captured_queries if "scorecard" in query["sql"]]


EVIL = "</script><script>alert(1)</script>&<b>x"


def test_names_cannot_break_out_of_the_pages():
    round = sample_round()
    round.groups.update(label=EVIL)
    build_report(report_id=close_and_request(round=round).pk)
    report = report_of(round)
    assert EVIL not in report.source
    assert "<script>alert" not in report.source
    assert report.figures.keys() >= {"capability_heatmap"}


def test_scripts_and_styles_come_from_here_with_a_nonce():
    round = ready()
    answer = persons_of(round.workspace).owner.get(address(round))
    nonce = re.search(r'<style id="plotly.js-style-global" nonce="([^"]+)"></style>', answer.text)[
        1
    ]
    assert f"'nonce-{nonce}'" in answer.headers["Content-Security-Policy"]
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*"', answer.text) == []


def test_demo_data_is_marked():
    round = ready(assessment__client__is_demo=True)
    assert "Demo data" in page_of(round)
