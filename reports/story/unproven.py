"""Why a gate is not proven: facts nobody entered, and sides that were not heard."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from reports.story.numbers import listed, quoted
from reports.wording import Wording
from scoring.framework import Item, Side
from scoring.release import Release


def unproven_sentence(release: Release, wording: Wording, missing: Iterable[str]) -> str:
    """Say what is missing of a gate, by item; the side that was not heard is named."""
    lonely, unknown = [], []
    for item in map(wording.framework.item, missing):
        title = quoted(item.title)
        side = None if item.is_fact else _unheard_side(release, wording, item)
        if side is None:
            unknown.append(title)
        else:
            lonely.append(_lonely(title, side, wording))
    if unknown:
        return " ".join([_nothing_known(unknown), *lonely])
    return " ".join(lonely)


def side_name(side: Side) -> str:
    """What a side is called within a sentence."""
    return _("IT") if side is Side.IT else _("business")


def _nothing_known(titles: list[str]) -> str:
    return _("Nothing is known yet about %(parts)s.") % {"parts": listed(titles)}


def _lonely(title: str, side: Side, wording: Wording) -> str:
    words = {"item": title, "side": side_name(side)}
    if not wording.is_side_asked(side):
        return _("On %(item)s the view of %(side)s is missing: that side was not asked.") % words
    return _("On %(item)s the view of %(side)s is missing.") % words


def _unheard_side(release: Release, wording: Wording, item: Item) -> Side | None:
    """The one side that has no say in an item both must answer; None when it cannot be told."""
    if wording.framework.dimension(item.dimension).sides is None:
        return None
    heard = {
        wording.framework.group(cell.group).side
        for cell in release.cells
        if cell.capability == item.capability and cell.n is not None
    }
    unheard = [side for side in Side if side not in heard]
    return unheard[0] if len(unheard) == 1 else None
