"""Everything the report page says, told from a release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.story.capabilities import (
    CapabilityTable,
    capability_finding,
    capability_tables,
    furthest_below,
    group_names,
)
from reports.story.dimensions import DimensionLine, dimension_finding, dimension_lines
from reports.story.gaps import (
    GapLine,
    gap_finding,
    gap_lines,
    gap_sentences,
    has_sides,
    people_on_sides,
)
from reports.story.gates import GateLine, gate_finding, gate_lines
from reports.story.response import (
    ResponseLine,
    has_hidden,
    people_line,
    proof_line,
    response_lines,
    shortages,
    weights_line,
)
from reports.story.steps import ActionLine, action_lines
from reports.story.technology import TechnologyStory, technology_story
from reports.story.verdict import VerdictStory, verdict_story
from reports.wording import Wording
from scoring.release import Release

MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class Story:
    """The report in words, part by part as the page shows them."""

    verdict: VerdictStory | None
    shortages: tuple[str, ...]
    dimension_finding: str
    dimensions: tuple[DimensionLine, ...]
    gate_finding: str
    gates: tuple[GateLine, ...]
    furthest_below: tuple[str, ...]
    gap_finding: str
    gap_sentences: tuple[str, ...]
    gap_people: str
    gaps: tuple[GapLine, ...]
    capability_finding: str
    group_names: tuple[str, ...]
    capabilities: tuple[CapabilityTable, ...]
    technology: TechnologyStory | None
    steps: tuple[ActionLine, ...]
    people: str
    weights: str
    proof: str
    response: tuple[ResponseLine, ...]
    has_hidden: bool
    has_sides: bool

    @property
    def column_count(self) -> int:
        """Columns of the table of capabilities: their name, all, and each group."""
        return len(self.group_names) + 2


def tell(release: Release, wording: Wording, needed: Mapping[str, int]) -> Story:
    """Tell a release; `needed` are the answers each group must give for a verdict."""
    return Story(
        verdict=verdict_story(release, wording),
        shortages=shortages(release, wording, needed),
        dimension_finding=dimension_finding(release, wording),
        dimensions=dimension_lines(release, wording),
        gate_finding=gate_finding(release),
        gates=gate_lines(release, wording),
        furthest_below=furthest_below(release, wording),
        gap_finding=gap_finding(release, wording),
        gap_sentences=gap_sentences(release, wording),
        gap_people=people_on_sides(release, wording),
        gaps=gap_lines(release, wording),
        capability_finding=capability_finding(release, wording),
        group_names=group_names(release, wording),
        capabilities=capability_tables(release, wording),
        technology=technology_story(release, wording),
        steps=action_lines(release, wording, most=MOST_STEPS),
        people=people_line(release, wording),
        weights=weights_line(release, wording),
        proof=proof_line(wording),
        response=response_lines(release, wording),
        has_hidden=has_hidden(release, wording),
        has_sides=has_sides(wording),
    )
