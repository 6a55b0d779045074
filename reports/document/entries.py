"""Chapters before they are made: a page shows one of many, and lists the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reports.document.parts import Block, Chapter, Page


@dataclass(frozen=True, slots=True)
class Entry:
    """A chapter in the list of pages; its title and its blocks are made when it is opened.

    `key`, `page` and `name` are those of the chapter.
    """

    key: str
    page: Page
    name: str
    title: Callable[[], str]
    blocks: Callable[[], Iterable[Block]]

    def chapter(self) -> Chapter:
        """Make the chapter, in the active language."""
        return Chapter(self.key, self.page, self.name, self.title(), tuple(self.blocks()))
