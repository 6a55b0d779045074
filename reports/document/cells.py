"""Cells of tables: a number as text and as it was released, or why there is none."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.document.parts import Cell, Column, Presence
from reports.story.numbers import level, percent
from scoring.release.parts import Limits


def score_cell(score: float | None, *, explains: str = "", note: str = "") -> Cell:
    """A score on 1 to 5, or that too few people stand behind it."""
    if score is None:
        return hidden_cell(note)
    return Cell(level(score), score, note, explains=explains)


def limit_cells(limits: Limits | None) -> tuple[Cell, Cell]:
    """The two ends of an interval; empty where there is none."""
    if limits is None:
        return empty_cell(), empty_cell()
    return Cell(level(limits.low), limits.low), Cell(level(limits.high), limits.high)


def optional_cell(score: float | None) -> Cell:
    """A score on 1 to 5 that need not be there."""
    return empty_cell() if score is None else Cell(level(score), score)


def share_cell(share: float) -> Cell:
    """A share of 1 as percent."""
    return Cell(percent(share), share)


def hidden_cell(note: str = "") -> Cell:
    """In place of what is hidden, or what nobody answered."""
    return Cell("–", note=note or _("too few answers to show"), presence=Presence.HIDDEN)


def empty_cell() -> Cell:
    return Cell("", presence=Presence.EMPTY)


def not_asked_cell() -> Cell:
    return Cell("", presence=Presence.NOT_ASKED)


def limit_columns() -> tuple[Column, Column]:
    """The columns of `limit_cells`."""
    return Column(_("From"), is_number=True), Column(_("To"), is_number=True)
