"""What the marks of a chart of scores stand for, in whole sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.material import Material
from reports.story.numbers import percent


def marks_basis(material: Material, *, has_last: bool, has_proof: bool = False) -> str:
    """Say what is measured, and what the bar, the line and the hollow mark are."""
    said = [_("Average of answers and facts, from 1 to 5.")]
    if material.release.confidence is not None:
        said.append(
            _("The bar is the %(confidence)s interval.")
            % {"confidence": percent(material.release.confidence)}
        )
    said.append(_("The line marks the target."))
    if has_proof:
        said.append(_("“Proof” marks what is on paper, where it holds the score down."))
    if has_last:
        said.append(_("The hollow mark is the round before."))
    return " ".join(said)
