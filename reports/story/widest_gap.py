"""The one gap the summary tells: the widest that is more than chance, of either kind."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.material import Material
from reports.story.gap_labels import gap_word, is_established
from reports.story.gaps import gap_sentence, has_sides, largest_gaps
from reports.story.hierarchy import hierarchy_sentence, widest_hierarchy_gaps
from reports.story.numbers import level
from scoring.release.parts import ReleasedGap, ReleasedHierarchyGap

EitherGap = ReleasedGap | ReleasedHierarchyGap


def widest_established_gap(material: Material) -> EitherGap | None:
    """Return the widest gap with a label that says it is established."""
    release = material.release
    gaps: list[EitherGap] = [
        *largest_gaps(release, len(release.gaps)),
        *widest_hierarchy_gaps(release, len(release.hierarchy_gaps)),
    ]
    known = [gap for gap in gaps if is_established(gap.label)]
    return max(known, key=lambda gap: abs(gap.gap), default=None)


def widest_gap_sentences(material: Material) -> tuple[str, ...]:
    """The gap as two numbers and what it amounts to; else, honestly, that there is none."""
    gap = widest_established_gap(material)
    if gap is not None:
        sentence = (
            gap_sentence(gap, material.wording)
            if isinstance(gap, ReleasedGap)
            else hierarchy_sentence(gap, material.wording)
        )
        return (sentence, _amount(gap))
    release = material.release
    if not release.gaps and not release.hierarchy_gaps:
        return _nothing_to_compare(material)
    return (
        _(
            "Of the gaps that can be shown, "
            "none is at least half a level wide and more than chance."
        ),
    )


def _nothing_to_compare(material: Material) -> tuple[str, ...]:
    if not has_sides(material.wording) and material.wording.framework.hierarchy is None:
        return ()
    return (_("The views of groups cannot be compared: too few answers to show."),)


def _amount(gap: EitherGap) -> str:
    words = {"label": gap_word(gap.label)}
    if gap.interval is None:
        return _("This gap is called “%(label)s”.") % words
    near, far = sorted((abs(gap.interval.low), abs(gap.interval.high)))
    words |= {"near": level(near), "far": level(far)}
    return (
        _("This gap is called “%(label)s”: the views are %(near)s to %(far)s levels apart.") % words
    )
