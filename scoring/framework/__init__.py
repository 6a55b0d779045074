"""The framework: what is asked, of whom, and by which numbers it is judged.

Free of numpy, pandas and scipy, because web processes import it.
"""

from scoring.framework.answer_rules import (
    DONT_KNOW,
    LONGEST_ANSWER,
    NOT_APPLICABLE,
    answer_problem,
)
from scoring.framework.decay_rules import DecayRules
from scoring.framework.fact_rules import fact_level, fact_problem, is_percentage
from scoring.framework.finding_rules import Condition, ConditionKind, FindingRule, When
from scoring.framework.load import load, parse
from scoring.framework.model import (
    CLIENT_TYPES,
    LEVELS,
    STAGES,
    Better,
    Capability,
    Dimension,
    DontKnow,
    Gate,
    Group,
    Item,
    ItemType,
    Level,
    Part,
    Quorum,
    Scale,
    Side,
    Sides,
)
from scoring.framework.plain import plain_file
from scoring.framework.priority_rules import PriorityRules
from scoring.framework.problems import FrameworkError, Problem
from scoring.framework.rules import (
    GateLimits,
    PilotUnit,
    ScoringRules,
    Technology,
    VerdictRules,
)
from scoring.framework.statistics import HierarchyRule, SidesRule, StatisticsRules
from scoring.framework.translate import Translation, translate
from scoring.framework.version import Framework

__all__ = [
    "CLIENT_TYPES",
    "DONT_KNOW",
    "LEVELS",
    "LONGEST_ANSWER",
    "NOT_APPLICABLE",
    "STAGES",
    "Better",
    "Capability",
    "Condition",
    "ConditionKind",
    "DecayRules",
    "Dimension",
    "DontKnow",
    "FindingRule",
    "Framework",
    "FrameworkError",
    "Gate",
    "GateLimits",
    "Group",
    "HierarchyRule",
    "Item",
    "ItemType",
    "Level",
    "Part",
    "PilotUnit",
    "PriorityRules",
    "Problem",
    "Quorum",
    "Scale",
    "ScoringRules",
    "Side",
    "Sides",
    "SidesRule",
    "StatisticsRules",
    "Technology",
    "Translation",
    "VerdictRules",
    "When",
    "answer_problem",
    "fact_level",
    "fact_problem",
    "is_percentage",
    "load",
    "parse",
    "plain_file",
    "translate",
]
