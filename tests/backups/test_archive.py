"""An archive is whole and ours, or it is refused before anything of it is used."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from backups import archive as archives
from backups.archive import Archive, ArchiveWriter
from backups.manifest import ArchiveError, Manifest

MANIFEST = Manifest(
    version="0.1.0",
    made_at="2026-11-25T13:00:00+00:00",
    database="postgresql",
    migrations=(("accounts", "0001_initial"),),
    rows={"accounts_user": 2},
    columns={"accounts_user": ("id", "email")},
    members={},
)
CONTENT = {"accounts_user.copy": b"1\ta@example.com\n2\tb@example.com\n"}


def written(path: Path, content: dict[str, bytes], manifest: Manifest = MANIFEST) -> Path:
    with ArchiveWriter(path) as archive:
        for name, member in content.items():
            archive.add(name, [member])
        archive.finish(manifest)
    return path


@pytest.fixture
def archive(tmp_path) -> Path:
    return written(tmp_path / "archive.zip", CONTENT)


def refusal(path: Path) -> str:
    with pytest.raises(ArchiveError) as caught:
        Archive(path)
    return str(caught.value)


def test_what_was_written_is_what_is_read(archive) -> None:
    read = Archive(archive)

    assert replace(read.manifest, members={}) == MANIFEST
    assert {name: b"".join(read.chunks(name)) for name in read.manifest.members} == CONTENT


def test_nobody_else_can_read_it(archive) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600


def test_it_is_an_ordinary_zip(archive) -> None:
    assert zipfile.ZipFile(archive).testzip() is None


def test_a_change_of_any_byte_is_noticed(archive) -> None:
    content = archive.read_bytes()
    for place in range(len(content)):
        broken = bytearray(content)
        broken[place] ^= 0b100
        archive.write_bytes(broken)
        assert refusal(archive) == archives.DAMAGED


@pytest.mark.parametrize("length", [0, 10, 100, -1])
def test_a_shortened_file_is_refused(archive, length) -> None:
    archive.write_bytes(archive.read_bytes()[:length])

    with pytest.raises(ArchiveError):
        Archive(archive)


def test_a_missing_file_is_refused(tmp_path) -> None:
    assert (
        refusal(tmp_path / "none.zip") == "The archive cannot be read: No such file or directory."
    )


def test_a_foreign_archive_is_refused(tmp_path) -> None:
    with ArchiveWriter(tmp_path / "a.zip") as writer:
        writer.add("manifest.txt", [b"hello"])
        writer._zip.writestr("readme.txt", "hello")
        writer.finish(MANIFEST)

    assert refusal(tmp_path / "a.zip") == (
        "The archive names a part that no backup has: 'manifest.txt'."
    )


@pytest.mark.parametrize(
    "name", ["../evil.copy", "/etc/evil.copy", "a/b.copy", "..\\evil.copy", "evil.sh", ".copy"]
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name) -> None:
    path = written(tmp_path / "a.zip", {name: b"x"})

    assert refusal(path) == f"The archive names a part that no backup has: {name!r}."


def test_parts_that_the_manifest_does_not_name_are_refused(tmp_path) -> None:
    with ArchiveWriter(tmp_path / "a.zip") as writer:
        writer.add("accounts_user.copy", [b"x"])
        writer._zip.writestr("../../evil", "x")
        writer.finish(MANIFEST)

    assert refusal(tmp_path / "a.zip") == "The archive holds other parts than it says."


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(archives, "ALWAYS_ALLOWED", 1 << 20)
    unpacked = []
    monkeypatch.setattr(Archive, "chunks", lambda _self, name: unpacked.append(name) or ())

    path = written(tmp_path / "a.zip", {"accounts_user.copy": b"0" * (4 << 20)})

    assert refusal(path) == "The archive would unpack to far more than a backup does."
    assert unpacked == []


def test_a_large_part_within_reason_is_no_bomb(tmp_path) -> None:
    path = written(tmp_path / "a.zip", {"accounts_user.copy": b"0" * (4 << 20)})

    assert Archive(path).size_unpacked == 4 << 20


@pytest.mark.parametrize(
    "change",
    [
        {"product": "another"},
        {"format": 2},
        {"rows": {"a; DROP TABLE": 1}},
        {"rows": {"accounts_user": -1}},
        {"rows": {"accounts_user": "two"}},
        {"columns": {"accounts_user": 3}},
        {"migrations": [["accounts"]]},
        {"members": []},
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(tmp_path, monkeypatch, change) -> None:
    given = json.loads(MANIFEST.to_json()) | change
    monkeypatch.setattr(Manifest, "to_json", lambda _self: json.dumps(given).encode())

    with pytest.raises(ArchiveError):
        Archive(written(tmp_path / "a.zip", CONTENT))


def test_a_manifest_that_lies_about_a_digest_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(archives, "Member", lambda size, _digest: _Member(size, "0" * 64))
    path = tmp_path / "a.zip"
    written(path, CONTENT)
    monkeypatch.undo()

    assert refusal(path) == archives.DAMAGED


_Member = archives.Member
