"""gunicorn's worker with threads, and a limit for how long somebody may take to ask.

A thread reads a request from its first to its last byte. Without a limit, as many slow senders as
there are threads (eight, by default) stop the whole server for as long as they like.
"""

import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers import gthread

# A form is a few kilobytes: seconds even in a lift. Answers are not concerned, only questions.
LONGEST_READING_SECONDS = 10
# How long a thread waits for the first byte, and for the rest of a body that was refused; those
# who take longer wait without a thread.
gthread.DEFAULT_WORKER_DATA_TIMEOUT = 0.1


class Worker(gthread.ThreadWorker):
    """Stops listening to whoever has not finished a request in time."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.reading_since: dict[Any, float] = {}

    def handle(self, conn: Any) -> Any:
        """Answer one request; runs in a thread."""
        self.reading_since[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            self.reading_since.pop(conn, None)

    def murder_pending(self) -> None:
        """End what waits too long; the main loop comes by every second."""
        super().murder_pending()
        latest_start = time.monotonic() - LONGEST_READING_SECONDS
        for conn, started in list(self.reading_since.items()):
            if started < latest_start:
                with suppress(OSError):  # gone already
                    conn.sock.shutdown(socket.SHUT_RD)
