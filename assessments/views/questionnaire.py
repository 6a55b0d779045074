"""The questionnaire as pages show it: one screen per capability.

The screens of a group hold nothing personal, so their HTML is made once per process and
carried by every page, which lets a phone turn pages without asking the server.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import strip_spaces_between_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from assessments.selectors.answering import Answers, Seat, items_asked
from assessments.selectors.frameworks import framework_in
from scoring.framework import DONT_KNOW, LONGEST_ANSWER, NOT_APPLICABLE, DontKnow, Item

MOST_IN_MEMORY = 128
BLANKS = re.compile(r"\s+")
FIELD = "item-"
SCREEN = "answering/_screen.html"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose from."""

    value: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class Question:
    """An item as it is asked; `asides` are the answers that are no answer."""

    code: str
    text: str
    help: str | None
    is_statement: bool
    choices: tuple[Choice, ...]
    asides: tuple[Choice, ...]

    @property
    def field(self) -> str:
        return FIELD + self.code

    @property
    def is_text(self) -> bool:
        return not self.choices


@dataclass(frozen=True, slots=True)
class Screen:
    """A capability with its questions to one group, and where it stands among the others."""

    code: str
    title: str
    position: int
    total: int
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the answer given so far, as the form field holds it."""

    question: Question
    given: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A screen with the answers given so far."""

    screen: Screen
    asked: tuple[Asked, ...]


@lru_cache(maxsize=MOST_IN_MEMORY)
def screens(
    version_id: UUID, group_code: str, client_type: str, language: str
) -> tuple[Screen, ...]:
    """Return the screens of a group, in order."""
    framework = framework_in(version_id, language)
    questions: dict[str, list[Question]] = {}
    for code in items_asked(version_id, group_code, client_type):
        item = framework.item(code)
        question = question_of(item, framework.choices(item))
        questions.setdefault(item.capability, []).append(question)
    return tuple(
        Screen(code, framework.capability(code).title, position, len(questions), tuple(asked))
        for position, (code, asked) in enumerate(questions.items(), start=1)
    )


def screens_of(seat: Seat) -> tuple[Screen, ...]:
    """Return the screens of a participant."""
    return screens(*_kind_of(seat))


def screens_html(seat: Seat) -> SafeString:
    """Return all screens of a participant's group as HTML without any answer."""
    return _all_screens(*_kind_of(seat))


def screen_html(seat: Seat, screen: Screen, answers: Answers) -> SafeString:
    """Return one screen as HTML with the answers given so far."""
    if any(question.code in answers for question in screen.questions):
        return _rendered(filled(screen, answers))
    return _empty_screens(*_kind_of(seat))[screen.code]


def filled(screen: Screen, answers: Answers) -> Page:
    """Return a screen with a participant's answers."""
    return Page(
        screen,
        tuple(
            Asked(question, str(answers.get(question.code, ""))) for question in screen.questions
        ),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A capability on the review, with the number of its open questions."""

    code: str
    title: str
    open_count: int

    @property
    def words(self) -> str:
        return ngettext("%(count)d open", "%(count)d open", self.open_count) % {
            "count": self.open_count
        }


def overview(seat: Seat) -> list[Row]:
    """Return all capabilities of a participant; a sentence in one's own words is never open."""
    answers = seat.answers
    return [
        Row(
            screen.code,
            screen.title,
            sum(not each.is_text and each.code not in answers for each in screen.questions),
        )
        for screen in screens_of(seat)
    ]


def _kind_of(seat: Seat) -> tuple[UUID, str, str, str]:
    """Return what the screens depend on."""
    return (
        seat.round.framework_version_id,
        seat.group.code,
        seat.client_type,
        get_language() or settings.LANGUAGE_CODE,
    )


@lru_cache(maxsize=MOST_IN_MEMORY)
def _all_screens(version_id: UUID, group_code: str, client_type: str, language: str) -> SafeString:
    empty = _empty_screens(version_id, group_code, client_type, language)
    # Rendered below.
    return mark_safe("".join(empty.values()))  # noqa: S308  # nosemgrep: scan.unescaped-html


@lru_cache(maxsize=MOST_IN_MEMORY)
def _empty_screens(
    version_id: UUID, group_code: str, client_type: str, language: str
) -> Mapping[str, SafeString]:
    return {
        screen.code: _without_blanks(_rendered(filled(screen, {})))
        for screen in screens(version_id, group_code, client_type, language)
    }


def _rendered(page: Page) -> SafeString:
    return render_to_string(SCREEN, {"page": page, "longest": LONGEST_ANSWER})


def _without_blanks(html: SafeString) -> SafeString:
    """Drop the indentation of the templates, for every page carries all screens."""
    short = strip_spaces_between_tags(BLANKS.sub(" ", html).strip())
    # Only blanks were taken away.
    return mark_safe(short)  # noqa: S308  # nosemgrep: scan.unescaped-html


def question_of(item: Item, labels: tuple[str, ...]) -> Question:
    """Return an item as it is asked, with the labels of its answers in order."""
    return Question(
        code=item.code,
        text=item.question,
        help=item.help,
        is_statement=item.scale is not None,
        choices=tuple(Choice(str(level), label) for level, label in enumerate(labels, start=1)),
        asides=_asides(item),
    )


def _asides(item: Item) -> tuple[Choice, ...]:
    if item.is_text:
        return ()
    does_not_apply = Choice(NOT_APPLICABLE, _("Does not apply"))
    if item.dont_know is DontKnow.NONE:
        return (does_not_apply,)
    return (Choice(DONT_KNOW, _("I don’t know")), does_not_apply)
