"""Reports to print: every kind of block, with little and with far too much in it."""

from dataclasses import replace
from datetime import date

from reports.document.parts import (
    ActionLine,
    ActionList,
    Cell,
    Chapter,
    Column,
    Comment,
    Document,
    Exhibit,
    Form,
    GateRow,
    Page,
    Passage,
    Presence,
    Row,
    Summary,
    Table,
)
from reports.files.branding import Branding
from reports.files.colophon import Colophon
from reports.files.drawing import Drawing
from reports.material import Occasion
from reports.story.gates import GateLine

BRANDING = Branding("Kontor Advisory")
COLOPHON = Colophon(
    hash="3f2a9c17" * 8, framework="CRM Readiness 1.0", framework_checksum="b61d04fe" * 8
)

DIMENSIONS = (
    ("Strategy", 3.1, 3.5, "Defined"),
    ("Culture", 2.4, 3.5, "Repeatable"),
    ("Data quality", 2.2, 3.5, "Aware"),
    ("Joint working of business and IT", 2.6, 3.5, "Repeatable"),
)
GATES = (
    ("passed", "Passed", "A problem that is measured", "4.0"),
    ("failed", "Not passed", "A leader who answers for it", "2.1 of the 3.0 needed"),
    ("warned", "Not quite", "Money for change", "just under the 3.0 needed"),
    ("passed", "Passed", "Readiness to say bad news", "3.6"),
    ("unproven", "Not proven", "A standard for records", ""),
    ("hidden", "Not shown", "Safety to speak up", ""),
    ("passed", "Passed", "One identity per customer", "3.2"),
    ("exempt", "Does not apply", "One master record per company", ""),
    ("failed", "Not passed", "Consent that is kept", "1.8 of the 3.0 needed"),
)
SENTENCES = {
    "passed": "Somebody measures what is to become better.",
    "failed": "Nobody in management is measured by the results of CRM.",
    "warned": "Most of the budget goes into software, little into training and new ways to work.",
    "unproven": "People say so, but no document shows it.",
    "hidden": "Too few answers to show.",
    "exempt": "This does not concern the client's kind of business.",
}


def dimension_table(rows=DIMENSIONS) -> Table:
    return Table(
        caption="Dimensions",
        columns=(
            Column("Dimension"), Column("Score", is_number=True), Column("Target", is_number=True),
            Column("Level"),
        ),
        rows=tuple(
            Row((Cell(name), Cell(f"{score:.1f}", score), Cell(f"{aim:.1f}", aim), Cell(level)))
            for name, score, aim, level in rows
        ),
    )  # fmt: skip


def long_table(rows: int = 70, columns: int = 5) -> Table:
    """Many rows under headings; every seventh number hidden, every eleventh not asked."""
    body: list[Row] = []
    for number in range(rows):
        if number % 15 == 0:
            body.append(Row((Cell(f"Dimension {number // 15 + 1}"),), is_heading=True))
        cells = [Cell(f"Capability {number + 1} as people see it", note="held at level 2")]
        for column in range(columns):
            place = number * columns + column
            if place % 7 == 3:
                cells.append(Cell("–", presence=Presence.HIDDEN))
            elif place % 11 == 5:
                cells.append(Cell("", presence=Presence.NOT_ASKED))
            else:
                value = 1 + (place * 37 % 400) / 100
                cells.append(Cell(f"{value:.1f}", value))
        body.append(Row(tuple(cells)))
    titles = ("Executives", "Business managers", "Frontline", "IT", "Overall", "Target", "n")
    return Table(
        caption="Capabilities by group",
        columns=(
            Column("Capability"), *(Column(title, is_number=True) for title in titles[:columns]),
        ),
        rows=tuple(body),
    )  # fmt: skip


def actions(what: str = "Name one leader who answers for the results of CRM") -> ActionList:
    line = ActionLine(
        capability="A leader who answers for it",
        dimension="Strategy",
        stands="2.1 of 3.5",
        what=what,
        owner="Executives",
        effort="S",
        effort_words="Up to four weeks",
        when="Q1 2027",
        evidence="A mandate in writing with a name, a budget and three numbers",
        why="Without it no other step lasts; it lifts one gate.",
    )
    return ActionList(
        title="Three steps come first",
        basis="In the order in which to begin them.",
        actions=(
            line,
            replace(line, what="Write down who keeps which record", owner="Business managers"),
            replace(line, what="Check 270 records a month with customers", owner="IT", evidence=""),
        ),
    )  # fmt: skip


def gate_row(title: str = "3 of 8 gates are passed.") -> GateRow:
    return GateRow(
        title=title,
        basis="A gate is something no average can make up for.",
        gates=tuple(
            GateLine(state, word, name, SENTENCES[state], detail)
            for state, word, name, detail in GATES
        ),
    )


def exhibit(name: str, title: str, table: Table, **parts) -> Exhibit:
    return Exhibit(
        name=name,
        title=title,
        basis="Average of answers and facts, from 1 to 5. The line marks the target.",
        alternative=f"A chart: {title}",
        table=table,
        **parts,
    )


def summary(**parts) -> Summary:
    given = {
        "name": "Fix foundations first",
        "headline": "Fix the foundations first: culture and data do not carry a new system yet",
        "reason": "Culture stands at 2.4 and data quality at 2.2, below the 3.0 needed.",
        "confidence": "81 % of plausible values lead to the same verdict.",
        "dimensions": exhibit(
            "dimension_bars", "Culture and data are the weakest", dimension_table()
        ),
        "gates": gate_row(),
        "technology": exhibit(
            "sequencing", "Technology at stage 3 is ahead of the organisation",
            Table(
                caption="Technology and its foundation",
                columns=(Column("Part"), Column("Score", is_number=True)),
                rows=(
                    Row((Cell("Technology stage"), Cell("3", 3))),
                    Row((Cell("Needed"), Cell("2.5", 2.5))),
                ),
            ),
        ),
        "gap": Passage(
            "Executives and the frontline see different companies",
            ("On “bad news travels” executives see 3.9, the frontline 2.2 (n = 5 and 60).",),
        ),
        "decay": (
            "At 3 % a month, 31 % of 48,000 contacts are wrong by November 2027. "
            "To keep 90 % right takes 1,296 checks a month."
        ),
        "owner": "12 of 24 people name the head of sales; 7 name IT.",
        "actions": actions(),
        "step_up": "A named owner (+1.0) and a standard for records lift the verdict to “pilot”.",
        "changes": Passage(
            "One thing really changed",
            ("Strategy rose from 2.6 to 3.1 (smallest real change 0.4).",),
        ),
        "footnotes": (
            "Answered: 5 of 6 executives, 14 of 30 business managers, 60 of 160 frontline.",
            "2 numbers are hidden because fewer than 5 people stand behind them.",
            "This report describes what people see today. It is not a prediction of success.",
        ),
        "comments": (
            Comment("We saw the same in the workshop.\nThe pilot team is ready.", "Ada King"),
        ),
    }  # fmt: skip
    return Summary(**given | parts)


def chapters() -> tuple[Chapter, ...]:
    bars = exhibit("dimension_bars", "Culture and data are the weakest", dimension_table())
    heatmap = exhibit(
        "capability_heatmap", "Most capabilities stand below 3", long_table(),
        notes=("“–” means too few answers to show.",),
    )  # fmt: skip
    return (
        Chapter(
            "overview", Page.OVERVIEW, "Overview", "Four foundations, two of them weak",
            (
                Passage("", ("Culture stands at 2.4.", "Data quality stands at 2.2."), Form.PROSE),
                bars,
                gate_row("Three gates hold the verdict down"),
            ),
            (Comment("Culture was discussed at length.", "Ada King"),),
        ),
        Chapter(
            "gaps", Page.GAPS, "Gaps", "Executives see most things a level above the frontline",
            (
                Passage("What this means", ("Ask first.", "Then decide."), Form.LIST),
                heatmap,
                exhibit("plain", "Numbers without a chart", long_table(12, 7), has_chart=False),
                exhibit("radar", "The same as a radar", dimension_table(), is_spare=True),
            ),
        ),
        Chapter(
            "priorities", Page.PRIORITIES, "Priorities", "Begin with the owner",
            (actions(), Passage("Order", ("First the owner.", "Then the records."), Form.STEPS)),
        ),
        Chapter("method", Page.METHOD, "Method and limits", "How the numbers came about",
                (Passage("Limits", ("It describes today.",)),)),
    )  # fmt: skip


def document(**parts) -> Document:
    given = {
        "occasion": Occasion("Hanseatic Tools", "Q4 2026", date(2026, 11, 20)),
        "language": "en-gb",
        "summary": summary(),
        "chapters": chapters(),
    }
    return Document(**given | parts)


LONG_WORD = "Kundendatenqualitätsverbesserungsmaßnahmenverantwortliche"
LONG_GROUP = "Vertriebsaußendienstmitarbeitende Südwest"


def overfull_summary(times: int = 4) -> Summary:
    """All eleven elements, each far longer than anybody would write it."""
    sentence = f"{LONG_WORD} und {LONG_GROUP} sehen das anders als die Geschäftsführung."
    much = " ".join([sentence] * times)
    rows = tuple(
        (f"{LONG_WORD} {index}", 2.1 + index / 10, 3.5, "Wiederholbar") for index in range(4)
    )
    gates = tuple(
        replace(line, title=f"{LONG_WORD} {index}", sentence=much)
        for index, line in enumerate(gate_row().gates)
    )
    acts = actions(much)
    return summary(
        headline=f"Zuerst die Grundlagen: {LONG_WORD} fehlen, die Daten tragen noch kein System",
        reason=sentence,
        dimensions=exhibit("dimension_bars", sentence, dimension_table(rows)),
        gates=replace(gate_row(sentence), gates=gates),
        gap=Passage(sentence, (much, much)),
        decay=much,
        owner=much,
        actions=replace(
            acts,
            actions=tuple(
                replace(each, owner=LONG_GROUP, evidence=much, why=much) for each in acts.actions
            ),
        ),
        step_up=much,
        changes=Passage(sentence, (much,)),
        footnotes=(sentence, sentence, "Dies ist keine Vorhersage."),
        comments=(Comment(much, LONG_WORD),),
    )  # fmt: skip


def drawing(width: int, height: int, words: str = "Culture") -> str:
    bars = "".join(
        f'<text x="8" y="{y + 5}" font-size="14" fill="#1d2329">{words}</text>'
        f'<line x1="{width * 0.4}" x2="{width * 0.8}" y1="{y}" y2="{y}" stroke="#0f6b62"'
        f' stroke-width="3"/><circle cx="{width * 0.6}" cy="{y}" r="7" fill="#0f6b62"/>'
        for y in range(40, height - 20, 60)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" font-family="IBM Plex Sans Arabic">{bars}</svg>'
    )


DRAWINGS = {
    name: Drawing(wide=drawing(832, height), narrow=drawing(358, height))
    for name, height in {
        "dimension_bars": 315, "sequencing": 318, "capability_heatmap": 1102, "radar": 420,
    }.items()
}  # fmt: skip
