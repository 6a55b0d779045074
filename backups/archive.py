"""One file that holds a backup: a ZIP whose last 64 bytes are the digest of all before them.

The digest covers every byte, so damage anywhere is noticed before anything is read. It proves
that nothing broke, not who made the file; so names and sizes are checked before they are used.
"""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from backups.manifest import ArchiveError, Manifest, Member, read_manifest

MANIFEST = "manifest.json"
CHUNK = 1 << 20
DIGEST_LENGTH = 64
LARGEST_MANIFEST = 4 << 20
MOST_MEMBERS = 500
# A database does not shrink to less than this share; an archive that claims so is a bomb.
MOST_EXPANSION = 200
ALWAYS_ALLOWED = 64 << 20
DAMAGED = "The archive is damaged: its bytes are not those that were written."


class ArchiveWriter:
    """Writes an archive member by member; only `finish` makes it one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # Readable by nobody else from its first byte on.
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        self._file = os.fdopen(descriptor, "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._members: dict[str, Member] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._zip.close()
        self._file.close()

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a member, noting its length and digest."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(_entry(name), "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self._members[name] = Member(size, digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest and the digest of everything, down to the disk."""
        manifest = replace(manifest, members=self._members)
        self._zip.writestr(_entry(MANIFEST), manifest.to_json())
        self._zip.comment = b"0" * DIGEST_LENGTH
        self._zip.close()
        self._file.flush()
        digest = _digest_before_end(self.path)
        self._file.seek(-DIGEST_LENGTH, os.SEEK_END)
        self._file.write(digest.encode())
        self._file.flush()
        os.fsync(self._file.fileno())


class Archive:
    """An archive that was found whole: every byte, every name, every length and digest."""

    def __init__(self, path: Path) -> None:
        """Verify the file; raise ArchiveError with the reason where it is not a sound backup."""
        self.path = path
        _refuse_damage(path)
        try:
            self._zip = zipfile.ZipFile(path)
            self.manifest = read_manifest(self._read_manifest())
            self._refuse_bomb()
            for name in self.manifest.members:
                for _chunk in self.chunks(name):
                    pass
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
            raise ArchiveError(DAMAGED) from error

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a member, and raise where it is not what was written."""
        expected = self.manifest.members[name]
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name) as member:
            while chunk := member.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if size > expected.size:
                    break
                yield chunk
        if Member(size, digest.hexdigest()) != expected:
            raise ArchiveError(DAMAGED)

    @property
    def size_unpacked(self) -> int:
        return sum(member.size for member in self.manifest.members.values())

    def _read_manifest(self) -> bytes:
        names = self._zip.namelist()
        if len(names) > MOST_MEMBERS or len(set(names)) != len(names) or MANIFEST not in names:
            raise ArchiveError("This is not a backup of CRM Readiness.")
        if self._zip.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise ArchiveError("What the archive says about itself is too long.")
        return self._zip.read(MANIFEST)

    def _refuse_bomb(self) -> None:
        """Compare what the archive claims with what it holds, before unpacking a byte."""
        claimed = {name: member.size for name, member in self.manifest.members.items()}
        held = {each.filename: each.file_size for each in self._zip.infolist()}
        held.pop(MANIFEST)
        if claimed != held:
            raise ArchiveError("The archive holds other parts than it says.")
        if self.size_unpacked > max(ALWAYS_ALLOWED, MOST_EXPANSION * self.path.stat().st_size):
            raise ArchiveError("The archive would unpack to far more than a backup does.")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # without the time, which the manifest has
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _refuse_damage(path: Path) -> None:
    try:
        if path.stat().st_size <= DIGEST_LENGTH:
            raise ArchiveError("This is not a backup of CRM Readiness.")
        with path.open("rb") as file:
            file.seek(-DIGEST_LENGTH, os.SEEK_END)
            written = file.read()
        if _digest_before_end(path).encode() != written:
            raise ArchiveError(DAMAGED)
    except OSError as error:
        raise ArchiveError(f"The archive cannot be read: {error.strerror}.") from error


def _digest_before_end(path: Path) -> str:
    """Return the digest of a file without its last bytes, where the digest itself stands."""
    left = path.stat().st_size - DIGEST_LENGTH
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while left > 0:
            chunk = file.read(min(CHUNK, left))
            digest.update(chunk)
            left -= len(chunk) or left
    return digest.hexdigest()
