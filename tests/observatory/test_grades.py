"""Six kinds of page in production mode: each gets an A+ by Mozilla's Observatory rules."""

import json
import secrets
from collections.abc import Iterator
from typing import Any

import pytest

from assessments.demo import SIGN_INS
from tests.observatory.rules import HERE, LOCK, graded, need_rules
from tests.observatory.visitor import HOST, Visitor, without
from tests.services.stack import Stack, wait_for

PRODUCTION = {
    "PRODUCTION": "1",
    "BEHIND_PROXY": "1",
    "ALLOWED_HOSTS": HOST,
    "CSRF_TRUSTED_ORIGINS": f"https://{HOST}",
    "PUBLIC_URL": f"https://{HOST}",
}
PLACES = """
from django.urls import reverse
from assessments.models import Round
from reports.models import Report
report = Report.objects.filter(state="ready").select_related("round__workspace").first()
round = Round.objects.get(state="open")
slug = round.workspace.slug
print("PLACES", round.code, reverse("assessments:round", args=[slug, round.pk]),
      reverse("reports:report", args=[slug, report.round_id]) if report else "-")
"""


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    """Return what the rules want to know of each page, by the name of the page."""
    need_rules()
    folder = tmp_path_factory.mktemp("observatory") / "product"
    with Stack(folder, demo=True, SECRET_KEY=secrets.token_urlsafe(64), **PRODUCTION) as stack:
        code, round_page, report = places(stack)
        yield {
            page["name"]: page
            for page in (
                Visitor(stack.port).evidence("sign-in", "/sign-in/"),
                Visitor(stack.port).evidence("join", f"/join/{code}/"),
                answering(Visitor(stack.port), code),
                consultant(stack).evidence("consultant's page", round_page),
                consultant(stack).evidence("report", report),
                Visitor(stack.port).evidence("error page", "/nothing/here/"),
            )
        }


def places(stack: Stack) -> list[str]:
    """Return a join code and the addresses of a round and of a report, once that is built."""
    found: list[str] = []

    def is_built() -> bool:
        lines = stack.manage("shell", "-c", PLACES).splitlines()
        found[:] = next(line for line in lines if line.startswith("PLACES")).split()[1:]
        return found[2] != "-"

    wait_for(is_built, "the demo's report")
    return found


def answering(visitor: Visitor, code: str) -> dict[str, Any]:
    path = f"/join/{code}/"
    page = visitor.ask("GET", path)
    reply = visitor.ask(
        "POST",
        path,
        form={
            "csrfmiddlewaretoken": page.field("csrfmiddlewaretoken"),
            "token": page.field("token"),
            "group": "business",
        },
    )
    return visitor.evidence("answering", reply.header("location"))


def consultant(stack: Stack) -> Visitor:
    visitor = Visitor(stack.port)
    _role, email, password = SIGN_INS[1]
    page = visitor.ask("GET", "/sign-in/")
    visitor.send("/sign-in/", page, login=email, password=password)
    assert "sessionid" in visitor.cookies
    return visitor


def test_each_kind_of_page_gets_the_best_grade(evidence: dict[str, dict[str, Any]]) -> None:
    expected = {name: 404 if name == "error page" else 200 for name in evidence}
    assert {name: page["https"]["status"] for name, page in evidence.items()} == expected
    grades = graded(list(evidence.values()))
    assert {each["page"]: each["grade"] for each in grades} == dict.fromkeys(evidence, "A+"), grades


@pytest.mark.parametrize(
    "header", ["content-security-policy", "strict-transport-security", "referrer-policy"]
)
def test_without_a_header_the_grade_is_worse(evidence: dict[str, Any], header: str) -> None:
    """Show that the rules look at what the server said."""
    whole, lacking = graded([evidence["report"], without(evidence["report"], header)])
    assert lacking["score"] < whole["score"]


def test_the_lock_file_names_no_place_to_fetch_from() -> None:
    packages = json.loads((HERE / LOCK).read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and not package["integrity"]] == []
