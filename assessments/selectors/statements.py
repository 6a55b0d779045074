"""What people wrote in their own words, as it may be read: the only reader of statements.

A question's texts are shown from the least number on, over all groups, in an order that means
nothing. Below it nobody learns so much as how many there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from assessments.models import Round, Statement
from assessments.promise import LEAST_TEXTS
from assessments.redaction import MARK
from assessments.selectors.frameworks import framework_of


@dataclass(frozen=True, slots=True)
class Text:
    """One text to read: as it was handed in, and as the report will show it."""

    id: UUID
    original: str
    wording: str
    is_left_out: bool

    @property
    def is_redacted(self) -> bool:
        return MARK in self.wording


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The texts to one question; empty when there are too few to show any."""

    item: str
    question: str
    texts: tuple[Text, ...] = ()

    @property
    def are_shown(self) -> bool:
        return bool(self.texts)

    @property
    def to_publish(self) -> tuple[Text, ...]:
        """The texts the report shows: those not left out, if these are still enough."""
        kept = tuple(text for text in self.texts if not text.is_left_out)
        return kept if len(kept) >= LEAST_TEXTS else ()


def own_words(round: Round) -> tuple[OwnWords, ...]:
    """Return every question answered in one's own words with the texts that may be read."""
    items = [item for item in framework_of(round.framework_version_id).items if item.is_text]
    statements = Statement.objects.filter(round_id=round.pk)
    by_item: dict[str, list[Text]] = {item.code: [] for item in items}
    # Ids are random, and made anew whenever the round is sealed: the order means nothing.
    columns = ("item", "pk", "original", "wording", "is_left_out")
    for code, *text in statements.order_by("pk").values_list(*columns):
        if code in by_item:
            by_item[code].append(Text(*text))
    return tuple(OwnWords(item.code, item.question, _enough(by_item[item.code])) for item in items)


def published_words(round: Round) -> tuple[OwnWords, ...]:
    """Return the questions of a published round whose texts its report shows."""
    if not round.is_published:
        return ()
    return tuple(words for words in own_words(round) if words.to_publish)


def readable_text(round: Round, statement_id: UUID) -> Text | None:
    """Return one of the texts that may be read; None for any other."""
    return next(
        (text for words in own_words(round) for text in words.texts if text.id == statement_id),
        None,
    )


def _enough(texts: Iterable[Text]) -> tuple[Text, ...]:
    texts = tuple(texts)
    return texts if len(texts) >= LEAST_TEXTS else ()
