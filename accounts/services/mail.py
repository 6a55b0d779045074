"""Sending mail without making anybody wait, and without telling by the wait who is known.

A mail is made and sent in a thread of its own: the answer to the request is the same, and
takes the same time, whether there is anybody to write to or not. A mail that cannot be sent
is logged by the kind of failure only.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import connections

MOST_AT_ONCE = 2

logger = logging.getLogger(__name__)


def do_soon(work: Callable[[], None]) -> "Future[None]":
    """Do something that may send mail, off the request."""
    return _threads().submit(_quietly, work)


def deliver(*, to: str, subject: str, body: str) -> None:
    """Send one mail in plain text."""
    try:
        send_mail(subject, body, None, [to])
    except (OSError, SMTPException) as failure:
        # Neither the address nor what the server said about it belongs into a log.
        logger.error("a mail could not be sent: %s", type(failure).__name__)  # noqa: TRY400


@cache
def _threads() -> ThreadPoolExecutor:
    """Make the threads on first use: web processes are forked after loading."""
    return ThreadPoolExecutor(max_workers=MOST_AT_ONCE, thread_name_prefix="mail")


def _quietly(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception as failure:  # noqa: BLE001 - nobody waits for it who could be told
        logger.error("a mail was not made: %s", type(failure).__name__)  # noqa: TRY400
    finally:
        connections.close_all()
