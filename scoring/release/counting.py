"""Which parts count in a whole, as far as a release tells.

A capability that is not shown may be hidden or not scored, and a release does not say which.
Only missing facts say it openly: where they alone leave too little to score, it is not scored.
"""

from __future__ import annotations

from scoring.framework import Framework
from scoring.limits import below
from scoring.release.parts import ReleasedCapability
from scoring.release.rules import Release


def counting_capabilities(
    framework: Framework, release: Release, dimension: str
) -> tuple[ReleasedCapability, ...]:
    """Return the capabilities of a dimension that count in its score, or may count.

    Those without a score among them are hidden, or got too few answers.
    """
    return tuple(
        part
        for part in release.capabilities
        if part.dimension == dimension
        and part.applies
        and not is_openly_unscored(framework, release, part)
    )


def is_openly_unscored(framework: Framework, release: Release, part: ReleasedCapability) -> bool:
    """Tell whether everybody can see that a capability has no score: its facts are missing."""
    if part.score is not None:
        return False
    items = [item for item in release.items if item.capability == part.code]
    total = sum(item.weight for item in items)
    possible = sum(item.weight for item in items if not item.is_fact or item.score is not None)
    if not total:
        return False
    return possible == 0 or below(possible / total, framework.scoring.capability_coverage)
