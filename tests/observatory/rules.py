"""Mozilla's Observatory, installed beside the build: a package of Node, pinned by a lock file."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.services.requirements import skip_or_fail
from tests.services.stack import BASE_DIR

HERE = Path(__file__).resolve().parent
FOLDER = BASE_DIR / "build" / "observatory"
LOCK = "package-lock.json"
OLDEST_NODE = 20
MISSING = f"MISSING NODE: Mozilla's Observatory rules need Node {OLDEST_NODE} or newer with npm"
NOT_INSTALLED = "MISSING OBSERVATORY: make test-services installs Mozilla's rules with npm"
# The rules look hosts up in a list that the package would fetch from elsewhere. Ours are on no
# list, and the rules are stricter with those.
PRELOADED = "node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json"


def install() -> str | None:
    """Install the rules where the lock file has changed; return a complaint where that fails."""
    if not is_node_there():
        return MISSING
    if is_installed():
        return None
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", LOCK):
        shutil.copy(HERE / name, FOLDER)
    print("Installing Mozilla's Observatory with npm", flush=True)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=FOLDER, stdin=subprocess.DEVNULL, check=False).returncode:
        return NOT_INSTALLED
    (FOLDER / PRELOADED).write_text("{}")
    return None


def need_rules() -> None:
    """Skip the test loudly, or fail it, where the rules are not installed."""
    if not is_node_there():
        skip_or_fail(MISSING)
    if not is_installed():
        skip_or_fail(NOT_INSTALLED)


def is_node_there() -> bool:
    """Tell whether npm and a Node that is new enough are on the path."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def is_installed() -> bool:
    """Tell whether what is installed is what the lock file names."""
    installed = FOLDER / LOCK
    is_complete = (FOLDER / PRELOADED).exists() and installed.exists()
    return is_complete and installed.read_bytes() == (HERE / LOCK).read_bytes()


def graded(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the grade of each page: its letter, its points and what each rule found."""
    done = subprocess.run(
        ["node", HERE / "grade.mjs", FOLDER],
        input=json.dumps(pages),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    grades: list[dict[str, Any]] = json.loads(done.stdout)
    return grades
