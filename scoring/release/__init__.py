"""The release: a scorecard after hiding what could identify somebody (method.md 3.7).

It is the only thing ever shown. Whoever shows it imports what it needs from here, never from the
scorecard (tests/test_scorecard_stays_inside.py).
"""

from scoring.release.parts import (
    LowestItem,
    ReleasedCapability,
    ReleasedCell,
    ReleasedDimension,
    ReleasedGap,
    ReleasedGate,
    ReleasedGroup,
    ReleasedOverall,
)
from scoring.release.rules import SMALLEST_K, Release, release
from scoring.scorecard import (
    Arithmetic,
    DecayScore,
    Explained,
    FrameworkReference,
    GapLabel,
    GateStatus,
)

__all__ = [
    "SMALLEST_K",
    "Arithmetic",
    "DecayScore",
    "Explained",
    "FrameworkReference",
    "GapLabel",
    "GateStatus",
    "LowestItem",
    "Release",
    "ReleasedCapability",
    "ReleasedCell",
    "ReleasedDimension",
    "ReleasedGap",
    "ReleasedGate",
    "ReleasedGroup",
    "ReleasedOverall",
    "release",
]
