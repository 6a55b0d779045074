"""Packs a file anew without the time of packing, so that equal content makes equal bytes."""

from __future__ import annotations

import io
import re
import zipfile

EARLIEST = (1980, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
NO_TIME = b"1980-01-01T00:00:00Z"
TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)|(<cp:lastPrinted>)[^<]*(<)")


def packed(content: bytes) -> bytes:
    """Return an Office file with the same parts in the same order and no time in it."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == CORE:
                part = TIMES.sub(rb"\g<1>\g<3>" + NO_TIME + rb"\g<2>\g<4>", part)
            target.writestr(zipfile.ZipInfo(entry.filename, EARLIEST), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()
