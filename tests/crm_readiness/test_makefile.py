"""`make setup`: which Python it takes, what it says when there is none, and that it is lazy."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parent.parent.parent
NAMES = ("python3.13", "python3.12", "python3.11", "python3", "python")
FAILING_SHIM = "#!/bin/sh\necho 'shim: command not found' >&2\nexit 127\n"
WITHOUT_ENSUREPIP = """#!/bin/sh
case "$*" in
    -V) echo "Python 3.12.1" ;;
    *ensurepip*) exit 1 ;;
esac
"""


@pytest.fixture
def project(tmp_path):
    """A project that requires nothing, in a folder with a blank in its name."""
    folder = tmp_path / "a project"
    folder.mkdir()
    shutil.copy(BASE_DIR / "Makefile", folder)
    (folder / "requirements.txt").write_text("# nothing\n")
    (folder / "requirements-dev.txt").write_text("# nothing\n")
    (folder / "requirements-scan.txt").write_text("# nothing\n")
    (folder / "bin").mkdir()
    for name in (*NAMES, "uv"):
        _script(folder / "bin" / name, FAILING_SHIM)
    return folder


def test_without_python_it_says_what_to_install(project):
    done = _make_setup(project)
    assert done.returncode != 0
    assert "Python 3.11 or newer was not found" in done.stdout
    assert "apt install python3 python3-venv" in done.stdout
    assert not (project / ".venv").exists()


def test_without_ensurepip_it_says_what_to_install(project):
    _script(project / "bin" / "python3.12", WITHOUT_ENSUREPIP)
    done = _make_setup(project)
    assert done.returncode != 0
    assert "Python 3.12.1 cannot create environments" in done.stdout
    assert "apt install python3-venv" in done.stdout


def test_failing_shims_are_passed_over_and_a_second_run_installs_nothing(project):
    _script(project / "bin" / "python3", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    first = _make_setup(project)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "Creating .venv with Python 3." in first.stdout
    assert "Installing requirements.txt." in first.stdout
    assert _make_setup(project).stdout == "Ready. make run starts CRM Readiness.\n"

    (project / "requirements.txt").write_text("# still nothing\n")
    changed = _make_setup(project)
    assert "Creating" not in changed.stdout
    assert "Installing requirements.txt." in changed.stdout


def _make_setup(project):
    path = f"{project / 'bin'}:/usr/local/bin:/usr/bin:/bin"
    return subprocess.run(
        ["make", "setup"],
        cwd=project,
        env={"PATH": path, "HOME": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )


def _script(path, text):
    path.write_text(text)
    path.chmod(0o755)
