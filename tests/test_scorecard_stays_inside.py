"""Only the release is shown: nothing else between the worker and a page knows the scorecard.

The code is walked twice: along its imports, where only `scoring.release` may lead to the
scorecard, and line by line for whatever reads the stored one. That no page's query fetches it is
watched by the matrix of routes (tests/routes/matrix.py).
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR
APPLICATIONS = ("crm_readiness", "reports", "assessments", "accounts")
# Who may know the scorecard, and why.
MAKERS = {
    "reports.services.building": "makes the release from it, in a worker",
    "reports.services.comparing": "compares it with the one before, in a worker",
    "reports.services.retention": "empties the column when answers are deleted",
    "assessments.management.commands.score": "scores an operator's own files; nothing is stored",
}
DECLARED = {"reports.models": "the column itself"}
# What makes the released parts, and the plain values that a released comparison is made of.
GATES = ("scoring.release", "scoring.change.released", "scoring.change.results")
SECRETS = ("scoring.scorecard", "scoring.scorer")


def is_inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def is_gate(module: str) -> bool:
    return any(is_inside(module, gate) for gate in GATES)


def is_walked(module: str) -> bool:
    return (
        module.split(".", maxsplit=1)[0] in APPLICATIONS
        and module not in MAKERS
        and ".migrations" not in module
    )


# --- Along the imports ----------------------------------------------------------------------------


@cache
def imports() -> grimp.ImportGraph:
    """All imports, those for type checkers too; `import scoring` leads to all of it."""
    return grimp.build_graph(*APPLICATIONS, "scoring")


def ways_to_the_scorecard(graph: grimp.ImportGraph) -> list[str]:
    """Ways from a module to the scorecard that pass neither the release nor a maker."""
    ways = []
    for module in sorted(filter(is_walked, graph.modules)):
        came_from: dict[str, str] = {module: ""}
        ahead = [module]
        while ahead:
            here = ahead.pop()
            if any(is_inside(here, secret) for secret in SECRETS):
                ways.append(_way(here, came_from))
                break
            for there in sorted(graph.find_modules_directly_imported_by(here)):
                if there not in came_from and there not in MAKERS and not is_gate(there):
                    came_from[there] = here
                    ahead.append(there)
    return ways


def _way(last: str, came_from: dict[str, str]) -> str:
    way = [last]
    while came_from[way[-1]]:
        way.append(came_from[way[-1]])
    return " → ".join(reversed(way))


def test_no_import_leads_to_the_scorecard_but_through_the_release() -> None:
    assert ways_to_the_scorecard(imports()) == []


@pytest.mark.parametrize(
    ("importer", "imported", "found"),
    [
        ("reports.views.dashboard", "scoring.scorecard", "reports.views.dashboard → "),
        ("reports.story.gates", "scoring.scorecard.card", "reports.story.gates → "),
        ("reports.figures.theme", "scoring.scorer", "reports.figures.drawing → "),
        ("assessments.views.rounds", "scoring", "assessments.urls → "),
        ("accounts.views.front_door", "scoring.parts.gate_scores", "crm_readiness.urls → "),
        ("reports.tasks", "scoring.scorer", "reports.tasks → "),
    ],
)
def test_an_import_that_leads_there_is_found(importer, imported, found) -> None:
    graph = grimp.build_graph(*APPLICATIONS, "scoring")
    graph.add_import(importer=importer, imported=imported)
    assert any(way.startswith(found) for way in ways_to_the_scorecard(graph))


# --- Line by line -------------------------------------------------------------------------------


def readings(source: str) -> list[str]:
    """What in a source reads, asks for or imports the scorecard; leaving it out is no reading."""
    tree = ast.parse(source)
    left_out = {
        id(given)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "defer"
        for given in call.args
    }
    return [
        f"line {getattr(node, 'lineno', '?')}: {said}"
        for node in ast.walk(tree)
        if id(node) not in left_out
        for said in _said(node)
    ]


def _said(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(attr="scorecard"):
            yield ".scorecard"
        case ast.keyword(arg=str(name)) if _names_it(name):
            yield f"{name}="
        case ast.Constant(value=str(text)) if _names_it(text) or _is_query(text):
            yield repr(text)
        case ast.Import(names=names):
            yield from (each.name for each in names if each.name in {*SECRETS, "scoring"})
        case ast.ImportFrom(module=str(module)):
            if any(is_inside(module, secret) for secret in SECRETS) or module == "scoring":
                yield f"from {module}"


def _names_it(text: str) -> bool:
    return "scorecard" in text.split("__")


def _is_query(text: str) -> bool:
    return "select" in text.lower() and "scorecard" in text.lower()


def walked_files() -> list[Path]:
    return [
        path
        for application in APPLICATIONS
        for path in sorted((ROOT / application).rglob("*.py"))
        if is_walked(_module(path)) and _module(path) not in DECLARED
    ]


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_no_line_reads_the_scorecard() -> None:
    files = walked_files()
    assert len(files) > 100
    assert {str(path): found for path in files if (found := readings(path.read_text()))} == {}


def test_no_template_and_no_script_names_it() -> None:
    shown = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static").rglob("*.js")]
    assert len(shown) > 80
    assert [path.name for path in shown if "scorecard" in path.read_text().lower()] == []


@pytest.mark.parametrize(
    "line",
    [
        "report.scorecard",
        "report.scorecard['verdict']",
        "Report.objects.values_list('scorecard')",
        "Report.objects.only('round', 'scorecard')",
        "Report.objects.filter(scorecard__isnull=False)",
        "ShareLink.objects.values('report__scorecard')",
        "getattr(report, 'scorecard')",
        "cursor.execute('SELECT scorecard FROM reports_report')",
        "from scoring.scorecard import Scorecard",
        "from scoring import Scorecard",
        "import scoring",
        "from scoring.scorer import score",
    ],
)
def test_a_line_that_reads_it_is_found(line) -> None:
    assert len(readings(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Report.objects.defer('scorecard', 'release')",
        "ShareLink.objects.defer('report__scorecard')",
        '"""Without the scorecard."""',
        "from scoring.release import Release",
        "report.release",
    ],
)
def test_a_line_that_leaves_it_out_is_fine(line) -> None:
    assert readings(line) == []


def test_those_who_may_know_it_exist() -> None:
    assert {*MAKERS, *DECLARED} <= imports().modules
