"""Turns the parts of a report into slides: an exhibit, gates, actions, texts, comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from django.utils.translation import gettext as _
from pptx.slide import Slide

from reports.document.parts import (
    ActionList,
    Comment,
    Exhibit,
    Form,
    GateRow,
    Passage,
    Presence,
    Row,
)
from reports.files.slides.areas import Area
from reports.files.slides.charts import add_chart, value_of
from reports.files.slides.dumbbell import add_dumbbell
from reports.files.slides.measuring import fitting_size
from reports.files.slides.plans import Kind, Layout, Plan, layout_of, plan_of
from reports.files.slides.stage import TEXT_SIZES, Stage, describe
from reports.files.slides.tables import Grid, add_table, grid_of, pages

# A table of more rows is for the workbook.
MOST_TABLE_ROWS = 14
MARKS = {"passed": "✓", "warned": "!", "failed": "✕", "unproven": "?", "hidden": "–", "exempt": "–"}
READABLE = TEXT_SIZES[:4]


def exhibit_slides(stage: Stage, exhibit: Exhibit, sentences: Sequence[str]) -> None:
    """Add the slides of an exhibit: its chart, its table, or what it shows in words."""
    plan = plan_of(exhibit.name) if exhibit.has_chart else None
    rows = exhibit.table.rows
    notes = [*sentences, exhibit.basis, exhibit.alternative, *exhibit.notes]
    if plan is not None and plan.kind is not Kind.HEATMAP and _has_numbers(plan, exhibit):
        _chart_slides(stage, exhibit, plan, notes)
    elif not rows:
        text_slides(stage, exhibit.title, [exhibit.alternative], notes, basis=exhibit.basis)
    elif len(rows) <= MOST_TABLE_ROWS or plan is not None:
        _table_slides(stage, exhibit, notes, is_heatmap=plan is not None)
    elif exhibit.has_chart:
        told = [exhibit.alternative, _("The whole table is in the Excel file of this report.")]
        text_slides(stage, exhibit.title, told, notes, basis=exhibit.basis)


def draw(stage: Stage, slide: Slide, area: Area, exhibit: Exhibit, rows: Sequence[Row]) -> bool:
    """Draw an exhibit's chart into an area; return whether it has one."""
    plan = plan_of(exhibit.name)
    if plan is None or not exhibit.has_chart or not _has_numbers(plan, exhibit):
        return False
    if plan.kind is Kind.DUMBBELL:
        shape, names = add_dumbbell(slide, area, plan, exhibit.table, rows, stage.look)
        for place, row in zip(names, rows, strict=True):
            stage.row_name(slide, place, row.cells[0].text)
    else:
        shape = add_chart(slide, area, plan, exhibit.table, rows, stage.look)
    describe(shape, exhibit.name, exhibit.alternative or exhibit.title)
    return True


def gate_slides(stage: Stage, gates: GateRow, sentences: Sequence[str]) -> None:
    """Add the gates as a table with marks and words."""
    grid = Grid(
        (_("Gate"), _("State"), _("What it says"), ""),
        tuple(
            (gate.title, f"{MARKS.get(gate.state, '')} {gate.word}", gate.sentence, gate.detail)
            for gate in gates.gates
        ),
        (False, False, False, False),
    )
    told = [f"{gate.title}: {gate.word}. {gate.sentence} {gate.detail}" for gate in gates.gates]
    grid_slides(stage, gates.title, gates.basis, grid, [*sentences, *told])


def action_slides(stage: Stage, actions: ActionList, sentences: Sequence[str]) -> None:
    """Add the actions as a table."""
    told = [f"{line.capability}: {line.what} {line.why}".strip() for line in actions.actions]
    grid = action_grid(actions)
    grid_slides(stage, actions.title, actions.basis, grid, [*sentences, *told])


def action_grid(actions: ActionList) -> Grid:
    """Return actions as a table, without columns that are empty in all of them."""
    columns = [
        ("", [f"{number}." for number, _line in enumerate(actions.actions, start=1)]),
        (_("What to do"), [line.what for line in actions.actions]),
        (_("For"), [line.capability for line in actions.actions]),
        (_("Who"), [line.owner for line in actions.actions]),
        (_("Effort"), [line.effort_words or line.effort for line in actions.actions]),
        (_("When"), [line.when for line in actions.actions]),
        (_("Proof that it is done"), [line.evidence for line in actions.actions]),
    ]
    kept = [(title, texts) for title, texts in columns if any(texts)]
    return Grid(
        tuple(title for title, _texts in kept),
        tuple(zip(*(texts for _title, texts in kept), strict=True)),
        (False,) * len(kept),
    )


def comment_slide(stage: Stage, name: str, comments: Sequence[Comment]) -> None:
    """Add what the consultant says to a page, apart from what was measured."""
    if not comments:
        return
    told = [
        line
        for comment in comments
        for line in (comment.text, f"— {comment.author}" if comment.author else "")
        if line
    ]
    title = _("Comment of the consultant: %(page)s") % {"page": name}
    basis = _("An opinion, no part of what was measured.")
    text_slides(stage, title, told, told, basis=basis, is_apart=True)


def passage_slides(stage: Stage, title: str, passages: Sequence[Passage]) -> None:
    """Add passages one below the other, on as many slides as they need."""
    if len(passages) == 1 and passages[0].title in {"", title}:
        passage = passages[0]
        text_slides(stage, title, passage.sentences, passage.sentences, form=passage.form)
    elif passages:
        told = [
            " ".join(filter(None, [_headed(passage.title), *passage.sentences]))
            for passage in passages
        ]
        text_slides(stage, title, told, told)


def _headed(title: str) -> str:
    return _("%(heading)s:") % {"heading": title} if title else ""


def text_slides(
    stage: Stage,
    title: str,
    paragraphs: Sequence[str],
    notes: Iterable[str],
    *,
    basis: str = "",
    form: Form = Form.PROSE,
    is_apart: bool = False,
) -> None:
    """Add as many slides as the paragraphs need at a size that is read from a distance.

    Words of somebody (`is_apart`) stand beside a bar.
    """
    notes = list(notes)
    groups = list(_fitting_groups(paragraphs, stage.area))
    for number, group in enumerate(groups, start=1):
        named = page_title(title, number, len(groups))
        slide, area = stage.finding(named, basis, notes if number == 1 else [])
        if is_apart:
            area = stage.bar(slide, area)
        stage.text(slide, area, group, "Text", form=form)


def grid_slides(stage: Stage, title: str, basis: str, grid: Grid, notes: Sequence[str]) -> None:
    """Add a table on one slide."""
    slide, area = stage.finding(title, basis, notes)
    shape = add_table(slide, area, grid, stage.look, stage.setting.language)
    describe(shape, "Table", " ".join([title, *notes]))


def page_title(title: str, number: int, of: int) -> str:
    """Return a title that tells which of several slides this is."""
    if of == 1:
        return title
    return _("%(title)s (%(number)s of %(all)s)") % {"title": title, "number": number, "all": of}


def _chart_slides(stage: Stage, exhibit: Exhibit, plan: Plan, notes: Sequence[str]) -> None:
    rows = [row for row in exhibit.table.rows if not row.is_heading]
    if plan.is_by_round:
        rows = [row for row in rows if row.cells[0].text in stage.setting.rounds]
    if plan.kind is Kind.STACK:
        rows = sorted(rows, key=partial(_agreement, layout_of(plan, exhibit.table)))
    if plan.kind is Kind.LINES:
        groups = [rows]
    else:
        groups = [rows[at : at + plan.most_rows] for at in range(0, len(rows), plan.most_rows)]
    groups = groups[: plan.most_slides]
    for number, group in enumerate(groups, start=1):
        title = page_title(exhibit.title, number, len(groups))
        slide, area = stage.finding(title, exhibit.basis, notes)
        area = stage.small_notes(slide, area, exhibit.notes)
        draw(stage, slide, area, exhibit, group)


def _table_slides(
    stage: Stage, exhibit: Exhibit, notes: Sequence[str], *, is_heatmap: bool
) -> None:
    groups = list(pages(exhibit.table.rows))
    for number, group in enumerate(groups, start=1):
        title = page_title(exhibit.title, number, len(groups))
        slide, area = stage.finding(title, exhibit.basis, notes)
        area = stage.small_notes(slide, area, [*exhibit.notes, *_on_hidden(group)])
        grid = grid_of(exhibit.table, group, is_heatmap=is_heatmap)
        shape = add_table(slide, area, grid, stage.look, stage.setting.language)
        describe(shape, exhibit.name, exhibit.alternative or exhibit.title)


def _on_hidden(rows: Sequence[Row]) -> Iterable[str]:
    cells = (cell for row in rows for cell in row.cells)
    if any(cell.presence is Presence.HIDDEN and cell.text == "–" for cell in cells):
        yield _("–: too few answers to show.")


def _agreement(layout: Layout, row: Row) -> float:
    """Return how little the people of a row are divided, as the figure of the page orders it."""
    counts = [value_of(row, column) or 0 for column in layout.columns]
    half = len(counts) // 2
    people = sum(counts)
    return -min(sum(counts[:half]), sum(counts[-half:])) / people if people else 0.0


def _has_numbers(plan: Plan, exhibit: Exhibit) -> bool:
    columns = layout_of(plan, exhibit.table).columns
    return any(
        value_of(row, column) is not None for row in exhibit.table.rows for column in columns
    )


def _fitting_groups(paragraphs: Sequence[str], area: Area) -> Iterable[list[str]]:
    group: list[str] = []
    for text in paragraphs:
        if group and fitting_size([*group, text], area.width, area.height, READABLE) is None:
            yield group
            group = []
        group.append(text)
    yield group
