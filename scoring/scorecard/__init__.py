"""The scorecard: everything computed for one round, before anything is hidden.

It never leaves the worker: what people see is its release.
"""

from scoring.scorecard.analysis import (
    Acquiescence,
    DecayScore,
    FlaggedBallots,
    Quality,
    Sensitivity,
)
from scoring.scorecard.card import SCHEMA, Scorecard
from scoring.scorecard.explanation import Arithmetic, Explained, Explanation
from scoring.scorecard.rounds import (
    FrameworkReference,
    GroupResponse,
    GroupWeight,
    PilotScore,
    TechnologyScore,
)
from scoring.scorecard.scores import (
    CapabilityGroup,
    CapabilityScore,
    DimensionScore,
    GateItem,
    GateScore,
    GateStatus,
    GroupShare,
    ItemGroup,
    ItemScore,
    OverallScore,
)
from scoring.scorecard.views import (
    Bounds,
    Gap,
    GapLabel,
    GapPair,
)

__all__ = [
    "SCHEMA",
    "Acquiescence",
    "Arithmetic",
    "Bounds",
    "CapabilityGroup",
    "CapabilityScore",
    "DecayScore",
    "DimensionScore",
    "Explained",
    "Explanation",
    "FlaggedBallots",
    "FrameworkReference",
    "Gap",
    "GapLabel",
    "GapPair",
    "GateItem",
    "GateScore",
    "GateStatus",
    "GroupResponse",
    "GroupShare",
    "GroupWeight",
    "ItemGroup",
    "ItemScore",
    "OverallScore",
    "PilotScore",
    "Quality",
    "Scorecard",
    "Sensitivity",
    "TechnologyScore",
]
