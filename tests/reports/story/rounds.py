"""Releases to tell from: usual, low, claims without proof, all hidden, of an earlier schema."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from reports.wording import Wording
from scoring import ScoreOptions
from scoring.findings import Finding, Fired
from scoring.framework import ConditionKind
from scoring.release import Release
from tests.reports.samples import FACTS, PEOPLE, everybody, sample_release, sample_wording

WORDING: Wording = sample_wording()
AUDIT = {"bad": 18, "checked": 150, "months": 4}
LOW = {group: {"S": 1.9, "C": 2.0, "Q": 1.6, "A": 1.8} for group in PEOPLE}
CLAIMS = {
    group: dict.fromkeys("SCQA", level)
    for group, level in {"executives": 4.6, "business": 3.0, "frontline": 2.0, "it": 3.0}.items()
}
NO_PROOF = {**FACTS, "Q1b": 20, "Q1c": 30, "Q1d": 10, "Q2b": 5, "S1b": 0}


def _usual() -> Release:
    return sample_release()


def _low() -> Release:
    """Almost every rule of the method holds."""
    facts = {**FACTS, "S4b": 5, "C4e": 10, "Q3c": 5, "Q2c": AUDIT}
    options = ScoreOptions(records=48_000, problems={"slow": 4, "churn": 5, "errors": 6})
    return sample_release(levels=LOW, facts=facts, options=options)


def _claims() -> Release:
    """Executives see everything bright, people are split, and facts say otherwise."""
    return sample_release(levels=CLAIMS, facts=NO_PROOF, spread=1.5)


def _large() -> Release:
    """Groups so large that answers may be counted out."""
    return sample_release(people=dict.fromkeys(PEOPLE, 30), headcounts=dict.fromkeys(PEOPLE, 40))


def _nothing() -> Release:
    """Four people in all: nothing but facts may be shown."""
    return sample_release(people=dict.fromkeys(PEOPLE, 1))


def _no_data() -> Release:
    """One dimension cannot be scored, as nobody entered its facts and few answered it."""
    release = sample_release()
    return replace(
        release,
        dimensions=tuple(
            replace(part, score=None, level=None) if part.code == "Q" else part
            for part in release.dimensions
        ),
    )


def _first_schema() -> Release:
    """As the first release of the product stored it, read today."""
    plain = sample_release().to_json()
    old = {
        "framework", "client_type", "k", "group_weights", "respondents", "response", "reportable",
        "verdict", "overall", "dimensions", "gates", "capabilities", "cells", "gaps", "technology",
        "pilot",
    }  # fmt: skip
    return Release.from_json({name: plain[name] for name in old} | {"schema": 1})


def _consumers() -> Release:
    return sample_release(client_type="b2c")


def _alike() -> Release:
    return sample_release(levels=everybody(3.4))


MAKERS: Mapping[str, Callable[[], Release]] = {
    "usual": _usual,
    "low": _low,
    "claims": _claims,
    "large": _large,
    "nothing": _nothing,
    "no data": _no_data,
    "first schema": _first_schema,
    "consumers": _consumers,
    "alike": _alike,
}


@cache
def round_of(name: str) -> Release:
    """Return one of the releases, made once."""
    return MAKERS[name]()


def fired(
    kind: ConditionKind,
    *codes: str,
    value: float | None = None,
    limit: float | None = None,
    group: str | None = None,
    name: str | None = None,
) -> Fired:
    return Fired(name, kind, codes, group, value, limit)


def with_finding(release: Release, code: str, *conditions: Fired) -> Release:
    """Return a release that holds one finding and no other."""
    return replace(release, findings=(Finding(code, conditions),))
