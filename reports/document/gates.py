"""The gates as a row: on the summary and in the overview."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.document.parts import GateRow
from reports.material import Material
from reports.story.gates import gate_finding, gate_lines


def gate_row(material: Material) -> GateRow:
    """Return the gates, none left out."""
    return GateRow(
        title=gate_finding(material.release),
        basis=_("A gate is something no average can make up for."),
        gates=gate_lines(material.release, material.wording),
    )
