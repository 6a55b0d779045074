"""Pages of the dashboard that are no part of the document."""

from django.utils.translation import gettext as _

from assessments.models import Round
from assessments.selectors.statements import published_words
from reports.audiences import View
from reports.document.parts import Page


def extra_pages(round: Round, view: View) -> tuple[tuple[str, str], ...]:
    """Return key and name of the pages beside the document that an audience sees."""
    pages = []
    if Page.WHAT_IF in view.pages:
        pages.append((Page.WHAT_IF.value, _("What if")))
    if Page.OWN_WORDS in view.pages and published_words(round):
        pages.append((Page.OWN_WORDS.value, _("In their own words")))
    return tuple(pages)
