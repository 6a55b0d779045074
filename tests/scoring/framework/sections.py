"""The optional sections for the small framework, with every kind of condition once."""

from copy import deepcopy
from functools import cache

import yaml

from scoring.framework import Framework, FrameworkError
from tests.scoring.conftest import FRAMEWORKS

GONE = object()

SECTIONS = """
statistics:
  uncertainty: {confidence: 0.8, prior_df: 2.5}
  dont_know: {finding_people: 6}
  gaps: {material: 0.4, large: 1}
  change: {}
comparisons:
  hierarchy:
    upper: [X]
    lower: [F]
    otherwise: [F, B]
    capabilities: [C3]
    critical: 1
  sides: {capabilities: [A1, Q3]}
priorities:
  gate_bonus: 1
  default_ease: 1
  ease: {A1: 3, S1: 1}
  prerequisites: {A1: [Q3, S6], S1: [A1]}
decay: {audit: Q2c, correct: Q5b, loss: 0.05, low_loss: 0.02, hold: 0.8, months: 6}
findings:
  - code: R-ONE
    title: Answers
    when: any
    not_applicable_for: [b2c]
    conditions:
      - {kind: item_below, name: low, item: S1a, limit: 2.5}
      - {kind: item_at_most, item: Q1c, limit: 1}
      - {kind: item_below, item: C3a, group: F, limit: 2.5}
      - {kind: mean_below, items: [S6a, S1a], limit: 2.5}
      - {kind: levels_share_above, item: S1c, levels: [2, 1], limit: 0.5}
      - {kind: same_answer_below, item: S1c, limit: 0.6}
      - {kind: dont_know_given, item: S1c, group: X}
      - {kind: dont_know_at_least, item: S1c, limit: 0.4}
      - {kind: median_at_most, item: S5b, group: X, limit: 1}
      - {kind: claim_above_facts, items: [S1a, S6a], group: X, facts: [Q1c, S1b], limit: 1}
      - {kind: split, item: C3b}
      - {kind: problem_share_below, item: S1d, limit: 0.5}
  - code: R-TWO
    title: Scores
    when: all
    conditions:
      - {kind: gate_below, gate: G7, limit: 2.5}
      - {kind: capability_behind, capability: A1, limit: 2.5, dimension: S, at_least: 3.5}
      - {kind: dimensions_apart, limit: 1}
      - {kind: stage_at_least, limit: 3}
      - {kind: cap_binds}
      - {kind: sides_apart, capability: A1, higher: it}
"""


@cache
def _plain():
    return yaml.safe_load((FRAMEWORKS / "small.yaml").read_text() + SECTIONS)


def spec():
    """Return the small framework as plain data, with the optional sections."""
    return deepcopy(_plain())


def read(data):
    return Framework.from_spec(data)


def changed(path, value):
    """Return the plain data with one value replaced, or taken out."""
    data = spec()
    place = data
    *steps, last = [
        int(step) if step.isdigit() else step
        for step in path.replace("[", ".").replace("]", "").split(".")
    ]
    for step in steps:
        place = place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return data


def problems_of(data):
    try:
        read(data)
    except FrameworkError as error:
        return [(problem.path, problem.expected, problem.found) for problem in error.problems]
    return []
