"""Why a dimension has no score: it was not scored, or few people stand behind it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.story.numbers import listed, quoted
from reports.wording import Wording
from scoring.release import Release, ReleasedDimension

# How many facts a sentence names.
MOST_FACTS = 3


def is_hidden(release: Release, part: ReleasedDimension) -> bool:
    """Whether a dimension without a score has one that may not be shown.

    A verdict lists the dimensions that have none; it lists nothing when one is hidden.
    """
    if part.score is not None or part.missing_items or release.verdict is None:
        return False
    return part.code not in release.verdict.dimensions_missing


def absence_note(release: Release, part: ReleasedDimension) -> str:
    """A few words in place of a score."""
    if is_hidden(release, part):
        return _("not scored, or too few answers to show")
    if part.missing_items:
        return _("not scored: facts are missing")
    return _("not scored: too few questions are answered")


def absence_sentence(part: ReleasedDimension, wording: Wording) -> str:
    """Why a dimension was not scored, by name."""
    words = {"dimension": wording.dimension(part.code)}
    if not part.missing_items:
        return _("Too few questions are answered to score “%(dimension)s”.") % words
    return ngettext(
        "“%(dimension)s” has no score: the fact %(facts)s is missing.",
        "“%(dimension)s” has no score: the facts %(facts)s are missing.",
        len(part.missing_items),
    ) % {**words, "facts": _facts(part, wording)}


def _facts(part: ReleasedDimension, wording: Wording) -> str:
    names = [quoted(wording.item(code)) for code in part.missing_items]
    rest = len(names) - MOST_FACTS
    if rest < 2:
        return listed(names)
    more = ngettext("%(rest)s more", "%(rest)s more", rest) % {"rest": rest}
    return listed([*names[:MOST_FACTS], more])
