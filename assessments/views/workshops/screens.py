"""The part of a screen that all who look at it share, made once for each version of a session."""

from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from assessments.models import Session
from assessments.selectors.workshops.sessions import WITH_ROUND
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
    return _screen(_Source(lambda: session), session.pk, session.version, audience, _language())


def screen_at(session_id: UUID, version: int, audience: Audience) -> SafeString:
    """Return the screen at a version, for who has not read the session itself.

    Raises
    ------
    ScreenIsOldError
        When the workshop has moved on by now, so that this screen cannot be made any more.
    """

    def read() -> Session:
        session = Session.objects.select_related(*WITH_ROUND).get(pk=session_id)
        if session.version != version:
            raise ScreenIsOldError
        return session

    return _screen(_Source(read), session_id, version, audience, _language())


class ScreenIsOldError(Exception):
    """The workshop moved on between two reads; whoever asks reads again."""


class _Source:
    """Carries the way to a session past the cache: id and version are what counts."""

    def __init__(self, read: Callable[[], Session]) -> None:
        self.read = read

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Source)

    def __hash__(self) -> int:
        return 0


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@lru_cache(maxsize=MOST_IN_MEMORY)
def _screen(
    source: _Source, _session_id: UUID, _version: int, audience: Audience, _language: str
) -> SafeString:
    shown = snapshot_of(source.read())
    context = {
        "shown": shown,
        "question": question_of(shown.item, shown.choices) if shown.item else None,
        "answers": answers_shown(shown),
        "agreed_label": agreed_label(shown),
    }
    return render_to_string(f"workshops/{audience}/_screen.html", context)
