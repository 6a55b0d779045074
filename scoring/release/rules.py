"""The release: a scorecard after hiding what could identify somebody (method.md 3.7).

It is the only thing ever shown. This is the first cut: groups and cells under k people,
what would give them away by subtraction, gaps with a hidden side. Texts are no part of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.json_form import from_plain, to_plain
from scoring.release.crowds import crowds_of
from scoring.release.groups import release_cells, release_gaps, release_response
from scoring.release.parts import (
    ReleasedCapability,
    ReleasedCell,
    ReleasedDimension,
    ReleasedGap,
    ReleasedGate,
    ReleasedGroup,
    ReleasedOverall,
)
from scoring.release.scores import (
    hidden_capabilities,
    release_capabilities,
    release_dimensions,
    release_gates,
    release_overall,
    release_technology,
    release_verdict,
)
from scoring.scorecard import (
    FrameworkReference,
    GroupWeight,
    PilotScore,
    Scorecard,
    TechnologyScore,
)
from scoring.verdict.terms import Verdict

SCHEMA = 1
SMALLEST_K = 3


@dataclass(frozen=True, slots=True)
class Release:
    """All that may be shown of one round.

    `respondents` is None as soon as one group's count is hidden.
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

    def to_json(self) -> dict[str, Any]:
        """Return the release as plain JSON types, with `schema` 1."""
        return {"schema": SCHEMA, **to_plain(self)}

    def as_text(self) -> str:
        """Return the release as JSON text, the same for the same results."""
        return json.dumps(self.to_json(), sort_keys=True, allow_nan=False, ensure_ascii=False)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Release:
        """Rebuild a release.

        Raises
        ------
        ValueError
            For another schema or another shape.
        """
        if plain.get("schema") != SCHEMA:
            raise ValueError(f"expected a release of schema {SCHEMA}")
        return from_plain(cls, {name: part for name, part in plain.items() if name != "schema"})


def release(scorecard: Scorecard | Mapping[str, Any], k: int) -> Release:
    """Hide what fewer than k people stand behind, and what would give them away.

    A group of fewer than k people is hidden however many ballots it has; see `Crowds`.

    Parameters
    ----------
    scorecard
        A scorecard or its JSON form.
    k
        Fewest people a shown figure may rest on; 5 by default of the method, 3 at least.

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
    card = scorecard if isinstance(scorecard, Scorecard) else Scorecard.from_json(scorecard)
    crowds = crowds_of(card, k)
    response = release_response(card, crowds)
    hidden = hidden_capabilities(card, crowds)
    cells = release_cells(card, hidden, crowds)
    gates = release_gates(card, hidden, cells, crowds)
    dimensions = release_dimensions(card, gates, crowds)
    respondents = None if any(group.n is None for group in response) else card.respondents
    return Release(
        framework=card.framework,
        client_type=card.client_type,
        k=k,
        group_weights=card.group_weights,
        respondents=respondents,
        response=response,
        reportable=card.reportable,
        verdict=release_verdict(card, dimensions, gates),
        overall=release_overall(card, dimensions),
        dimensions=dimensions,
        gates=gates,
        capabilities=release_capabilities(card, hidden, cells, crowds),
        cells=cells,
        gaps=release_gaps(card, cells, k),
        technology=release_technology(card, dimensions),
        pilot=card.pilot,
    )
