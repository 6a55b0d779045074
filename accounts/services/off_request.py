"""Work that a request does not wait for, so that its time tells nothing about what was found."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from django.conf import settings
from django.db import connections

MOST_AT_ONCE = 2

logger = logging.getLogger(__name__)


def do_soon(work: Callable[[], None]) -> None:
    """Do something in a thread of its own; tests do it at once."""
    if settings.WORK_OFF_REQUEST:
        _threads().submit(_quietly, work)
    else:
        work()


@cache
def _threads() -> ThreadPoolExecutor:
    """Make the threads on first use: web processes are forked after loading."""
    return ThreadPoolExecutor(max_workers=MOST_AT_ONCE, thread_name_prefix="off-request")


def _quietly(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception as failure:  # noqa: BLE001 - nobody waits for it who could be told
        # By its kind only: the text of a failure may name whom it was about.
        logger.error("work off the request failed: %s", type(failure).__name__)  # noqa: TRY400
    finally:
        connections.close_all()
