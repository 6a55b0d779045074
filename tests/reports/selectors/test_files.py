"""Which files can be had: those that are ready, and earlier ones that say the same."""

import io
from http import HTTPStatus

import pytest
from django.urls import reverse
from pypdf import PdfReader

from reports.enums import FileKind, ReportState, Trouble
from reports.files.branding import Paper
from reports.models import Report, ReportFile
from reports.selectors import file_inputs
from reports.selectors.files import files_of, ready_file
from reports.services.branding import set_look
from reports.services.commenting import comment_on
from reports.services.making import MAKERS, make_file
from reports.services.requesting_files import request_files
from tests.factories import MembershipFactory
from tests.persons import signed_in
from tests.reports.shares import page_of, ready_report, shared, visitor, with_files

pytestmark = pytest.mark.django_db

DRESSED = {FileKind.SUMMARY, FileKind.REPORT, FileKind.SLIDES, FileKind.WORKBOOK, FileKind.PAGE}
PLUM = "#7a1f5c"


@pytest.fixture
def report() -> Report:
    """A report whose files are ready; each only stands for a file."""
    return with_files(ready_report())


def asked(report: Report) -> Report:
    """Ask for the files as whoever opens the report does."""
    report = Report.objects.get(pk=report.pk)
    request_files(report=report)
    return report


def waiting(report: Report) -> set[str]:
    return set(report.files.filter(state=ReportState.QUEUED).values_list("kind", flat=True))


def had(report: Report, kind: FileKind) -> bytes | None:
    stored = ready_file(report, kind)
    return None if stored is None else bytes(stored.content)


def say(report: Report, text: str) -> None:
    author = MembershipFactory(workspace=report.workspace).user
    comment_on(round=report.round, page="summary", text=text, author=author)


def test_while_only_the_look_changes_the_earlier_files_can_be_had(report):
    set_look(workspace=report.workspace, accent=PLUM)
    report = asked(report)
    assert waiting(report) == DRESSED == files_of(report).earlier
    assert had(report, FileKind.SUMMARY) == b"A summary."
    assert {line.kind for line in files_of(report).offered} == set(FileKind) - {FileKind.FIGURES}


@pytest.mark.parametrize("state", [ReportState.RUNNING, ReportState.FAILED, ReportState.STOPPED])
def test_whatever_becomes_of_the_new_one(report, state):
    set_look(workspace=report.workspace, accent=PLUM)
    report = asked(report)
    error = Trouble.MAKING if state is ReportState.FAILED else ""
    report.files.filter(kind=FileKind.SLIDES).update(
        state=state, error=error, lease_until=report.finished_at
    )
    assert had(report, FileKind.SLIDES) == b"A slides."


def test_the_new_one_takes_its_place(report):
    set_look(workspace=report.workspace, accent=PLUM)
    report = asked(report)
    make_file(file_id=report.files.get(kind=FileKind.WORKBOOK).pk)
    assert had(report, FileKind.WORKBOOK).startswith(b"PK")
    assert files_of(report).earlier == DRESSED - {FileKind.WORKBOOK}
    set_look(workspace=report.workspace, accent="#1a4f8a")
    assert had(asked(report), FileKind.WORKBOOK).startswith(b"PK"), "one that was made, too"


def test_a_comment_that_was_taken_back_is_gone_at_once(report):
    say(report, "Ada slows this down.")
    with_files(Report.objects.get(pk=report.pk))
    say(report, "")
    report = asked(report)
    assert waiting(report) == DRESSED
    assert [had(report, kind) for kind in DRESSED] == [None] * 5
    assert files_of(report).earlier == frozenset()


@pytest.mark.parametrize("change", ["comment", "group", "client", "language", "program"])
def test_whatever_else_changes_takes_the_earlier_files_back(report, monkeypatch, change):
    set_look(workspace=report.workspace, accent=PLUM)
    client = report.round.assessment.client
    if change == "comment":
        say(report, "Start with the data.")
    elif change == "group":
        report.round.groups.filter(code="it").update(label="Technik")
    elif change == "client":
        type(client).objects.filter(pk=client.pk).update(name="Hanse")
    elif change == "language":
        type(client).objects.filter(pk=client.pk).update(language="de")
    else:
        versions = {kind: number + 1 for kind, number in file_inputs.VERSIONS.items()}
        monkeypatch.setattr(file_inputs, "VERSIONS", versions)
    report = asked(report)
    assert had(report, FileKind.SUMMARY) is None
    assert files_of(report).earlier == frozenset()


def test_another_content_of_the_report_takes_them_back(report):
    set_look(workspace=report.workspace, accent=PLUM)
    Report.objects.update(content_hash="f" * 64)
    assert had(asked(report), FileKind.SUMMARY) is None


def test_a_file_of_before_this_was_kept_is_not_had(report):
    ReportFile.objects.update(said="")
    set_look(workspace=report.workspace, accent=PLUM)
    assert had(asked(report), FileKind.SUMMARY) is None


def test_pages_offer_what_can_be_had(report):
    set_look(workspace=report.workspace, accent=PLUM)
    owner, token = signed_in(MembershipFactory(workspace=report.workspace).user), shared(report)
    name = reverse("reports:report", args=[report.workspace.slug, report.round_id])
    for browser, summary in ((owner, name), (visitor(token), page_of(token))):
        page = browser.get(summary).text
        assert f"{summary}files/slides" in page
        answer = browser.get(f"{summary}files/slides")
        assert (answer.status_code, answer.content) == (HTTPStatus.OK, b"A slides.")
    assert "in the earlier look, until the new one is made" in owner.get(name).text


def test_a_visitor_is_told_that_files_will_come(report):
    token = shared(report)
    say(report, "Start with the data.")
    page = visitor(token).get(page_of(token)).text
    assert "files/slides" not in page
    assert "files/data" in page
    assert "More files are being made." in page
    with_files(Report.objects.get(pk=report.pk))
    assert "More files are being made." not in visitor(token).get(page_of(token)).text


def test_a_comment_that_came_and_went_while_a_file_was_made_does_not_stay(report, monkeypatch):
    make = MAKERS[FileKind.PAGE]

    def commented(contents):
        say(report, "Ada slows this down.")
        return make(contents)

    monkeypatch.setitem(MAKERS, FileKind.PAGE, commented)
    set_look(workspace=report.workspace, accent=PLUM)
    report = asked(report)
    make_file(file_id=report.files.get(kind=FileKind.PAGE).pk)
    assert b"Ada slows this down." in had(report, FileKind.PAGE)
    say(report, "")
    report = asked(report)
    assert FileKind.PAGE in waiting(report)
    assert had(report, FileKind.PAGE) is None


@pytest.mark.parametrize("kind", [FileKind.SUMMARY, FileKind.REPORT])
def test_both_papers_are_made_on_the_workspaces_paper(report, kind):
    for paper, size in ((Paper.LETTER, (612, 792)), (Paper.A4, (595, 842))):
        set_look(workspace=report.workspace, accent=PLUM, paper=paper)
        report = asked(report)
        assert kind in waiting(report)
        make_file(file_id=report.files.get(kind=kind).pk)
        box = PdfReader(io.BytesIO(had(report, kind))).pages[0].mediabox
        assert (round(float(box.width)), round(float(box.height))) == size
