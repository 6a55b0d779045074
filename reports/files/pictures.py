"""All charts of a report as pictures in one archive."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from reports.files.drawing import Drawing
from reports.svg.image import pngs_of, standalone

# Pixels of a picture's width, twice as many in the file: sharp on slides and on paper.
WIDTH, SHARPNESS = 832, 2
# The earliest day that an archive can name: the same charts give the same bytes.
NO_DAY = (1980, 1, 1, 0, 0, 0)


def pictures_of(drawings: Mapping[str, Drawing]) -> bytes:
    """Return an archive with each chart as NAME.png and NAME.svg, by name, in light colours."""
    archive, named = BytesIO(), sorted(drawings.items())
    pictures = pngs_of([drawing.wide for _name, drawing in named], width_px=WIDTH, scale=SHARPNESS)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for (name, drawing), picture in zip(named, pictures, strict=True):
            packed.writestr(zipfile.ZipInfo(f"{name}.png", NO_DAY), picture)
            vector = standalone(drawing.wide).encode()
            packed.writestr(zipfile.ZipInfo(f"{name}.svg", NO_DAY), vector)
    return archive.getvalue()
