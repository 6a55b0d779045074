"""Comparing a round with the one before: only what both reports show. Runs in workers only."""

import logging

from assessments.models import Round
from assessments.selectors.scoring_input import ScoringInput, scoring_input
from reports.comparison import Comparison
from reports.material import history_point
from reports.models import Report
from reports.selectors.answers_hash import answers_hash
from reports.selectors.comparing import earlier_reports
from scoring.change import Round as HeldRound
from scoring.change import compare_rounds
from scoring.change.released import ReleasedRound, ReleasedRoundChange, release_change
from scoring.release import Release
from scoring.scorecard import Scorecard

log = logging.getLogger(__name__)


def compare_with_earlier(
    *, round: Round, given: ScoringInput, scorecard: Scorecard, release: Release
) -> Comparison:
    """Set a round beside the earlier ones, from what their reports show.

    Parameters
    ----------
    round
        The round whose report is being made.
    given
        What it was scored from.
    scorecard, release
        What was computed of it, and what may be shown.

    Returns
    -------
    Comparison
        Without a change where there is no earlier report, or where the answers it was made
        from are gone or others by now.
    """
    earlier = earlier_reports(round)
    points = [
        history_point(
            Release.from_json(report.release or {}), report.round.label, report.round.closed_on
        )
        for report in earlier
    ]
    after = ReleasedRound(scorecard, release)
    return Comparison(
        reports=tuple(str(report.pk) for report in earlier),
        change=_change(earlier[-1], given, after) if earlier else None,
        history=(*points, history_point(release, round.label, round.closed_on)),
    )


def _change(
    earlier: Report, given: ScoringInput, after: ReleasedRound
) -> ReleasedRoundChange | None:
    """Compare with the answers of an earlier report, if they are still those it was made from.

    Answers that came later are in no report: a comparison would be the first to show them.
    """
    card = _scorecard(earlier)
    if card is None or answers_hash(earlier.round) != earlier.answers_hash:
        return None
    if card.client_type != given.options.client_type:
        log.info("Report %s: the client is of another type by now, not compared", earlier.pk)
        return None
    change = compare_rounds(
        _held(scoring_input(earlier.round)),
        _held(given),
        given.options,
        scorecards=(card, after.card),
    )
    before = ReleasedRound(card, Release.from_json(earlier.release or {}))
    return release_change(change, before, after)


def _scorecard(report: Report) -> Scorecard | None:
    """Return what an earlier report was made from; None where it was deleted or is outdated."""
    stored = Report.objects.values_list("scorecard", flat=True).get(pk=report.pk)
    if stored is None:
        return None
    try:
        return Scorecard.from_json(stored)
    except ValueError:
        log.info("Report %s: its scorecard is of another version, not compared", report.pk)
        return None


def _held(given: ScoringInput) -> HeldRound:
    return HeldRound(given.framework, given.answers, given.facts, given.headcounts)
