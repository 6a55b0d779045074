"""Backup and restore by the operator's commands, on installations of their own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from backups.archive import Archive
from crm_readiness.launch import sole_user
from tests.backups.installations import Installation, manifest_of, rewritten
from tests.services.stack import BASE_DIR, StackError, wait_for

pytestmark = pytest.mark.services

# Each thread joins (a place and its draft in one transaction) and taps, again and again.
WRITE = """
import os, threading
import django
django.setup()
from django.db import connection
from assessments.models import Round
from assessments.services.answering import Tap, save_taps
from assessments.services.joining import join_round
round = Round.objects.get(state="open")
group = round.groups.get(code="business")
def write():
    while True:
        token = join_round(round=round, group=group)
        for sequence in (1, 2, 3):
            save_taps(token=token, round_id=round.pk, taps=[Tap("S1a", sequence, sequence)])
        os.write(1, b"joined\\n")  # in one piece, unlike print
threads = [threading.Thread(target=write, daemon=True) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""
CHECK = """
from django.contrib.contenttypes.models import ContentType
from assessments.models import Draft, Participant
from django.db import connection
ContentType.objects.create(app_label="a_new_row", model="gets_a_free_number")
joined = Participant.objects.filter(state="joined", round__state="open").count()
half = [d.pk for d in Draft.objects.all() if set(d.answers) != set(d.sequences)]
with connection.cursor() as cursor:
    cursor.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'tenancy%'"
        if connection.vendor == "sqlite" else
        "SELECT count(*) FROM pg_constraint WHERE conname LIKE 'tenancy%'"
    )
    print(joined == Draft.objects.count(), half, cursor.fetchone()[0] > 20)
"""


LEFTOVERS = """
from django.db import connection
with connection.cursor() as cursor:
    if connection.vendor == "postgresql":
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'crm_restore%'")
    print(cursor.fetchall() if connection.vendor == "postgresql" else [])
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Installation:
    return Installation(tmp_path_factory.mktemp("demo") / "data", demo=True).prepare()


@pytest.fixture(scope="module")
def archive(demo) -> Path:
    return demo.backup()


@pytest.fixture
def empty(tmp_path) -> Installation:
    return Installation(tmp_path / "empty")


def refusal(installation: Installation, *arguments: object) -> str:
    with pytest.raises(StackError) as caught:
        installation.manage("restore", *arguments)
    return str(caught.value)


def test_an_archive_says_what_is_in_it(demo, archive) -> None:
    manifest = manifest_of(archive)
    kind = "postgresql" if "DATABASE_URL" in demo.stack.environment else "sqlite"

    assert (manifest["product"], manifest["database"]) == ("crm-readiness", kind)
    assert manifest["rows"]["assessments_ballot"] == demo.counts()["assessments.Ballot"]
    assert manifest["rows"]["django_session"] == 0
    assert archive.parent == demo.folder / "backups"
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_restore_into_an_empty_place_brings_everything_back(demo, archive, empty) -> None:
    told = empty.manage("restore", archive)

    assert empty.counts() == demo.counts()
    assert "186  assessments_ballot" in told
    assert empty.manage("shell", "--verbosity=0", "-c", CHECK) == "True [] True\n"


def test_a_backup_beside_eight_writers_is_one_moment(demo, empty) -> None:
    writers = subprocess.Popen(
        [sys.executable, "-c", WRITE],
        cwd=BASE_DIR,
        env=demo.stack.environment | {"DJANGO_SETTINGS_MODULE": "crm_readiness.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert writers.stdout is not None
        assert [writers.stdout.readline() for _join in range(8)] == ["joined\n"] * 8
        before = demo.counts()["assessments.Draft"]
        archive = demo.backup()
        after = demo.counts()["assessments.Draft"]
    finally:
        writers.kill()
        writers.wait()

    empty.manage("restore", archive)

    counts, rows = empty.counts(), manifest_of(archive)["rows"]
    assert before < counts["assessments.Draft"] < after
    assert (counts["assessments.Draft"], counts["assessments.Participant"]) == (
        rows["assessments_draft"],
        rows["assessments_participant"],
    )
    assert empty.manage("shell", "--verbosity=0", "-c", CHECK) == "True [] True\n"


def test_a_kill_in_the_middle_leaves_no_half_archive(demo, tmp_path) -> None:
    folder = tmp_path / "archives"
    for _try in range(3):
        backing_up = subprocess.Popen(
            [sys.executable, "manage.py", "backup", "--to", str(folder)],
            cwd=BASE_DIR,
            env=demo.stack.environment,
            stdout=subprocess.DEVNULL,
        )
        wait_for(lambda: any(folder.glob(".unfinished-*")), "the first byte")
        os.kill(backing_up.pid, signal.SIGKILL)
        backing_up.wait()
        assert list(folder.glob("*.zip")) == []

    archive = demo.backup("--to", folder)

    assert sorted(folder.iterdir()) == [folder / ".lock", archive]


def test_only_the_newest_are_kept(demo, tmp_path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("mine")
    made = [demo.backup("--to", tmp_path, "--keep", 2) for _time in range(3)]

    assert sorted(tmp_path.glob("*.*")) == sorted([tmp_path / ".lock", other, *made[1:]])


def test_a_database_with_people_is_not_replaced_unasked(demo, archive) -> None:
    before = demo.counts()

    assert "The database is not empty. To replace everything in it: restore --replace" in refusal(
        demo, archive
    )
    assert demo.counts() == before


def test_replacing_brings_back_what_was(archive, empty) -> None:
    empty.manage("restore", archive)
    before = empty.counts()
    empty.manage("remove_demo")
    empty.manage("createsuperuser", "--noinput", "--email", "late@example.com")

    empty.manage("restore", archive, "--replace")

    assert empty.counts() == before


def test_a_damaged_archive_changes_nothing(archive, empty, tmp_path) -> None:
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    broken = tmp_path / "broken.zip"
    broken.write_bytes(content)

    assert "Nothing was restored. The archive is damaged" in refusal(empty, broken)
    assert not (empty.folder / "crm-readiness.sqlite3").exists()


def test_an_older_archive_gets_the_migrations_that_came_since(archive, tmp_path, empty) -> None:
    older = Installation(tmp_path / "older")
    older.manage("restore", archive)
    older.manage("migrate", "account", "0008", "--verbosity=0")

    told = empty.manage("restore", older.backup())

    assert "Migrations run since: 1." in told
    assert "[ ]" not in empty.manage("showmigrations", "account")


def test_an_archive_of_a_newer_version_is_refused(archive, empty, tmp_path) -> None:
    seen = Archive(archive).manifest.migrations
    newer = rewritten(archive, tmp_path, migrations=(*seen, ("accounts", "9999_later")))

    assert "it has seen accounts 9999_later" in refusal(empty, newer)


def test_an_archive_of_another_kind_of_database_is_refused(archive, empty, tmp_path) -> None:
    foreign = rewritten(archive, tmp_path, database="oracle")

    assert "The backup is of oracle, and this installation uses" in refusal(empty, foreign)


def test_a_restore_that_fails_on_the_way_changes_nothing(demo, archive, tmp_path) -> None:
    rows = Archive(archive).manifest.rows
    wrong = rewritten(archive, tmp_path, rows=rows | {"assessments_ballot": 1})
    before = demo.counts()

    assert "Nothing was restored." in refusal(demo, wrong, "--replace")

    assert demo.counts() == before
    assert demo.manage("shell", "--verbosity=0", "-c", LEFTOVERS) == "[]\n"
    assert [*demo.folder.glob("*.unfinished-*"), *demo.folder.glob(".unfinished-*")] == []


@pytest.mark.embedded
def test_nothing_is_restored_under_a_running_product(archive, empty) -> None:
    with sole_user(empty.folder):
        assert "CRM Readiness is running. Stop it first" in refusal(empty, archive)
