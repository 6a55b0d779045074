"""The queue in a folder, for installations without Redis: kombu's, with whole messages only.

kombu creates a message file first and fills it afterwards, and reads it by way of the shared
temporary folder. A worker that looks in between finds an empty message and dies of it. Here a
message gets its name when it is complete, and never leaves our own folder.
"""

import json
import os
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem


class Channel(filesystem.Channel):  # type: ignore[misc]  # kombu has no type hints
    """Puts a message into the folder, and takes it out, in one step each."""

    def _put(self, queue: str, payload: dict[str, Any], **_kwargs: Any) -> None:
        folder = Path(self.data_folder_out)
        name = f"{time.monotonic_ns():020}_{uuid.uuid4()}"
        unfinished = folder / f"{name}.unfinished"
        unfinished.write_text(json.dumps(payload))
        os.replace(unfinished, folder / f"{name}.{queue}.msg")

    def _get(self, queue: str) -> dict[str, Any]:
        for message in sorted(Path(self.data_folder_in).glob(f"*.{queue}.msg")):
            taken = message.with_suffix(".taken")
            try:
                os.rename(message, taken)
            except FileNotFoundError:
                continue  # another worker was quicker
            payload: dict[str, Any] = json.loads(taken.read_text())
            taken.unlink()
            return payload
        raise Empty


class Transport(filesystem.Transport):  # type: ignore[misc]  # kombu has no type hints
    """The transport of the embedded default."""

    Channel = Channel
