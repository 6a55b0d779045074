"""Errors that nobody caught go the way of all others: Python alone prints them with their text."""

import logging
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

log = logging.getLogger(__name__)


def log_uncaught() -> None:
    """Take the place of what Python does at the end of a process or thread by an error."""
    sys.excepthook = _process_ended
    sys.unraisablehook = _cannot_be_raised
    threading.excepthook = _thread_ended
    logging.captureWarnings(capture=True)


def _process_ended(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    log.critical("A process ended with an error", exc_info=(kind, error, trace))


def _thread_ended(given: threading.ExceptHookArgs) -> None:
    if given.exc_value is not None:
        log.error("A thread ended with an error", exc_info=given.exc_value)


def _cannot_be_raised(given: "UnraisableHookArgs") -> None:
    if given.exc_value is not None:
        log.error("An error could not be raised", exc_info=given.exc_value)
