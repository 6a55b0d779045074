"""A page for each dimension: its capabilities, its questions, and what lifts it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _

from reports.document.actions import actions_of
from reports.document.capability_bars import capability_exhibit
from reports.document.distributions import distribution_exhibit
from reports.document.entries import Entry
from reports.document.items import item_exhibit
from reports.document.parts import Block, Form, Page, Passage
from reports.material import Material
from reports.story.dimension_pages import claims_above_proof, standing
from reports.story.response import proof_line
from scoring.release import ReleasedDimension


def dimension_chapters(material: Material) -> Iterator[Entry]:
    """Yield a page per dimension, in the order of the framework."""
    for part in material.release.dimensions:
        yield Entry(
            key=f"dimension-{part.code}",
            page=Page.DIMENSION,
            name=material.wording.dimension(part.code),
            title=partial(standing, material, part),
            blocks=partial(_blocks, material, part),
        )


def _blocks(material: Material, part: ReleasedDimension) -> Iterator[Block]:
    yield Passage("", (material.wording.framework.dimension(part.code).question,))
    yield capability_exhibit(material, part.code)
    claims = claims_above_proof(material, part.code)
    if claims:
        sentences = (*claims, proof_line(material.wording))
        yield Passage(_("Claims above the proof"), sentences, Form.LIST)
    distribution = distribution_exhibit(material, part.code)
    if distribution is not None:
        yield distribution
    yield item_exhibit(material, part.code)
    actions = actions_of(material, part.code)
    if actions is not None:
        yield actions
