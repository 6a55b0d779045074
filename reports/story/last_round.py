"""The scores of the round before, where they can stand beside those of this one."""

from __future__ import annotations

from collections.abc import Mapping

from reports.material import Material


def last_scores(material: Material) -> Mapping[str, float]:
    """Return code → score of the round before, for dimensions and capabilities.

    A comparison rests on what both rounds have in common. Where that gives this round another
    score than its report shows, the two cannot stand side by side, and the score is left out.
    """
    change, release = material.change, material.release
    if change is None:
        return {}
    shown = {part.code: part.score for part in release.dimensions} | {
        part.code: part.score for part in release.capabilities
    }
    return {
        each.code: each.before
        for each in (*change.dimensions, *change.capabilities)
        if each.code is not None and shown.get(each.code) == each.after
    }
