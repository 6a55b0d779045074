"""What the report of a round is called on its files, in the active language."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.material import Occasion


def title_of(occasion: Occasion) -> str:
    """Return a title for windows, readers and lists of files."""
    return _("CRM readiness: %(client)s, %(round)s") % {
        "client": occasion.client,
        "round": occasion.round,
    }


def day_of(occasion: Occasion) -> str:
    """Return the day until which people could answer, or nothing."""
    return date_format(occasion.closed_on) if occasion.closed_on else ""
