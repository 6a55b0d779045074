"""A report of which only those parts are made that somebody reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import get_language

from reports.document.entries import Entry
from reports.document.parts import Chapter, Comment, Document, Exhibit, Page, Summary, exhibits_in
from reports.document.summary import summary_of
from reports.material import Material


@dataclass(frozen=True, slots=True)
class Outline:
    """What there is to read; every call makes its part, in the active language.

    `comments` are what the consultant says, by the key of the page: they stand beside what was
    measured and are never part of it.
    """

    material: Material
    entries: tuple[Entry, ...]
    comments: Mapping[str, Comment] = field(default_factory=dict)

    def summary(self) -> Summary:
        """Make the summary."""
        return replace(summary_of(self.material), comments=self._on(Page.SUMMARY))

    def chapter(self, key: str) -> Chapter | None:
        """Make a chapter; None where the report has none of this key."""
        return next((self._chapter(entry) for entry in self.entries if entry.key == key), None)

    def exhibits(self) -> Iterator[Exhibit]:
        """Make part after part, as far as they are asked for, and yield their exhibits once."""
        return exhibits_in(self._parts())

    def document(self) -> Document:
        """Make the whole report."""
        return Document(
            occasion=self.material.occasion,
            language=get_language() or "en-gb",
            summary=self.summary(),
            chapters=tuple(map(self._chapter, self.entries)),
        )

    def _parts(self) -> Iterator[Summary | Chapter]:
        yield self.summary()
        yield from map(self._chapter, self.entries)

    def _chapter(self, entry: Entry) -> Chapter:
        return replace(entry.chapter(), comments=self._on(entry.key))

    def _on(self, key: str) -> tuple[Comment, ...]:
        return (self.comments[key],) if key in self.comments else ()
