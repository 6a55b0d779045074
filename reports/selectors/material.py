"""Everything a report is made from, read from the database."""

from assessments.models import Round
from assessments.selectors.participation import needed_answers
from reports.material import Material, Occasion
from reports.models import Report
from reports.selectors.wording import wording_of
from scoring.release import Release


def material_of(round: Round, release: Release) -> Material:
    """Return what the report of a round is made from, in the active language."""
    wording = wording_of(round)
    groups = round.groups.values_list("code", "headcount")
    return Material(
        occasion=Occasion(str(round.assessment.client), round.label, round.closed_on),
        release=release,
        wording=wording,
        needed={
            code: needed_answers(wording.framework, code, headcount) for code, headcount in groups
        },
    )


def material_of_report(report: Report) -> Material:
    """Return what a ready report was made from; its scorecard is not needed."""
    return material_of(report.round, Release.from_json(report.release or {}))
