"""Serves plotly.js from the installed plotly package, and nothing else of it."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

PLOTLY_FILE = "plotly/plotly.min.js"


def plotly_folder() -> Path:
    """Return the folder of plotly's browser files without importing plotly."""
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("plotly is not installed")
    return Path(spec.origin).parent / "package_data"


class PlotlyFinder(BaseFinder):
    """Finds `plotly/plotly.min.js`."""

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        found = [str(plotly_folder() / "plotly.min.js")] if path == PLOTLY_FILE else []
        if find_all:
            return found
        return found[0] if found else None

    def list(self, *_ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        storage = FileSystemStorage(location=plotly_folder())
        storage.prefix = "plotly"  # type: ignore[attr-defined]  # collectstatic reads it
        yield "plotly.min.js", storage
