"""What a workspace puts on its files: its name, its logo and one colour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.files.contrast import HEX, PAPERS, TEXT, readable

ACCENT = "#0f6b62"


class LogoType(StrEnum):
    """Kinds of pictures that every file can hold."""

    PNG = "image/png"
    JPEG = "image/jpeg"

    @property
    def ending(self) -> str:
        """The ending of a file's name, with its dot."""
        return {LogoType.PNG: ".png", LogoType.JPEG: ".jpg"}[self]


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as uploaded and checked; width and height in pixels, both above 0."""

    content: bytes
    media_type: LogoType
    width: int
    height: int

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Return the size with which the logo fills a box and keeps its proportions."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


@dataclass(frozen=True, slots=True)
class Branding:
    """A workspace's look. `accent` is "#rrggbb" in small letters, or ValueError is raised."""

    name: str
    accent: str = ACCENT
    logo: Logo | None = None

    def __post_init__(self) -> None:
        if not HEX.fullmatch(self.accent):
            raise ValueError(f"not a colour of the form #rrggbb: {self.accent!r}")

    def accent_on(self, papers: tuple[str, ...] = PAPERS, least: float = TEXT) -> str:
        """Return the accent, darker or lighter where it could not be read on these papers."""
        return readable(self.accent, papers, least)
