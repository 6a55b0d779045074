"""Brings database, static files, frameworks and demo up to date, in one process.

    python -m crm_readiness.prepare

Run before the servers start; running it again changes nothing. It prints the demo's sign-ins.
"""

import hashlib
import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from crm_readiness import environment as env


def main() -> int:
    """Prepare everything; return 1, with the reason on stderr, where that fails."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm_readiness.settings")
    try:
        django.setup()
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        collect_static()
        call_command("load_framework", "--all", verbosity=0, stdout=sys.stderr)
        if is_demo_wanted():
            call_command("load_demo", force=True, verbosity=0, stdout=sys.stderr)
    except (CommandError, ImproperlyConfigured) as error:
        print(error, file=sys.stderr)
        return 1
    for line in demo_sign_ins():
        print(line)
    return 0


def collect_static() -> bool:
    """Collect the static files where one was added, changed or removed; tell whether."""
    from django.conf import settings

    state = settings.DATA_DIR / "static.state"
    current = _state_of_static_files()
    collected = settings.STATIC_ROOT.is_dir() and state.exists() and state.read_text() == current
    if collected:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, skip_checks=True)
    state.write_text(current)
    return True


def is_demo_wanted() -> bool:
    """Tell whether to load the demo: never again once somebody has removed it."""
    from django.conf import settings

    from assessments.services.demo_removal import is_demo_unwanted

    # The demo's passwords stand in the documentation: in production only by express wish.
    return env.flag("DEMO", default=not settings.PRODUCTION) and not is_demo_unwanted()


def demo_sign_ins() -> list[str]:
    """Return a line for each of the demo's people; none where there is no demo workspace."""
    from accounts.models import Workspace
    from assessments.demo import SIGN_INS

    if not Workspace.objects.filter(is_demo=True).exists():
        return []
    return [f"  {role:<12} {email:<32} {password}" for role, email, password in SIGN_INS]


def _state_of_static_files() -> str:
    """Return a digest over name, size and time of every source and the way of storing."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = os.stat(storage.path(path))  # noqa: PTH116  (thousands of files)
            digest.update(f"\n{path} {found.st_size} {found.st_mtime_ns}".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
