"""The report on paper: one page for executives, and everything (decision 0024)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_ibm_plex_sans_arabic
import typst
from django.conf import settings
from django.utils import translation

from reports.document.parts import Document
from reports.files.branding import Branding
from reports.files.colophon import Colophon
from reports.files.drawing import Drawing
from reports.files.logo_picture import logo_picture
from reports.files.paper_content import LOGO, drawing_files, paper_content
from reports.svg.image import in_light_colours

# Accessible (tags, titles, texts for charts) and fit for an archive (all fonts inside).
STANDARDS: list[Any] = ["a-2a", "ua-1"]
# After so many documents typst drops what it kept to set the same text again.
REMEMBERED = 10


def summary_pdf(
    document: Document,
    drawings: Mapping[str, Drawing],
    branding: Branding,
    colophon: Colophon,
) -> bytes:
    """Return the summary on exactly one page.

    Where there is too much for a page it is set tighter, then long texts end in an ellipsis:
    first what actions add to themselves, then gates and sentences, never the verdict.
    """
    return _compiled("summary.typ", document, drawings, branding, colophon)


def full_pdf(
    document: Document,
    drawings: Mapping[str, Drawing],
    branding: Branding,
    colophon: Colophon,
) -> bytes:
    """Return the whole report: cover, contents, summary, and every chapter with its tables."""
    return _compiled("full.typ", document, drawings, branding, colophon)


def _compiled(
    template: str,
    document: Document,
    drawings: Mapping[str, Drawing],
    branding: Branding,
    colophon: Colophon,
) -> bytes:
    with translation.override(document.language):
        content = paper_content(document, drawings, branding, colophon)
    files = {path.name: path.read_bytes() for path in _templates().glob("*.typ")}
    files["main.typ"] = files[template]
    files["content.json"] = json.dumps(content, ensure_ascii=False).encode()
    files |= _pictures(drawings, branding)
    # All files are in memory; a path that a template asked for by mistake leads into nothing.
    with tempfile.TemporaryDirectory() as nothing:
        try:
            return _typeset(files, nothing, _moment(document), STANDARDS)
        except typst.TypstError as problem:
            if "could not be displayed" not in problem.message:
                raise
            # A letter that no font of ours has stays an empty box, against the standards.
            return _typeset(files, nothing, _moment(document), [])
        finally:
            _forget()


def _typeset(files: Any, root: str, moment: datetime, standards: list[Any]) -> bytes:
    return typst.compile(
        files,
        root=root,
        font_paths=fonts(),
        format="pdf",
        timestamp=moment,
        pdf_standards=standards,
    )


def _pictures(drawings: Mapping[str, Drawing], branding: Branding) -> dict[str, bytes]:
    pictures = {}
    for name, drawing in drawings.items():
        named = drawing_files(name)
        pictures[named["wide"]] = in_light_colours(drawing.wide).encode()
        pictures[named["narrow"]] = in_light_colours(drawing.narrow).encode()
    if branding.logo:
        pictures[LOGO] = logo_picture(branding.logo).encode()
    return pictures


def _forget() -> None:
    """Make typst drop what it keeps of a report, up to 80 MB, for the next ten documents."""
    for _document in range(REMEMBERED + 1):
        typst.compile(b"", font_paths=fonts())


@cache
def fonts() -> typst.Fonts:
    """The fonts of files, the same on every machine: none of the system's."""
    return typst.Fonts(
        include_system_fonts=False, font_paths=[str(fontpkg_ibm_plex_sans_arabic.ROOT)]
    )


def _moment(document: Document) -> datetime:
    """The day the round closed, so that the same report has the same bytes."""
    closed = document.occasion.closed_on
    if closed is None:
        return datetime.fromtimestamp(0, UTC)
    return datetime.combine(closed, time(12), UTC)


def _templates() -> Path:
    return Path(settings.BASE_DIR) / "templates" / "reports" / "typst"
