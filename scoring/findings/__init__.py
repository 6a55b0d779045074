"""Findings: what stands out in a round, by the rules of its framework (method.md 3.11).

Free of numpy, so that a web process may read findings.
"""

from scoring.findings.evidence import Evidence, GroupAnswers, ScoredCapability, ScoredItem
from scoring.findings.find import Finding, Fired, find

__all__ = [
    "Evidence",
    "Finding",
    "Fired",
    "GroupAnswers",
    "ScoredCapability",
    "ScoredItem",
    "find",
]
