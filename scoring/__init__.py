"""Pure scoring: framework and answers in, scorecard and release out.

Importing this package, `scoring.framework`, `scoring.verdict`, `scoring.scorecard`,
`scoring.release` or `scoring.recommendations` loads no numpy; the first use of `Answers`
or `score` does.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.answers import AnswerError, Answers
    from scoring.facts import FactError
    from scoring.framework import Framework, FrameworkError
    from scoring.options import ScoreOptions
    from scoring.recommendations import Recommendation, recommend
    from scoring.release import Release
    from scoring.scorecard import Scorecard
    from scoring.scorer import score
    from scoring.verdict import decide
    from scoring.verdict_terms import Verdict, VerdictCode

__all__ = [
    "AnswerError",
    "Answers",
    "FactError",
    "Framework",
    "FrameworkError",
    "Recommendation",
    "Release",
    "ScoreOptions",
    "Scorecard",
    "Verdict",
    "VerdictCode",
    "decide",
    "recommend",
    "score",
]

_HOMES = {
    "AnswerError": "scoring.answers",
    "Answers": "scoring.answers",
    "FactError": "scoring.facts",
    "Framework": "scoring.framework",
    "FrameworkError": "scoring.framework",
    "Recommendation": "scoring.recommendations",
    "Release": "scoring.release",
    "ScoreOptions": "scoring.options",
    "Scorecard": "scoring.scorecard",
    "Verdict": "scoring.verdict_terms",
    "VerdictCode": "scoring.verdict_terms",
    "decide": "scoring.verdict",
    "recommend": "scoring.recommendations",
    "score": "scoring.scorer",
}


def __getattr__(name: str) -> object:
    """Load a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
