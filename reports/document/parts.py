"""What a report consists of, independent of where it is shown.

Texts are in the language that was active when the document was made. Each number stands twice:
as `text` for people and as `value` exactly as the release has it, for files that compute with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from reports.material import Occasion
from reports.story.gates import GateLine
from reports.story.steps import ActionLine


class Page(StrEnum):
    """The kinds of pages of the dashboard, in their order."""

    SUMMARY = "summary"
    OVERVIEW = "overview"
    DIMENSION = "dimension"
    GAPS = "gaps"
    AGREEMENT = "agreement"
    WORKSHOP = "workshop"
    PRIORITIES = "priorities"
    WHAT_IF = "what-if"
    TREND = "trend"
    OWN_WORDS = "own-words"
    METHOD = "method"


class Presence(StrEnum):
    """Whether a cell has something to show. Hidden is also what nobody answered."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    NOT_ASKED = "not_asked"
    EMPTY = "empty"


class Form(StrEnum):
    """How a passage is set."""

    PROSE = "prose"
    LIST = "list"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `note` stands small beside the text.

    `explains` is a code whose arithmetic can be opened (a dimension, capability, item, gate,
    "overall"); empty without.
    """

    text: str
    value: float | int | None = None
    note: str = ""
    presence: Presence = Presence.SHOWN
    explains: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; numbers are set flush right."""

    title: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right, the first one names the row.

    A heading has one cell and names the rows below it.
    """

    cells: tuple[Cell, ...]
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers as a table; `caption` says what they are of."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def lines(self) -> Iterator[tuple[Row, tuple[tuple[Column, Cell], ...]]]:
        """Each row with its cells, beside every cell its column."""
        return (
            (row, () if row.is_heading else tuple(zip(self.columns, row.cells, strict=True)))
            for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences under a heading, which may be empty.

    `leads` are beginnings of the sentences, one for each, that a page sets bold; empty without.
    `is_aside` marks what weighs less: on a screen it lies behind its heading, which opens it.
    """

    title: str
    sentences: tuple[str, ...]
    form: Form = Form.PROSE
    leads: tuple[str, ...] = ()
    is_aside: bool = False

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """Each sentence as its lead and what follows it."""
        leads = self.leads or ("",) * len(self.sentences)
        return tuple(
            (lead, sentence.removeprefix(lead))
            for lead, sentence in zip(leads, self.sentences, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A chart with the table of its numbers, or the table alone.

    `name` is the figure's name: letters, digits, "-" and "_", unique in the report. `title`
    says the finding, `basis` what is measured, `alternative` what the chart shows to people
    who do not see it. `notes` stand under the chart. `is_spare` marks a chart that is offered
    beside another one of the same numbers and never leads.
    """

    name: str
    title: str
    basis: str
    alternative: str
    table: Table
    has_chart: bool = True
    notes: tuple[str, ...] = ()
    is_spare: bool = False


@dataclass(frozen=True, slots=True)
class GateRow:
    """The gates, each with a mark and words; none is left out."""

    title: str
    basis: str
    gates: tuple[GateLine, ...]


@dataclass(frozen=True, slots=True)
class ActionList:
    """Actions in the order in which to begin them."""

    title: str
    basis: str
    actions: tuple[ActionLine, ...]


Block = Passage | Exhibit | GateRow | ActionList


@dataclass(frozen=True, slots=True)
class Comment:
    """What the consultant says to a page; never part of what was measured."""

    text: str
    author: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the dashboard.

    `key` names it in addresses and files ("gaps", "dimension-S"); `name` is its name in a
    list of pages, `title` its finding.
    """

    key: str
    page: Page
    name: str
    title: str
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()

    @property
    def exhibits(self) -> Iterator[Exhibit]:
        return (block for block in self.blocks if isinstance(block, Exhibit))


@dataclass(frozen=True, slots=True)
class Summary:
    """The one page for executives (method.md 4.1); empty texts and None are left out.

    `name` is the verdict's name, `headline` the verdict as a sentence, `reason` the rule that
    decided, `confidence` how sure it is. `footnotes` say who answered, what is hidden and why,
    and what the report is not.
    """

    name: str
    headline: str
    reason: str
    confidence: str
    dimensions: Exhibit
    gates: GateRow
    technology: Exhibit | None
    gap: Passage | None
    decay: str
    owner: str
    actions: ActionList | None
    step_up: str
    changes: Passage | None
    footnotes: tuple[str, ...]
    comments: tuple[Comment, ...] = ()

    @property
    def exhibits(self) -> Iterator[Exhibit]:
        return (part for part in (self.dimensions, self.technology) if part is not None)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report: the summary, then the chapters in their order."""

    occasion: Occasion
    language: str
    summary: Summary
    chapters: tuple[Chapter, ...]

    @property
    def exhibits(self) -> Iterator[Exhibit]:
        """Every exhibit once, in the order of the report."""
        return exhibits_in((self.summary, *self.chapters))


def exhibits_in(parts: Iterable[Summary | Chapter]) -> Iterator[Exhibit]:
    """Yield the exhibits of parts in their order, each once."""
    seen: set[str] = set()
    for part in parts:
        for exhibit in part.exhibits:
            if exhibit.name not in seen:
                seen.add(exhibit.name)
                yield exhibit
