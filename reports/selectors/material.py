"""Everything a report is made from, read from the database."""

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from assessments.models import Client, Round
from assessments.selectors.actions import actions_for
from assessments.selectors.participation import needed_answers
from reports.comparison import Comparison
from reports.material import DataCosts, Material, Occasion, history_point
from reports.models import Report
from reports.selectors.wording import wording_of
from reports.selectors.workshops import workshops_of
from reports.workshops import Workshop
from scoring.release import Release


def material_of(
    round: Round,
    release: Release,
    comparison: Comparison | None,
    workshops: tuple[Workshop, ...],
) -> Material:
    """Return what the report of a round is made from, in the active language."""
    prefetch_related_objects([round], "groups")
    wording = wording_of(round)
    points = comparison.history if comparison else ()
    return Material(
        occasion=Occasion(str(round.assessment.client), round.label, round.closed_on),
        release=release,
        wording=wording,
        needed={
            group.code: needed_answers(wording.framework, group.code, group.headcount)
            for group in round.groups.all()
        },
        library=actions_for(wording.framework, get_language() or settings.LANGUAGE_CODE),
        change=comparison.change if comparison else None,
        history=points or (history_point(release, round.label, round.closed_on),),
        costs=_costs(round.assessment.client),
        workshops=workshops,
    )


def material_of_report(report: Report) -> Material:
    """Return what a ready report was made from; its scorecard is not needed."""
    stored = report.comparison
    return material_of(
        report.round,
        Release.from_json(report.release or {}),
        None if stored is None else Comparison.from_json(stored),
        workshops_of(report.round, report.queued_at),
    )


def _costs(client: Client) -> DataCosts | None:
    if client.record_cost is None:
        return None
    return DataCosts(client.record_cost, client.currency)
