"""The one page that executives read (method.md 4.1)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.document.dimensions import dimension_exhibit
from reports.document.parts import GateRow, Summary
from reports.material import Material
from reports.story.dimensions import dimension_finding
from reports.story.gates import gate_finding, gate_lines
from reports.story.verdict import verdict_story


def summary_of(material: Material) -> Summary:
    """Return the summary; what there is nothing to say about stays empty."""
    release, wording = material.release, material.wording
    verdict = verdict_story(release, wording)
    return Summary(
        name=verdict.name if verdict else "",
        headline=verdict.headline if verdict else dimension_finding(release, wording),
        reason=verdict.reason if verdict else "",
        confidence="",
        dimensions=dimension_exhibit(material),
        gates=GateRow(
            title=gate_finding(release),
            basis=_("A gate is something no average can make up for."),
            gates=gate_lines(release, wording),
        ),
        technology=None,
        gap=None,
        decay="",
        owner="",
        actions=None,
        step_up="",
        changes=None,
        footnotes=(),
    )
