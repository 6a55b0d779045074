"""The queue in a folder, for installations without Redis: kombu's, with whole messages only.

kombu creates a message file first and fills it afterwards, and reads it by way of the shared
temporary folder. A worker that looks in between finds an empty message and dies of it. Here a
message gets its name when it is complete, and never leaves our own folder.
"""

import json
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem


class Channel(filesystem.Channel):
    """Puts a message into the folder, and takes it out, in one step each."""

    # kombu itself calls the second argument by two names.
    def _put(  # type: ignore[override]  # kombu itself uses two names
        self, queue: str, payload: dict[str, Any], **_routing: Any
    ) -> None:
        folder = Path(self.data_folder_out)
        name = f"{time.monotonic_ns():020}_{uuid.uuid4()}"
        unfinished = folder / f"{name}.unfinished"
        unfinished.write_text(json.dumps(payload))
        unfinished.replace(folder / f"{name}.{queue}.msg")

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:  # noqa: ARG002 - kombu's
        for waiting in sorted(Path(self.data_folder_in).glob(f"*.{queue}.msg")):
            taken = waiting.with_suffix(".taken")
            try:
                waiting.rename(taken)
            except FileNotFoundError:
                continue  # another worker was quicker
            message: dict[str, Any] = json.loads(taken.read_text())
            taken.unlink()
            return message
        raise Empty


class Transport(filesystem.Transport):
    """The transport of the embedded default."""

    Channel = Channel
