"""Reading files back: their text, freed from typesetting, and all that must be in it."""

import io
import re
import unicodedata
from collections.abc import Iterator

from pypdf import PdfReader

from reports.document.parts import (
    ActionList,
    Block,
    Document,
    Exhibit,
    GateRow,
    Passage,
    Row,
)

# Where lines may break: no matter for what a text says.
INVISIBLE = re.compile(r"[\s\-\u2010\u00ad\u200b\u2068\u2069]")


def pdf_pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def squeezed(text: str) -> str:
    """A text without spaces, line breaks, hyphens and ligatures."""
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def row_text(row: Row) -> str:
    """A row as it stands in a table, cell by cell with its notes."""
    return squeezed("".join(cell.text + cell.note for cell in row.cells))


def rows_of(document: Document) -> Iterator[Row]:
    for exhibit in document.exhibits:
        yield from exhibit.table.rows


def chapter_texts(document: Document) -> Iterator[str]:
    """Every sentence of the chapters."""
    for chapter in document.chapters:
        yield from (chapter.name, chapter.title)
        for block in chapter.blocks:
            yield from block_texts(block)
        for comment in chapter.comments:
            yield from (*comment.text.splitlines(), comment.author)


def block_texts(block: Block) -> Iterator[str]:
    yield block.title
    match block:
        case Passage():
            yield from block.sentences
        case Exhibit():
            yield from (block.basis, block.table.caption, *block.notes)
            yield from (column.title for column in block.table.columns)
        case GateRow():
            yield block.basis
            for gate in block.gates:
                yield from (gate.title, gate.word, gate.detail, gate.sentence)
        case ActionList():
            yield block.basis
            for action in block.actions:
                yield from (
                    action.capability, action.dimension, action.stands, action.what, action.owner,
                    action.effort_words, action.when, action.evidence, action.why,
                )  # fmt: skip


def summary_texts(document: Document) -> Iterator[str]:
    """Every sentence of the one page that is never left out of it."""
    summary = document.summary
    yield from (summary.name, summary.headline, summary.reason, summary.confidence)
    yield from (summary.decay, summary.owner, summary.step_up, *summary.footnotes)
    for passage in (summary.gap, summary.changes):
        if passage:
            yield from (passage.title, *passage.sentences)
    for exhibit in summary.exhibits:
        yield from (exhibit.title, exhibit.basis)
    yield summary.gates.title
    for gate in summary.gates.gates:
        yield from (gate.title, gate.word, gate.detail)
        if gate.state not in {"passed", "exempt"}:
            yield gate.sentence
    if summary.actions:
        for action in summary.actions.actions:
            yield from (action.what, action.owner, action.effort_words, action.evidence)
