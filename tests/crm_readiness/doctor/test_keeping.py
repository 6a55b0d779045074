"""Keeping: SQLite's version, the disk, permissions and backups."""

import os
import sqlite3
import time
from pathlib import Path

import pytest

from crm_readiness.doctor import Weight, keeping

MOUNTS = """\
overlay / overlay rw,relatime 0 0
/dev/sda1 /srv ext4 rw 0 0
files:/export /srv/shared nfs4 rw 0 0
"""


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir(mode=0o700)
    settings.BACKUP_DIR = settings.DATA_DIR / "backups"
    return settings.DATA_DIR


def found(check):
    return [(finding.weight, finding.title) for finding in check()]


@pytest.mark.parametrize(
    ("version", "is_mended"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
    ],
)
def test_versions_of_sqlite(version, is_mended):
    assert keeping.is_mended(version) is is_mended


def test_sqlite_that_can_damage_its_file(settings, monkeypatch):
    settings.IS_SQLITE = True
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.40.1")
    check = keeping.sqlite_that_can_damage_its_file
    title = "SQLite 3.40.1 can damage the database when two processes write at the same moment."
    assert found(check) == [(Weight.CONSIDER, title)]
    settings.PRODUCTION = True
    assert found(check) == [(Weight.MEND, title)]

    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    assert found(check) == []


def test_postgresql_has_no_such_fault(settings, monkeypatch):
    settings.IS_SQLITE = False
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    assert found(keeping.sqlite_that_can_damage_its_file) == []


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/srv/data", "ext4"), ("/srv/shared/data", "nfs4"), ("/home/data", "overlay")],
)
def test_the_disk_of_a_folder(path, kind):
    assert keeping.disk_of(Path(path), MOUNTS) == kind


def test_data_on_a_network_disk(folder, tmp_path, monkeypatch):
    mounts = tmp_path / "mounts"
    monkeypatch.setattr(keeping, "MOUNTS", mounts)
    mounts.write_text(f"files:/export {folder} nfs4 rw 0 0\n")
    title = "The data folder lies on a network disk (nfs4)."
    assert found(keeping.data_on_a_network_disk) == [(Weight.MEND, title)]
    mounts.write_text(f"/dev/sda1 {folder} ext4 rw 0 0\n")
    assert found(keeping.data_on_a_network_disk) == []
    mounts.unlink()
    assert found(keeping.data_on_a_network_disk) == []


def test_data_that_others_can_read(folder):
    assert found(keeping.data_that_others_can_read) == []
    folder.chmod(0o755)
    [finding] = keeping.data_that_others_can_read()
    assert (finding.weight, finding.advice) == (Weight.MEND, f"Run: chmod o-rwx {folder}")


def test_secret_that_others_can_read(folder):
    assert found(keeping.secret_that_others_can_read) == []
    secret = folder / "secret_key"
    secret.touch(mode=0o600)
    assert found(keeping.secret_that_others_can_read) == []
    secret.chmod(0o640)
    assert [weight for weight, _title in found(keeping.secret_that_others_can_read)] == [
        Weight.MEND
    ]


def test_backups(settings, folder):
    missing = f"There is no backup in {settings.BACKUP_DIR}."
    assert found(keeping.backups) == [(Weight.CONSIDER, missing)]
    settings.PRODUCTION = True
    assert found(keeping.backups) == [(Weight.MEND, missing)]

    settings.BACKUP_DIR.mkdir()
    assert found(keeping.backups) == [(Weight.MEND, missing)]
    backup = settings.BACKUP_DIR / "monday.zip"
    backup.touch()
    assert found(keeping.backups) == []
    long_ago = time.time() - 5 * keeping.DAY_SECONDS
    os.utime(backup, (long_ago, long_ago))
    assert found(keeping.backups) == [(Weight.MEND, "The newest backup is 5 days old.")]
