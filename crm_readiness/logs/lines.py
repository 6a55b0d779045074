"""The one formatter and the one handler of every process."""

import logging
from http import HTTPStatus

from django.http import HttpRequest

from crm_readiness.logs.routes import route_of
from crm_readiness.logs.texts import text_of
from crm_readiness.logs.traces import places_of


class LineFormatter(logging.Formatter):
    """Time, severity, logger and a text, and below it the places of an error."""

    def format(self, record: logging.LogRecord) -> str:
        text = f"{self.formatTime(record)} {record.levelname} {record.name} {_text(record)}"
        error = record.exc_info[1] if record.exc_info else None
        if error is None or _is_refusal(record):
            return text
        return f"{text}\n{places_of(error)}"


class Console(logging.StreamHandler):
    """Writes to the standard error; what cannot be written is not shown either."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - Python's name
        """Say nothing: Python's own way prints the message with all that is in it."""


def _text(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if not isinstance(request, HttpRequest):
        return text_of(record)
    status = getattr(record, "status_code", None)
    parts = [str(int(status)) if isinstance(status, int) else "", route_of(request)]
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        parts.append(f"reference {getattr(request, 'failure_reference', '-')}")
    return " ".join(part for part in parts if part)


def _is_refusal(record: logging.LogRecord) -> bool:
    """Tell whether it is about a request that was rightly refused; where in our code is no news."""
    status = getattr(record, "status_code", None)
    return isinstance(status, int) and status < HTTPStatus.INTERNAL_SERVER_ERROR
