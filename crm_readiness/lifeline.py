"""Lets a process end with the one that started it, so that a kill -9 leaves no orphans.

On Linux the kernel does it. Elsewhere a killed parent can leave its children behind.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from celery.signals import beat_embedded_init

PR_SET_PDEATHSIG = 1


def die_with_parent(number: signal.Signals) -> Callable[[], None]:
    """Return what a child calls first so that the death of this process sends it the signal."""
    parent = os.getpid()
    bind = _parent_death_signal()

    def call_in_child() -> None:
        bind(number)
        if os.getppid() != parent:  # it died before the call
            os.kill(os.getpid(), number)

    return call_in_child


def _parent_death_signal() -> Callable[[int], None]:
    if not sys.platform.startswith("linux"):
        return lambda _number: None
    library = ctypes.CDLL(None)
    return lambda number: library.prctl(PR_SET_PDEATHSIG, number)


@beat_embedded_init.connect
def bind_scheduler(**_signal: Any) -> None:
    """Bind the scheduler to its worker; Celery itself does so for processes that run tasks."""
    _parent_death_signal()(signal.SIGTERM)
