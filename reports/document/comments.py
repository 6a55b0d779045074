"""What the consultant says to a page, beside what was measured and never part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reports.document.parts import Comment, Document, Page


def with_comments(document: Document, comments: Mapping[str, Comment]) -> Document:
    """Return the document with comments (page key → comment) on their pages."""

    def on(key: str) -> tuple[Comment, ...]:
        return (comments[key],) if key in comments else ()

    return replace(
        document,
        summary=replace(document.summary, comments=on(Page.SUMMARY)),
        chapters=tuple(replace(chapter, comments=on(chapter.key)) for chapter in document.chapters),
    )
