"""What participants are promised, word for word: three sentences on who sees what.

A round keeps the text and its hash from the moment it opens, so the wording here may change
without changing what was promised before.
"""

import hashlib

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from assessments.enums import AnonymityMode

# The fewest texts in people's own words that are shown together (method, 3.7(6)).
LEAST_TEXTS = 8


def promise_text(*, k: int, mode: str) -> str:
    """Return the promise of a round that shows no group of fewer than `k` people."""
    return "\n".join((_who_sees(k), _what_is_known(mode), _own_words()))


def promise_as_given(given: str, *, most_k: int) -> str:
    """Return a promise that was given, in the reader's language.

    It is known again by its words. One that was worded otherwise, by an earlier version, is
    returned as it was given. `most_k` is the round's smallest group: it may have grown since.
    """
    for language, _name in settings.LANGUAGES:
        for k in range(most_k, 0, -1):
            for mode in AnonymityMode.values:
                with translation.override(language):
                    is_this = promise_text(k=k, mode=mode) == given
                if is_this:
                    return promise_text(k=k, mode=mode)
    return given


def promise_hash(text: str) -> str:
    """Return the SHA-256 of a promise, in hex, to prove later what was promised."""
    return hashlib.sha256(text.encode()).hexdigest()


def _who_sees(k: int) -> str:
    return _(
        "Everyone who reads the results, consultants included, sees groups of at least %(k)d "
        "people and never the answers of one person."
    ) % {"k": k}


def _what_is_known(mode: str) -> str:
    if mode == AnonymityMode.ANONYMOUS:
        return _(
            "Nobody learns whether you took part, and when you hand in, your answers are "
            "separated from you for good."
        )
    return _(
        "Whoever invited you may learn that you took part, but when you hand in, your answers "
        "are separated from you for good."
    )


def _own_words() -> str:
    return _(
        "What you write in your own words is shown only among at least %(least)d such texts, "
        "mixed and without name, group or time, and the consultant may black out passages."
    ) % {"least": LEAST_TEXTS}
