"""How sure a verdict is, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.story.shown_verdict import shown_verdict
from reports.story.verdict_names import verdict_name
from scoring.release import Release
from scoring.verdict.terms import ORDER, VerdictCode, VerdictConfidence

PER_CENT = 100


def confidence_sentence(release: Release) -> str:
    """How many of 100 plausible sets of scores lead to the verdict; empty where unknown.

    Unknown where a dimension is hidden, where evidence is too thin for a verdict, and in a
    release of schema 1.
    """
    confidence, verdict = release.verdict_confidence, release.verdict
    if confidence is None or verdict is None:
        return ""
    if confidence.borderline:
        return _borderline(confidence, shown_verdict(release))
    if confidence.top is not verdict.code:
        return _(
            "Only %(own)s of 100 plausible sets of scores lead to this verdict, "
            "%(other)s to “%(name)s”."
        ) % {
            "own": _of_hundred(confidence, verdict.code),
            "other": _of_hundred(confidence, confidence.top),
            "name": verdict_name(confidence.top),
        }
    return _("%(own)s of 100 plausible sets of scores lead to this verdict.") % {
        "own": _of_hundred(confidence, verdict.code)
    }


def _borderline(confidence: VerdictConfidence, shown: VerdictCode | None) -> str:
    second = _second(confidence)
    said = _(
        "This is close: %(first)s of 100 plausible sets of scores lead to “%(name)s”, "
        "%(second)s to “%(other)s”."
    ) % {
        "first": _of_hundred(confidence, confidence.top),
        "name": verdict_name(confidence.top),
        "second": _of_hundred(confidence, second),
        "other": verdict_name(second),
    }
    if confidence.headline is shown:
        more = _("The more cautious of the two is shown.")
    else:
        more = _("The rules give a more cautious verdict than both, and that one is shown.")
    return f"{said} {more}"


def _second(confidence: VerdictConfidence) -> VerdictCode:
    """Return the second most frequent verdict.

    Whole percents may be equal where the shares behind them are not. Then the headline tells
    which it was: the more cautious of the first two.
    """
    if confidence.headline is not confidence.top:
        return confidence.headline
    others = [part for part in confidence.shares if part.code is not confidence.top]
    return max(others, key=lambda part: (part.share, ORDER.index(part.code))).code


def _of_hundred(confidence: VerdictConfidence, code: VerdictCode) -> int:
    return next(
        (round(part.share * PER_CENT) for part in confidence.shares if part.code is code), 0
    )
