"""A report as plain values for the typst templates: they are read as data, never as markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from django.utils.translation import gettext as _

from reports.document.parts import (
    ActionList,
    Block,
    Chapter,
    Comment,
    Document,
    Exhibit,
    GateRow,
    Passage,
    Summary,
)
from reports.files.branding import Branding
from reports.files.colophon import Colophon, colophon_lines
from reports.files.direction import isolated, name_apart
from reports.files.drawing import Drawing
from reports.files.occasion import day_of, title_of

Plain = dict[str, Any]

LOGO = "logo.svg"
KINDS: Mapping[type, str] = {
    Passage: "passage",
    Exhibit: "exhibit",
    GateRow: "gates",
    ActionList: "actions",
}
# Reorder text against its own letters; a name has no use for them.
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e")


def paper_content(
    document: Document, drawings: Mapping[str, Drawing], branding: Branding, colophon: Colophon
) -> Plain:
    """Return all that a template reads, as values JSON can hold, in the active language."""
    occasion = document.occasion
    language, _hyphen, region = document.language.partition("-")
    content = {
        "language": language,
        "region": region or None,
        "title": title_of(occasion),
        "client": occasion.client,
        "round": occasion.round,
        "running_title": " · ".join(map(name_apart, (occasion.client, occasion.round))),
        "day": day_of(occasion),
        "workspace": branding.name,
        "paper": branding.paper.value,
        "accent": branding.accent_on(),
        "logo": LOGO if branding.logo else None,
        "colophon": colophon_lines(colophon),
        "words": words(),
        "drawings": {name: drawing_files(name) for name in drawings},
        "summary": _summary(document.summary),
        "summary_exhibits": _without_chapter(document),
        "chapters": [_chapter(chapter) for chapter in document.chapters],
    }
    printable: Plain = _printable(content)
    return printable


def drawing_files(name: str) -> dict[str, str]:
    """Return the names under which the template finds a drawing."""
    return {"wide": f"{name}.wide.svg", "narrow": f"{name}.narrow.svg"}


def words() -> dict[str, str]:
    """What the template says itself, in the active language."""
    return {
        "report": _("CRM readiness"),
        "contents": _("Contents"),
        "summary": _("Summary"),
        "comment": _("Comment by the consultant"),
        "page": _("Page %(number)s of %(all)s"),
        "closed": _("Answers until"),
        "who": _("Who"),
        "effort": _("Effort"),
        "when": _("When"),
        "evidence": _("Done when"),
        "why": _("Why"),
        "decay": _("What happens to the data"),
        "owner": _("Who owns CRM"),
        "step_up": _("One step up"),
    }


def _summary(summary: Summary) -> Plain:
    return _fields(summary) | {"comments": _comments(summary.comments)}


def _without_chapter(document: Document) -> list[Exhibit]:
    """The exhibits of the summary whose numbers no chapter shows."""
    shown = {exhibit.name for chapter in document.chapters for exhibit in chapter.exhibits}
    return [exhibit for exhibit in document.summary.exhibits if exhibit.name not in shown]


def _chapter(chapter: Chapter) -> Plain:
    return {
        "key": chapter.key,
        "name": chapter.name,
        "title": chapter.title,
        "blocks": [_block(block) for block in chapter.blocks],
        "comments": _comments(chapter.comments),
    }


def _block(block: Block) -> Plain:
    return {"kind": KINDS[type(block)]} | _fields(block)


def _fields(part: Any) -> Plain:
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _comments(comments: Iterable[Comment]) -> list[Plain]:
    return [
        {"author": comment.author, "paragraphs": [line for line in lines if line.strip()]}
        for comment in comments
        for lines in [comment.text.splitlines()]
    ]


def _printable(value: Any) -> Any:
    """Return plain values without characters that no font can show, names kept to themselves."""
    if isinstance(value, str):
        return isolated(value if value.isprintable() else "".join(filter(_is_printable, value)))
    if isinstance(value, dict):
        return {key: _printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(part) for part in value]
    return _printable(_fields(value)) if is_dataclass(value) else value


def _is_printable(letter: str) -> bool:
    return letter == "\n" or (
        unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"} and letter not in OVERRIDES
    )
