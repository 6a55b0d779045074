"""Which verdict a report shows: that of the rules, or in a close case the more cautious one."""

from __future__ import annotations

from scoring.release import Release
from scoring.verdict.terms import ORDER, VerdictCode


def shown_verdict(release: Release) -> VerdictCode | None:
    """Return the verdict to show (method.md 3.10); None for a framework without verdicts.

    In a borderline case the more cautious of the two most frequent ones is shown, and never
    one that is bolder than what the rules give.
    """
    verdict, confidence = release.verdict, release.verdict_confidence
    if verdict is None:
        return None
    if confidence is None or not confidence.borderline or verdict.code not in ORDER:
        return verdict.code
    return min(verdict.code, confidence.headline, key=ORDER.index)


def is_more_cautious(release: Release) -> bool:
    """Whether the verdict shown is more cautious than the one the rules give."""
    return release.verdict is not None and shown_verdict(release) is not release.verdict.code
