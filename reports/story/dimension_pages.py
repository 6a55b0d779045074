"""What the page of a dimension says: where it stands, and where claims go beyond the proof."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from reports.material import Material
from reports.story.absence import absence_note
from reports.story.capabilities import capability_finding
from reports.story.numbers import distance, level
from scoring.limits import below
from scoring.release import ReleasedDimension
from scoring.release.parts import ReleasedCapability


def standing(material: Material, part: ReleasedDimension) -> str:
    """Where a dimension stands against its target; the title of its page."""
    words = {"dimension": material.wording.dimension(part.code), "target": level(part.target)}
    if part.score is None:
        words["note"] = absence_note(material.release, part)
        return _("%(dimension)s (%(note)s)") % words
    words |= {"score": level(part.score), "distance": distance(part.target, part.score)}
    if below(part.score, part.target):
        return (
            _(
                "%(dimension)s stands at %(score)s on average, "
                "%(distance)s below its target of %(target)s."
            )
            % words
        )
    return (
        _("%(dimension)s stands at %(score)s on average and reaches its target of %(target)s.")
        % words
    )


def capabilities_of(material: Material, dimension: str) -> tuple[ReleasedCapability, ...]:
    """The capabilities of a dimension that apply."""
    return tuple(
        part
        for part in material.release.capabilities
        if part.dimension == dimension and part.applies
    )


def has_scores(material: Material, dimension: str) -> bool:
    """Whether any capability of a dimension has a score to show."""
    return any(part.score is not None for part in capabilities_of(material, dimension))


def capability_title(material: Material, dimension: str) -> str:
    """The lowest and the highest capability of a dimension."""
    parts = capabilities_of(material, dimension)
    return capability_finding(replace(material.release, capabilities=parts), material.wording)


def claims_above_proof(material: Material, dimension: str) -> tuple[str, ...]:
    """The capabilities of a dimension that the proof on paper holds down."""
    return tuple(
        _claim(material, part)
        for part in capabilities_of(material, dimension)
        if part.cap_binds and part.score is not None
    )


def _claim(material: Material, part: ReleasedCapability) -> str:
    words = {
        "capability": material.wording.capability(part.code),
        "score": level(part.score or 0),
    }
    if part.perception is None or part.evidence is None:
        return _("“%(capability)s” counts %(score)s: the proof on paper holds it down.") % words
    words |= {"claim": level(part.perception), "proof": level(part.evidence)}
    return (
        _(
            "“%(capability)s”: people say %(claim)s, the proof on paper shows %(proof)s. "
            "It counts %(score)s."
        )
        % words
    )
