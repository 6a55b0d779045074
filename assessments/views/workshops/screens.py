"""The part of a screen that all who look at it share, made once for each version of a session."""

from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from assessments.models import Session
from assessments.selectors.workshops.snapshots import snapshot_of
from assessments.views.questionnaire import question_of
from assessments.views.workshops.answers import agreed_label, answers_shown

MOST_IN_MEMORY = 256


class Audience(StrEnum):
    """Who looks at a screen; each has a template of its own."""

    PHONE = "phone"
    PROJECTOR = "projector"


def screen_html(session: Session, audience: Audience) -> SafeString:
    """Return the screen of an audience in the active language."""
    language = get_language() or settings.LANGUAGE_CODE
    return _screen(_Key(session), session.pk, session.version, audience, language)


class _Key:
    """Carries a session past the cache: its id and version are what counts."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=MOST_IN_MEMORY)
def _screen(
    carried: _Key, _session_id: UUID, _version: int, audience: Audience, _language: str
) -> SafeString:
    shown = snapshot_of(carried.session)
    context = {
        "shown": shown,
        "question": question_of(shown.item, shown.choices) if shown.item else None,
        "answers": answers_shown(shown),
        "agreed_label": agreed_label(shown),
    }
    return render_to_string(f"workshops/{audience}/_screen.html", context)
