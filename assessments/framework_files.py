"""The files that come along: frameworks, and what stands beside a framework version."""

from pathlib import Path

BUILT_IN = Path(__file__).resolve().parent / "frameworks"


def framework_files() -> list[Path]:
    """Return the files of framework versions; what stands beside one has a second suffix."""
    return sorted(file for file in BUILT_IN.glob("*.yaml") if "." not in file.stem)


def actions_file(slug: str, version: int) -> Path:
    """Return where the library of actions for a framework version would be."""
    return BUILT_IN / f"{slug}-{version}.actions.yaml"


def actions_texts_file(slug: str, version: int, language: str) -> Path:
    """Return where the texts of that library in another language would be."""
    return BUILT_IN / f"{slug}-{version}.actions.{language}.yaml"


def translation_file(slug: str, version: int, language: str) -> Path:
    """Return where the texts of a framework version in another language would be."""
    return BUILT_IN / f"{slug}-{version}.{language}.yaml"
