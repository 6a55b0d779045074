"""The release: a scorecard after hiding what could identify somebody (method.md 3.7).

It is the only thing ever shown.
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

__all__ = [
    "SMALLEST_K",
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
