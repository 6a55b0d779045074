"""Taking one picture out of the archive of all charts; loads nothing that draws."""

from __future__ import annotations

import zipfile
from io import BytesIO


def picture_in(archive: bytes, name: str) -> bytes | None:
    """Return one picture of an archive; None where it holds none of this name."""
    with zipfile.ZipFile(BytesIO(archive)) as packed:
        return packed.read(name) if name in packed.namelist() else None
