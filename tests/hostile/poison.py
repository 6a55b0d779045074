"""Puts hostile texts wherever a text can be kept: into rows, frameworks and answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import cycle
from typing import Any

from django.db.models import CharField, Model, TextField
from django.db.models.signals import pre_save

from tests.factories import FrameworkVersionFactory, built_in_framework, built_in_spec
from tests.hostile.payloads import PAYLOADS

OURS = ("accounts", "assessments", "reports")
# Made by the product, or held to a pattern; nobody's own words.
TECHNICAL = {
    *("slug", "code", "password", "email", "token_hash", "checksum", "sha256", "link_code"),
    *("promise_hash", "promise_text", "answers_hash", "scorer_version", "item", "capability"),
    *("place", "value"),
}
# The longest text that a framework file may hold; it takes printable signs only.
LONGEST_OF_A_FRAMEWORK = 600


class Poison:
    """Hands out the payloads one after the other, from some place in the list on."""

    def __init__(self, first: int = 0) -> None:
        self.endless = cycle([*PAYLOADS[first:], *PAYLOADS[:first]])
        self.used: set[str] = set()

    def next(self, longest: int | None = None) -> str:
        """Return the next payload that fits."""
        while True:
            payload = next(self.endless)
            if longest is None or len(payload) <= longest:
                self.used.add(payload)
                return payload

    def printable(self) -> str:
        """Return the next payload that a framework file may hold."""
        while not (payload := self.next(LONGEST_OF_A_FRAMEWORK)).isprintable():
            pass
        return payload

    @contextmanager
    def in_new_rows(self) -> Iterator[None]:
        """Put a payload into every text of every row that is made."""

        def poisoned(sender: type[Model], instance: Model, **_signal: Any) -> None:
            if sender._meta.app_label in OURS and instance._state.adding:
                for column in text_columns(sender):
                    setattr(instance, column.name, self.next(column.max_length))

        pre_save.connect(poisoned)
        try:
            yield
        finally:
            pre_save.disconnect(poisoned)

    def framework(self) -> Any:
        """Store a version of the built-in framework in which every text is a payload."""
        spec = self._poisoned(built_in_spec(), "")
        checksum = sha256(repr(spec).encode()).hexdigest()
        return FrameworkVersionFactory(
            number=built_in_framework().version + 1, spec=spec, checksum=checksum
        )

    def _poisoned(self, value: Any, key: str) -> Any:
        if isinstance(value, dict):
            return {name: self._poisoned(each, name) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [self._poisoned(each, key) for each in value]
        # One word is a code, except where it is a title.
        if isinstance(value, str) and (" " in value or key == "title"):
            return self.printable()
        return value


def text_columns(model: type[Model]) -> list[CharField | TextField]:
    """Return the columns that hold somebody's own words."""
    return [
        field
        for field in model._meta.local_fields
        if isinstance(field, CharField | TextField)
        and not field.choices
        and field.name not in TECHNICAL
    ]
