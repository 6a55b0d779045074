"""What a missing program means: one loud line and a skip, or a failure where it is required."""

import pytest

from tests.services import requirements

NOWHERE = requirements.Program(("no-such-program",), "no-such-package")


@pytest.fixture
def missing(monkeypatch):
    monkeypatch.setitem(requirements.PROGRAMS, "nothing", NOWHERE)


def test_a_missing_program_skips_with_a_loud_line(missing, monkeypatch):
    monkeypatch.setenv("REQUIRE_SERVICES", "0")
    with pytest.raises(pytest.skip.Exception, match="MISSING NOTHING: make test-services installs"):
        requirements.need("nothing")


def test_a_missing_program_fails_where_services_are_required(missing, monkeypatch):
    monkeypatch.setenv("REQUIRE_SERVICES", "1")
    with pytest.raises(pytest.fail.Exception, match="MISSING NOTHING"):
        requirements.need("nothing")


def test_a_program_on_the_path_is_found(tmp_path, monkeypatch):
    program = tmp_path / "no-such-program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setitem(requirements.PROGRAMS, "nothing", NOWHERE)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert requirements.need("nothing") == program


def test_the_newest_version_is_taken(tmp_path, monkeypatch):
    for version in ("9", "15", "16"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        (folder / "postgres").write_text("#!/bin/sh\n")
        (folder / "postgres").chmod(0o755)
    program = requirements.Program(("postgres",), "postgresql", (f"{tmp_path}/*/bin",))
    monkeypatch.setitem(requirements.PROGRAMS, "postgres", program)
    assert requirements.find("postgres") == tmp_path / "16" / "bin" / "postgres"
