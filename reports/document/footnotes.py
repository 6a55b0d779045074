"""The small print of the summary: who answered, weights, version, what is hidden, and limits."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.material import Material
from reports.story.limits import no_forecast
from reports.story.numbers import percent
from reports.story.response import ResponseLine, has_hidden, response_lines, weights_line
from reports.story.sensitivity import sensitivity_finding

# Characters of a checksum that are enough to compare by eye.
CHECKSUM = 12


def footnotes(material: Material) -> tuple[str, ...]:
    """Return the footnotes in the order of method.md 4.1(11)."""
    return tuple(_footnotes(material))


def _footnotes(material: Material) -> Iterator[str]:
    release, wording = material.release, material.wording
    if material.shows_people and release.response:
        yield _("Who answered: %(groups)s.") % {
            "groups": "; ".join(map(_response, response_lines(release, wording)))
        }
    if release.confidence is not None:
        yield _("The bars around scores are %(confidence)s intervals.") % {
            "confidence": percent(release.confidence)
        }
    yield weights_line(release, wording)
    sensitivity = sensitivity_finding(release)
    if sensitivity:
        yield sensitivity
    if has_hidden(release, wording):
        yield _(
            "Some numbers are not shown: fewer than %(k)s people stand behind them, "
            "or they would give such a number away."
        ) % {"k": release.k}
    yield _("Framework: %(framework)s, version %(version)s, checksum %(checksum)s.") % {
        "framework": wording.framework.title,
        "version": release.framework.version,
        "checksum": release.framework.checksum[:CHECKSUM],
    }
    yield no_forecast()


def _response(line: ResponseLine) -> str:
    words = {"group": line.title, "answered": line.answered, "invited": line.invited}
    if not line.answered.isdigit() or not line.invited.isdigit():
        return _("%(group)s %(answered)s") % words
    return _("%(group)s %(answered)s of %(invited)s") % words
