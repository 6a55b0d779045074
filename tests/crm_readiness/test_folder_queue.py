"""The queue in a folder: whole messages, in order, and nothing left behind."""

import json
from importlib import import_module
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection
from kombu.transport import filesystem

from crm_readiness.folder_queue import Transport

pytestmark = pytest.mark.embedded


def opened(folder: Path, transport: type[filesystem.Transport]) -> filesystem.Channel:
    options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": folder / "c"}
    return Connection("filesystem://", transport=transport, transport_options=options).channel()


def test_messages_come_out_as_they_went_in_and_leave_no_file(tmp_path: Path) -> None:
    channel = opened(tmp_path, Transport)
    for number in range(3):
        channel._put("celery", {"number": number})
    assert [channel._get("celery")["number"] for _message in range(3)] == [0, 1, 2]
    with pytest.raises(Empty):
        channel._get("celery")
    assert list(tmp_path.glob("*.*")) == []


def test_queues_are_kept_apart(tmp_path: Path) -> None:
    channel = opened(tmp_path, Transport)
    channel._put("celery", {"for": "celery"})
    with pytest.raises(Empty):
        channel._get("other")


def test_a_reader_never_sees_a_half_written_message(tmp_path: Path, monkeypatch) -> None:
    reader, writer = opened(tmp_path, Transport), opened(tmp_path, Transport)

    def look_before_the_end(unfinished: Path, target: Path) -> Path:
        with pytest.raises(Empty):
            reader._get("celery")
        return unfinished.rename(target)

    monkeypatch.setattr(Path, "replace", look_before_the_end)
    writer._put("celery", {"number": 1})
    assert reader._get("celery") == {"number": 1}


def test_kombus_own_queue_shows_half_written_messages(tmp_path: Path, monkeypatch) -> None:
    """The negative control, and the reason why our queue exists."""
    reader = opened(tmp_path, filesystem.Transport)
    writer = opened(tmp_path, filesystem.Transport)
    # kombu locks the file after creating it and before filling it: the reader looks just then.
    monkeypatch.setattr(filesystem, "lock", lambda *_args: reader._get("celery"))
    with pytest.raises(json.JSONDecodeError):
        writer._put("celery", {"number": 1})


def test_the_embedded_default_uses_it(settings) -> None:
    module, name = settings.CELERY_BROKER_TRANSPORT.split(":")
    assert getattr(import_module(module), name) is Transport
