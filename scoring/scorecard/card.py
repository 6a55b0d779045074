"""The whole of it, and its JSON form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.findings import Finding
from scoring.json_form import from_plain, to_plain
from scoring.priorities import Priority
from scoring.scorecard.analysis import DecayScore, Quality, Sensitivity
from scoring.scorecard.explanation import Explanation, explain
from scoring.scorecard.rounds import (
    FrameworkReference,
    GroupResponse,
    GroupWeight,
    PilotScore,
    TechnologyScore,
)
from scoring.scorecard.scores import (
    CapabilityScore,
    DimensionScore,
    GateScore,
    ItemScore,
    OverallScore,
)
from scoring.scorecard.views import Gap
from scoring.verdict.terms import StepUp, Verdict, VerdictConfidence

SCHEMA = 2


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All results of one round.

    `respondents` are the people of all groups' `response`: ballots without any level on a
    scored item do not count. `confidence` is how sure the limits of all intervals are,
    `evidence_cap` how many levels a claim may stand above its evidence.
    """

    framework: FrameworkReference
    client_type: str
    confidence: float
    evidence_cap: float
    group_weights: tuple[GroupWeight, ...]
    respondents: int
    response: tuple[GroupResponse, ...]
    reportable: bool
    items: tuple[ItemScore, ...]
    capabilities: tuple[CapabilityScore, ...]
    dimensions: tuple[DimensionScore, ...]
    overall: OverallScore
    gates: tuple[GateScore, ...]
    gaps: tuple[Gap, ...]
    technology: TechnologyScore | None
    pilot: PilotScore | None
    verdict: Verdict | None
    verdict_confidence: VerdictConfidence | None
    steps_up: tuple[StepUp, ...]
    findings: tuple[Finding, ...]
    sensitivity: tuple[Sensitivity, ...]
    quality: Quality
    decay: DecayScore | None
    priorities: tuple[Priority, ...]

    def item(self, code: str) -> ItemScore:
        """Return the score of an item; an unknown code is a KeyError."""
        for item in self.items:
            if item.code == code:
                return item
        raise KeyError(code)

    def explain(self, code: str) -> Explanation:
        """Return the arithmetic behind "overall", a dimension, capability, item or gate.

        Raises
        ------
        KeyError
            For a code that the scorecard does not have.
        """
        return explain(self, code)

    def to_json(self) -> dict[str, Any]:
        """Return the scorecard as plain JSON types, with `schema` 2."""
        return {"schema": SCHEMA, **to_plain(self)}

    def as_text(self) -> str:
        """Return the scorecard as JSON text, the same for the same results."""
        return json.dumps(self.to_json(), sort_keys=True, allow_nan=False, ensure_ascii=False)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Scorecard:
        """Rebuild a scorecard.

        Raises
        ------
        ValueError
            For another schema or another shape.
        """
        if plain.get("schema") != SCHEMA:
            raise ValueError(f"expected a scorecard of schema {SCHEMA}")
        return from_plain(cls, {name: part for name, part in plain.items() if name != "schema"})
