"""What an archive says about itself; read with suspicion, because anybody can write one."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

FORMAT = 1
PRODUCT = "crm-readiness"
MEMBER_NAME = re.compile(r"[a-z0-9_]{1,63}\.(sqlite3|copy)")
TABLE_NAME = re.compile(r"[a-z0-9_]{1,63}")
SHA256 = re.compile(r"[0-9a-f]{64}")
Value = TypeVar("Value")


class ArchiveError(Exception):
    """The archive cannot be used; the text says why, for the operator."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive: its length in bytes and the digest of its content."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Where an archive comes from and what is in it.

    `rows` counts by table; `columns` names them in the order of their values (PostgreSQL).
    """

    version: str
    made_at: str
    database: str
    migrations: tuple[tuple[str, str], ...]
    rows: dict[str, int]
    columns: dict[str, tuple[str, ...]]
    members: dict[str, Member]

    @property
    def row_count(self) -> int:
        return sum(self.rows.values())

    def to_json(self) -> bytes:
        content = {"product": PRODUCT, "format": FORMAT, **asdict(self)}
        return json.dumps(content, indent=1, sort_keys=True).encode()


def read_manifest(content: bytes) -> Manifest:
    """Return the manifest, or raise ArchiveError where it is not one of ours."""
    try:
        given = json.loads(content)
        if given["product"] != PRODUCT:
            raise ArchiveError("This is not a backup of CRM Readiness.")
        if given["format"] != FORMAT:
            raise ArchiveError("This backup was made by another version in a format unknown here.")
        return Manifest(
            version=str(given["version"]),
            made_at=str(given["made_at"]),
            database=str(given["database"]),
            migrations=tuple((str(app), str(name)) for app, name in given["migrations"]),
            rows=_by_name(given["rows"], TABLE_NAME, _count),
            columns=_by_name(
                given["columns"], TABLE_NAME, lambda names: tuple(_text(each) for each in names)
            ),
            members=_by_name(given["members"], MEMBER_NAME, _member),
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ArchiveError("What the archive says about itself cannot be read.") from error


def _by_name(
    given: dict[str, Any], pattern: re.Pattern[str], read: Callable[[Any], Value]
) -> dict[str, Value]:
    for name in given:
        if pattern.fullmatch(name) is None:
            raise ArchiveError(f"The archive names a part that no backup has: {name[:80]!r}.")
    return {name: read(value) for name, value in given.items()}


def _member(given: dict[str, Any]) -> Member:
    digest = _text(given["sha256"])
    if SHA256.fullmatch(digest) is None:
        raise ValueError(digest)
    return Member(_count(given["size"]), digest)


def _count(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or given < 0:
        raise ValueError(given)
    return given


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError(given)
    return given
