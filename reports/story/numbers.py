"""Numbers as a report says them: one decimal, and never a rounding that contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.wording import one_decimal

# Below this, two averages are not called different: intervals are not part of this version.
MATERIAL = 0.5


def level(score: float) -> str:
    """A score on 1 to 5 with one decimal."""
    return _level(score, get_language())


@lru_cache(maxsize=2048)
def _level(score: float, _language: str | None) -> str:
    """A report says a few scores a thousand times, so each is put into words once a language."""
    return number_format(one_decimal(score), 1)


def distance(one: float, other: float) -> str:
    """How far two scores are apart, so that it fits the two numbers as they are shown."""
    return number_format(abs(one_decimal(one) - one_decimal(other)), 1)


def below_limit(score: float, limit: float) -> str:
    """A score that misses a limit, without rounding it up to the limit."""
    if level(score) == level(limit):
        return _("just under %(limit)s") % {"limit": level(limit)}
    return level(score)


def listed(words: Sequence[str]) -> str:
    """Words as a list within a sentence: one, two and three."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def quoted(name: str) -> str:
    """A name within a sentence."""
    return _("“%(name)s”") % {"name": name}


def percent(share: float) -> str:
    """A share as a whole number of percent; halves go up."""
    return with_percent_sign(str(Decimal(str(share * 100)).quantize(Decimal(1), ROUND_HALF_UP)))


def with_percent_sign(number: str) -> str:
    """A number of percent that no line parts from its sign."""
    return f"{number}\N{NO-BREAK SPACE}%"
