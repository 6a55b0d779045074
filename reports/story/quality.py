"""How answers were given, as far as it may be said (method.md 3.6)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.material import Material
from reports.story.numbers import listed


def quality_sentences(material: Material) -> tuple[str, ...]:
    """What stands out in the way answers were given; that nothing does, where that is so."""
    if material.release.quality is None:
        return ()
    found = (*_flags(material), *_leanings(material))
    return found or (_("Nothing that may be shown stands out in the way answers were given."),)


def _flags(material: Material) -> Iterator[str]:
    quality = material.release.quality
    flagged = quality.flagged.any if quality else 0
    if not flagged:
        return
    if material.shows_people:
        yield ngettext(
            "%(flagged)s answer sheet looks hasty or all alike. It counts all the same.",
            "%(flagged)s answer sheets look hasty or all alike. They count all the same.",
            flagged,
        ) % {"flagged": flagged}
    else:
        yield _("Some answer sheets look hasty or all alike. They count all the same.")


def _leanings(material: Material) -> Iterator[str]:
    quality, wording = material.release.quality, material.wording
    flagged = [part for part in (quality.acquiescence if quality else ()) if part.flagged]
    agreeing = [wording.group(part.group) for part in flagged if part.index > 0]
    refusing = [wording.group(part.group) for part in flagged if part.index <= 0]
    if agreeing:
        yield _("Inclined to agree with whatever is said: %(groups)s.") % {
            "groups": listed(agreeing)
        }
    if refusing:
        yield _("Inclined to disagree with whatever is said: %(groups)s.") % {
            "groups": listed(refusing)
        }
