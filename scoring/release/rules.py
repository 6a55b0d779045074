"""The release: a scorecard after hiding what could identify somebody (method.md 3.7).

It is the only thing ever shown: groups and cells under k people are hidden, what would
give them away by subtraction, and whatever the audit finds beyond that. Numbers have one
decimal. Texts are no part of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.findings import Finding
from scoring.json_form import from_plain, to_plain
from scoring.priorities import Priority
from scoring.release.conclusions import (
    release_confidence,
    release_decay,
    release_findings,
    release_priorities,
    release_quality,
    release_sensitivity,
    release_steps,
)
from scoring.release.crowds import crowds_of
from scoring.release.groups import (
    release_cells,
    release_gaps,
    release_hierarchy_gaps,
    release_response,
)
from scoring.release.items import SeenInRooms, release_items
from scoring.release.parts import (
    ReleasedCapability,
    ReleasedCell,
    ReleasedDimension,
    ReleasedGap,
    ReleasedGate,
    ReleasedGroup,
    ReleasedHierarchyGap,
    ReleasedItem,
    ReleasedOverall,
)
from scoring.release.scores import (
    hidden_dimensions,
    release_capabilities,
    release_dimensions,
    release_gates,
    release_overall,
    release_technology,
    release_verdict,
)
from scoring.release.shown import shown_of
from scoring.scorecard import (
    DecayScore,
    FrameworkReference,
    GroupWeight,
    PilotScore,
    Quality,
    Scorecard,
    Sensitivity,
    TechnologyScore,
)
from scoring.verdict.terms import StepUp, Verdict, VerdictConfidence

SCHEMA = 2
# What an earlier version stored and this one still reads; what it lacks is empty.
READABLE = (1, SCHEMA)
SMALLEST_K = 3


@dataclass(frozen=True, slots=True)
class Release:
    """All that may be shown of one round.

    `respondents` is None as soon as one group's count is hidden. `confidence` is how sure
    the limits of intervals are, `evidence_cap` how many levels a claim may stand above its
    evidence.
    """

    framework: FrameworkReference
    client_type: str
    k: int
    group_weights: tuple[GroupWeight, ...]
    respondents: int | None
    response: tuple[ReleasedGroup, ...]
    reportable: bool
    verdict: Verdict | None
    overall: ReleasedOverall
    dimensions: tuple[ReleasedDimension, ...]
    gates: tuple[ReleasedGate, ...]
    capabilities: tuple[ReleasedCapability, ...]
    cells: tuple[ReleasedCell, ...]
    gaps: tuple[ReleasedGap, ...]
    technology: TechnologyScore | None
    pilot: PilotScore | None
    confidence: float | None = None
    evidence_cap: float | None = None
    items: tuple[ReleasedItem, ...] = ()
    hierarchy_gaps: tuple[ReleasedHierarchyGap, ...] = ()
    verdict_confidence: VerdictConfidence | None = None
    steps_up: tuple[StepUp, ...] = ()
    findings: tuple[Finding, ...] = ()
    sensitivity: tuple[Sensitivity, ...] = ()
    quality: Quality | None = None
    decay: DecayScore | None = None
    priorities: tuple[Priority, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the release as plain JSON types, with `schema` 2."""
        return {"schema": SCHEMA, **to_plain(self)}

    def as_text(self) -> str:
        """Return the release as JSON text, the same for the same results."""
        return json.dumps(self.to_json(), sort_keys=True, allow_nan=False, ensure_ascii=False)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Release:
        """Rebuild a release, also one that was stored as schema 1.

        Raises
        ------
        ValueError
            For another schema or another shape.
        """
        if plain.get("schema") not in READABLE:
            raise ValueError(f"expected a release of schema {SCHEMA}")
        return from_plain(cls, {name: part for name, part in plain.items() if name != "schema"})


def release(
    scorecard: Scorecard | Mapping[str, Any],
    k: int,
    earlier: Iterable[Scorecard | Mapping[str, Any]] = (),
    in_rooms: SeenInRooms | None = None,
) -> Release:
    """Hide what fewer than k people stand behind, and what would give them away.

    A group of fewer than k people is hidden however many ballots it has; see `Crowds`.

    Parameters
    ----------
    scorecard
        A scorecard or its JSON form.
    k
        Fewest people a shown figure may rest on; 5 by default of the method, 3 at least.
    earlier
        Scorecards of the same answers that were released before, the first one first: with
        other facts, say. What two releases tell together isolates nobody either.
    in_rooms
        What workshops have seen of these people's answers, by item and group.

    Returns
    -------
    Release

    Raises
    ------
    ValueError
        For a k below 3 or a scorecard of another schema.
    """
    if k < SMALLEST_K:
        raise ValueError(f"k must be at least {SMALLEST_K}")
    card = _card(scorecard)
    crowds = crowds_of(card, k)
    shown = shown_of(card, crowds, map(_card, earlier))
    response = release_response(card, crowds)
    gates = release_gates(card, shown, crowds)
    dimensions = release_dimensions(card, shown, gates, crowds)
    capabilities = release_capabilities(card, shown, crowds)
    is_whole = not hidden_dimensions(card, dimensions)
    return Release(
        framework=card.framework,
        client_type=card.client_type,
        k=k,
        group_weights=card.group_weights,
        respondents=None if any(group.n is None for group in response) else card.respondents,
        response=response,
        reportable=card.reportable,
        verdict=release_verdict(card, dimensions, gates),
        overall=release_overall(card, shown, crowds),
        dimensions=dimensions,
        gates=gates,
        capabilities=capabilities,
        cells=release_cells(card, shown),
        gaps=release_gaps(card, shown),
        technology=release_technology(card, dimensions),
        pilot=card.pilot,
        confidence=card.confidence,
        evidence_cap=card.evidence_cap,
        items=release_items(card, shown, k, in_rooms or {}),
        hierarchy_gaps=release_hierarchy_gaps(card, shown),
        verdict_confidence=release_confidence(card, is_whole=is_whole),
        steps_up=release_steps(card, capabilities, gates, is_whole=is_whole),
        findings=release_findings(card, shown, gates, crowds),
        sensitivity=release_sensitivity(card, crowds),
        quality=release_quality(card, crowds),
        decay=release_decay(card),
        priorities=release_priorities(card, capabilities),
    )


def _card(scorecard: Scorecard | Mapping[str, Any]) -> Scorecard:
    return scorecard if isinstance(scorecard, Scorecard) else Scorecard.from_json(scorecard)
