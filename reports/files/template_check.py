"""Looks into a slide template before anything opens it: what people upload may be hostile.

Only the archive's list and its XML are read, within bounds; nothing is executed, fetched or
written. What is found wrong has words that say what to do about it.
"""

from __future__ import annotations

import io
import posixpath
import stat
import zipfile
from collections.abc import Iterator

from lxml import etree

from reports.enums import TemplateTrouble

LARGEST_FILE = 20_000_000
MOST_ENTRIES = 2_000
LARGEST_CONTENT = 120_000_000
LARGEST_XML = 8_000_000
LARGEST_XML_IN_ALL = 40_000_000

CONTENT_TYPES = "[Content_Types].xml"
PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
LAYOUT = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"
ACTIVE = ("macroenabled", "vbaproject", "activex", "oleobject", "ms-office.vba")
ENDINGS_OF_ACTIVE = (".bin", ".exe", ".dll", ".js", ".vbs", ".lnk", ".hta", ".ole", ".swf")
# Settings of a printer end in .bin too; they are left behind with the sample slides.
PRINTER = "printersettings"
XML_ENDINGS = (".xml", ".rels", ".vml")
ENCRYPTED = 0x1
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
PLACEHOLDER = "{http://schemas.openxmlformats.org/presentationml/2006/main}ph"
TITLES = {"title", "ctrTitle"}


class _FoundError(Exception):
    def __init__(self, trouble: TemplateTrouble) -> None:
        self.trouble = trouble


def trouble_in_archive(content: bytes) -> TemplateTrouble | None:
    """Return what is wrong with a template, or None; whether its layouts suit is seen later."""
    if len(content) > LARGEST_FILE:
        return TemplateTrouble.TOO_LARGE
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_list(archive)
            _check_parts(archive)
    except _FoundError as found:
        return found.trouble
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return TemplateTrouble.NO_PRESENTATION if content[:2] != b"PK" else TemplateTrouble.DAMAGED
    except (etree.XMLSyntaxError, zipfile.zlib.error):  # type: ignore[attr-defined]
        return TemplateTrouble.DAMAGED
    return None


def _check_list(archive: zipfile.ZipFile) -> None:
    """Judge by names and declared sizes; nothing is unpacked yet."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if CONTENT_TYPES not in names:
        raise _FoundError(TemplateTrouble.NO_PRESENTATION)
    if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > LARGEST_CONTENT:
        raise _FoundError(TemplateTrouble.TOO_MUCH)
    if len({name.lower() for name in names}) != len(names):
        raise _FoundError(TemplateTrouble.DAMAGED)
    for entry in entries:
        if entry.flag_bits & ENCRYPTED or _leads_out(entry):
            raise _FoundError(TemplateTrouble.DAMAGED)
        name = entry.filename.lower()
        if name.endswith(ENDINGS_OF_ACTIVE) and PRINTER not in name:
            raise _FoundError(TemplateTrouble.ACTIVE)


def _leads_out(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename
    return (
        "\\" in name
        or ":" in name
        or name.startswith("/")
        or ".." in name.split("/")
        or stat.S_ISLNK(entry.external_attr >> 16)
    )


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Read every XML part: no document type, nothing active, no link out, a layout with a title."""
    types = dict(_types(archive))
    if PRESENTATION not in types.values():
        is_active = any("macroenabled" in kind.lower() for kind in types.values())
        raise _FoundError(TemplateTrouble.ACTIVE if is_active else TemplateTrouble.NO_PRESENTATION)
    if any(word in kind.lower() for kind in types.values() for word in ACTIVE):
        raise _FoundError(TemplateTrouble.ACTIVE)
    left, has_title = LARGEST_XML_IN_ALL, False
    for entry in archive.infolist():
        if not entry.filename.lower().endswith(XML_ENDINGS):
            continue
        text = _read(archive, entry)
        left -= len(text)
        if left < 0:
            raise _FoundError(TemplateTrouble.TOO_MUCH)
        tree = _tree(text)
        if entry.filename.lower().endswith(".rels"):
            _check_links(tree)
        elif types.get("/" + entry.filename) == LAYOUT:
            has_title |= any(part.get("type") in TITLES for part in tree.iter(PLACEHOLDER))
    if not has_title:
        raise _FoundError(TemplateTrouble.NO_TITLE)


def _types(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    for part in _tree(_read(archive, archive.getinfo(CONTENT_TYPES))):
        name = part.get("PartName") or "." + (part.get("Extension") or "")
        yield name, part.get("ContentType") or ""


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack one part, never further than a part may be large, whatever the list says."""
    with archive.open(entry) as part:
        text = part.read(LARGEST_XML + 1)
    if len(text) > LARGEST_XML:
        raise _FoundError(TemplateTrouble.TOO_MUCH)
    return text


def _tree(text: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    tree = etree.fromstring(text, parser)
    if tree.getroottree().docinfo.doctype:
        raise _FoundError(TemplateTrouble.DAMAGED)
    return tree


def _check_links(tree: etree._Element) -> None:
    for link in tree.iter(RELATIONSHIP):
        if (link.get("TargetMode") or "").lower() == "external":
            raise _FoundError(TemplateTrouble.LINKED)
        if any(word in (link.get("Type") or "").lower() for word in ACTIVE):
            raise _FoundError(TemplateTrouble.ACTIVE)
        target = posixpath.normpath(link.get("Target") or "")
        if "\\" in target or target.count("..") > 4 or "://" in (link.get("Target") or ""):
            raise _FoundError(TemplateTrouble.LINKED)
