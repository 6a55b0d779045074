"""The summary as two slides: where we stand, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from pptx.slide import Slide

from reports.document.parts import ActionList, Document, Form, GateRow, Summary
from reports.files.slides.areas import Area
from reports.files.slides.content import MARKS, action_grid, comment_slide, draw, exhibit_slides
from reports.files.slides.measuring import fitting_size, height_of, width_of
from reports.files.slides.stage import NOTE, Stage, describe
from reports.files.slides.tables import Grid, add_table

TEXT = (16.0, 14.0, 13.0, 12.0, 11.0, 10.0)
CHART_SHARE, ACTION_SHARE = 0.54, 0.58
GATE_SIZE = 12.0


def summary_slides(stage: Stage, document: Document) -> None:
    """Add the verdict with its reasons, dimensions and gates, then the steps and what is open."""
    summary = document.summary
    _where_we_stand(stage, summary)
    shown_later = {part.name for chapter in document.chapters for part in chapter.exhibits}
    if summary.technology is not None and summary.technology.name not in shown_later:
        exhibit_slides(stage, summary.technology, [])
    _what_to_do(stage, summary)
    comment_slide(stage, _("Summary"), summary.comments)


def _where_we_stand(stage: Stage, summary: Summary) -> None:
    reasons = _said(summary.reason, summary.confidence)
    gates = [f"{gate.title}: {gate.word}. {gate.sentence}" for gate in summary.gates.gates]
    exhibit = summary.dimensions
    notes = [*reasons, exhibit.title, exhibit.alternative, summary.gates.title, *gates]
    slide, area = stage.finding(summary.headline, summary.name, notes)
    area = _gate_row(stage, slide, area, summary.gates)
    chart, words = area.cut_left(CHART_SHARE)
    if draw(stage, slide, chart, exhibit, exhibit.table.rows):
        stage.text(slide, words, [*reasons, exhibit.title, exhibit.basis], "Reasons", sizes=TEXT)
    else:
        stage.text(slide, area, [*reasons, exhibit.title], "Reasons", sizes=TEXT)


def _what_to_do(stage: Stage, summary: Summary) -> None:
    said = _said(
        *(summary.gap.sentences if summary.gap else ()),
        summary.decay,
        summary.owner,
        summary.step_up,
        *(summary.changes.sentences if summary.changes else ()),
    )
    actions = summary.actions
    if not said and actions is None and not summary.footnotes:
        return
    notes = [*said, *summary.footnotes]
    other = _("What else the summary says")
    slide, area = stage.finding(
        actions.title if actions is not None else other,
        actions.basis if actions is not None else "",
        notes,
    )
    area = stage.small_notes(slide, area, summary.footnotes)
    if actions is not None:
        area = _action_table(stage, slide, area, actions)
    if said and fitting_size(said, area.width, area.height, TEXT) is None:
        slide, area = stage.finding(other, "", said)
    if said:
        stage.text(slide, area, said, "Findings", sizes=TEXT, form=Form.LIST)


def _action_table(stage: Stage, slide: Slide, area: Area, actions: ActionList) -> Area:
    """Set the actions at the top; return the room below them."""
    grid = action_grid(actions)
    room, _below = area.cut_top(round(area.height * ACTION_SHARE))
    shape = add_table(slide, room, grid, stage.look, stage.setting.language)
    described = [" ".join(line) for line in grid.lines]
    describe(shape, "actions", " ".join([actions.title, *described]))
    used = shape.height + stage.gap
    return Area(area.left, area.top + used, area.width, max(0, area.height - used))


def _gate_row(stage: Stage, slide: Slide, area: Area, gates: GateRow) -> Area:
    """Set the gates as titles with their words below at the bottom; return the room above."""
    if not gates.gates:
        return area
    texts = [(gate.title, f"{MARKS.get(gate.state, '')} {gate.word}") for gate in gates.gates]
    widest = max(width_of(word, GATE_SIZE) for pair in texts for t in pair for word in t.split())
    across = min(len(texts), max(2, area.width // round(widest * 1.12)))
    rows = -(-len(texts) // across)
    across = -(-len(texts) // rows)
    padded = [*texts, *[("", "")] * (rows * across - len(texts))]
    lines = [padded[at : at + across] for at in range(0, len(padded), across)]
    flat = [tuple(pair[side] for pair in line) for line in lines for side in (0, 1)]
    grid = Grid(flat[0], tuple(flat[1:]), (False,) * across, bold=frozenset(range(1, len(flat), 2)))
    heading = height_of([gates.title], area.width, NOTE)
    room, strip = area.cut_bottom(round(area.height * (0.3 if rows == 1 else 0.42)))
    shape = add_table(slide, strip, grid, stage.look, stage.setting.language, is_even=True)
    shape.top = strip.bottom - shape.height
    described = [f"{gate.title}: {gate.word}." for gate in gates.gates]
    describe(shape, "gates", " ".join([gates.title, *described]))
    title = Area(area.left, shape.top - heading - stage.gap // 2, area.width, heading)
    stage.text(slide, title, [gates.title], "Gates", sizes=(NOTE,), is_soft=True)
    return Area(room.left, room.top, room.width, max(0, title.top - stage.gap - room.top))


def _said(*texts: str) -> Sequence[str]:
    return [text for text in texts if text]
