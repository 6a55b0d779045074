"""What a file says about its own origin. It names no time: a file built twice is the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Colophon:
    """The hash of the report, the framework with its version, and the framework's checksum."""

    hash: str
    framework: str
    framework_checksum: str


def colophon_lines(colophon: Colophon) -> list[str]:
    """Return the lines at the foot of every page, in the active language."""
    return [
        _("%(framework)s, checksum %(checksum)s")
        % {"framework": colophon.framework, "checksum": colophon.framework_checksum},
        _("Report %(hash)s") % {"hash": colophon.hash},
    ]
