"""Pure scoring: framework and answers in, scorecard and release out.

`score` turns a round into a `Scorecard`, `compare_rounds` two rounds into a `RoundChange`.
The statistics stand alone in the modules `agreement`, `change`, `decay`, `differences` and
`reliability`; `verdict` decides without any answers.

Importing this package, or anything that only reads results, loads no numpy; the first use
of a statistic does.
"""

from typing import TYPE_CHECKING

from scoring.lazy import lazily

if TYPE_CHECKING:
    from scoring import (
        actions,
        agreement,
        change,
        decay,
        differences,
        findings,
        framework,
        release,
        reliability,
        verdict,
    )
    from scoring.answers import AnswerError, Answers
    from scoring.change import Round, RoundChange, compare_rounds
    from scoring.facts import FactError
    from scoring.framework import Framework, FrameworkError
    from scoring.interval import Interval
    from scoring.options import ScoreOptions
    from scoring.recommendations import Recommendation, recommend
    from scoring.release import Release
    from scoring.scorecard import Explanation, Scorecard
    from scoring.scorer import score
    from scoring.verdict import decide
    from scoring.verdict.batch import decide_many
    from scoring.verdict.terms import Verdict, VerdictCode, VerdictConfidence

__all__ = [
    "AnswerError",
    "Answers",
    "Explanation",
    "FactError",
    "Framework",
    "FrameworkError",
    "Interval",
    "Recommendation",
    "Release",
    "Round",
    "RoundChange",
    "ScoreOptions",
    "Scorecard",
    "Verdict",
    "VerdictCode",
    "VerdictConfidence",
    "actions",
    "agreement",
    "change",
    "compare_rounds",
    "decay",
    "decide",
    "decide_many",
    "differences",
    "findings",
    "framework",
    "recommend",
    "release",
    "reliability",
    "score",
    "verdict",
]

_HOMES = {
    "AnswerError": "scoring.answers",
    "Answers": "scoring.answers",
    "Explanation": "scoring.scorecard",
    "FactError": "scoring.facts",
    "Framework": "scoring.framework",
    "FrameworkError": "scoring.framework",
    "Interval": "scoring.interval",
    "Recommendation": "scoring.recommendations",
    "Release": "scoring.release",
    "Round": "scoring.change",
    "RoundChange": "scoring.change",
    "ScoreOptions": "scoring.options",
    "Scorecard": "scoring.scorecard",
    "Verdict": "scoring.verdict.terms",
    "VerdictCode": "scoring.verdict.terms",
    "VerdictConfidence": "scoring.verdict.terms",
    "actions": "scoring.actions",
    "agreement": "scoring.agreement",
    "change": "scoring.change",
    "compare_rounds": "scoring.change",
    "decay": "scoring.decay",
    "decide": "scoring.verdict",
    "decide_many": "scoring.verdict.batch",
    "differences": "scoring.differences",
    "findings": "scoring.findings",
    "framework": "scoring.framework",
    "recommend": "scoring.recommendations",
    "release": "scoring.release",
    "reliability": "scoring.reliability",
    "score": "scoring.scorer",
    "verdict": "scoring.verdict",
}

__getattr__, __dir__ = lazily(__name__, _HOMES)
