"""The browser decides like Python: the same verdict, rule, reasons and numbers, case by case."""

import json
import random
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from scoring.json_form import to_plain
from scoring.verdict.terms import Rule
from scoring.what_if import Moves, WhatIf, verdict_if, what_if_of
from tests.factories import built_in_framework
from tests.reports.samples import sample_release
from tests.scoring.scenarios import random_moves, random_release

pytestmark = pytest.mark.browser

MODULE = Path(settings.BASE_DIR) / "static/js/verdict.js"
CASES = 1000
EVERY_RULE = set(Rule) - {Rule.RESPONSE, Rule.UNSCORED}
DECIDE_ALL = """
async ([source, cases]) => {
  const { verdictIf } = await import(
    URL.createObjectURL(new Blob([source], { type: "text/javascript" }))
  );
  const found = JSON.parse(cases).map(([whatIf, moves]) => verdictIf(whatIf, moves));
  return JSON.stringify(found);
}
"""

Case = tuple[WhatIf, Moves]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Starting points near and on limits, and moves that end there."""
    framework, base, chance = built_in_framework(), sample_release(), random.Random(11)
    found = []
    for _case in range(CASES):
        what_if = what_if_of(framework, random_release(framework, base, chance))
        assert what_if is not None
        found.append((what_if, random_moves(what_if, chance)))
    return found


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Page:
    return chromium.new_page()


def in_browser(page: Page, cases: list[Case]) -> list:
    given = [(what_if.to_json(), asdict(moves)) for what_if, moves in cases]
    # As texts: of thousands of single values a browser's driver is slow to pass each.
    return json.loads(page.evaluate(DECIDE_ALL, [MODULE.read_text(), json.dumps(given)]))


def in_python(cases: list[Case]) -> list:
    outcomes = [verdict_if(what_if, moves) for what_if, moves in cases]
    return json.loads(
        json.dumps(
            [
                {"verdict": to_plain(found.verdict), "dimensions": dict(found.dimensions)}
                for found in outcomes
            ]
        )
    )


def test_a_thousand_cases_are_decided_alike(page: Page, cases: list[Case]):
    expected = in_python(cases)
    assert {found["verdict"]["rule"] for found in expected} == EVERY_RULE
    assert in_browser(page, cases) == expected


def test_cases_right_on_limits_are_decided_alike(page: Page, cases: list[Case]):
    """A score that is a limit, or misses it by less than any real difference, on either side."""
    what_if, limits = cases[0][0], (2.0, 2.5, 2.75, 3.0, 3.5)
    near = [
        (
            replace(
                what_if,
                dimensions=tuple(
                    replace(part, start=limit + (missed if place == number else 0.0))
                    for number, part in enumerate(what_if.dimensions)
                ),
            ),
            Moves(pilot_unit=True, gates={gate.code: 3.0 for gate in what_if.gates}),
        )
        for limit in limits
        for place in range(4)
        for missed in (0.0, -1e-10, 1e-10, -1e-8, 1e-8)
    ]
    assert in_browser(page, near) == in_python(near)


def test_another_limit_is_noticed(page: Page, cases: list[Case]):
    """Negative control: rules with one higher limit decide some of these cases differently."""
    cases = cases[:300]
    expected = in_python(cases)
    for name in ("proceed_minimum", "conditions_minimum", "pilot_strategy", "stop_gate_below"):
        changed = [
            (
                replace(
                    what_if,
                    rules=replace(what_if.rules, **{name: getattr(what_if.rules, name) + 0.3}),
                ),
                moves,
            )
            for what_if, moves in cases
        ]
        found = in_browser(page, changed)
        assert any(
            one["verdict"]["rule"] != other["verdict"]["rule"]
            for one, other in zip(found, expected, strict=True)
        ), name
