"""Histories of rounds to write about and to draw."""

from datetime import date, timedelta

from reports.material import HistoryPoint, HistoryScore
from scoring.answers import Answers
from scoring.change import Round, compare_rounds
from scoring.change.released import ReleasedRound, ReleasedRoundChange, release_change
from scoring.release import FrameworkReference, release
from scoring.release.parts import Limits
from scoring.scorer import score
from scoring.verdict.terms import VerdictCode
from tests.factories import built_in_framework
from tests.reports.samples import FACTS, HEADCOUNTS, LEVELS, PEOPLE, Levels, answers_of

FIRST_DAY = date(2025, 2, 20)
SCORES = (2.3, 2.4, 2.4, 2.6, 2.5, 2.7, 2.9, 3.1, 3.2)


def sample_history(
    number: int, *, hidden: tuple[int, ...] = (), version_from: int | None = None
) -> tuple[HistoryPoint, ...]:
    """A number of rounds, some without scores; from one on, another framework version."""
    return tuple(
        _point(place, place in hidden, 2 if version_from is None or place >= version_from else 1)
        for place in range(number)
    )


def _point(place: int, is_hidden: bool, version: int) -> HistoryPoint:
    value = None if is_hidden else SCORES[place % len(SCORES)]
    return HistoryPoint(
        round=f"Q{place % 4 + 1} {2025 + place // 4}",
        closed_on=FIRST_DAY + timedelta(days=91 * place),
        framework=FrameworkReference("crm-readiness", version, str(version) * 64),
        overall=_score(value, 0.0),
        dimensions={
            code: _score(value, shift)
            for code, shift in zip("SCQA", (0.4, -0.2, -0.3, 0.2), strict=True)
        },
        verdict=VerdictCode.FIX,
    )


def _score(value: float | None, shift: float) -> HistoryScore:
    if value is None:
        return HistoryScore(None, None, 3.5)
    shown = round(value + shift, 1)
    return HistoryScore(shown, Limits(round(shown - 0.2, 1), round(shown + 0.2, 1)), 3.5)


def sample_change(
    before: Levels = LEVELS, after: Levels = LEVELS, facts_before: dict[str, object] | None = None
) -> ReleasedRoundChange:
    """What may be shown of the change between two rounds of the same people."""
    rounds = [
        _round(before, 7, facts_before or dict(FACTS)),
        _round(after, 8, dict(FACTS)),
    ]
    cards = [score(each.framework, each.answers, each.facts, each.headcounts) for each in rounds]
    sides = [ReleasedRound(card, release(card, 5)) for card in cards]
    return release_change(compare_rounds(*rounds, scorecards=(cards[0], cards[1])), *sides)


def _round(levels: Levels, seed: int, facts: dict[str, object]) -> Round:
    framework = built_in_framework()
    ballots = answers_of(framework, PEOPLE, levels, seed=seed)
    return Round(framework, Answers.from_ballots(framework, ballots), facts, dict(HEADCOUNTS))
