"""Bodies made to hurt: a gigabyte, bombs, pieces, slow senders; refused quickly, memory flat."""

import gzip
import http.client
import json
import re
import socket
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.services.stack import Stack

pytestmark = pytest.mark.services

GIGABYTE = 1_000_000_000
SECOND = 1.0
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"
# Few threads, so that as many senders surely hold all of them.
SIZE = {"WEB_WORKERS": "1", "WEB_THREADS": "4"}
SLOW_SENDERS = 8


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    with Stack(tmp_path_factory.mktemp("bodies") / "a folder", **SIZE) as stack:
        for _each_process in range(4):  # a first page loads its templates
            assert status(stack, "GET", "/sign-in/", {}, b"") == 200
        yield stack


def status(stack: Stack, method: str, path: str, headers: dict[str, str], body: bytes) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", stack.port, timeout=10)
    token = {"Cookie": f"csrftoken={'a' * 32}", "Host": "localhost"}
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in ({"Content-Length": str(len(body))} | token | headers).items():
        if value:
            connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    connection.close()
    return answer.status


def multipart(parts: int, filename: str) -> bytes:
    head = f'--b\r\nContent-Disposition: form-data; name="f"{filename}\r\n\r\n'
    return (head + "x\r\n").encode() * parts + b"--b--\r\n"


SLOW_HEADERS = b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
SLOW_BODY = (
    b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nCookie: csrftoken="
    + b"a" * 32
    + b"\r\n\r\na"
)
BOMB = gzip.compress(b"\0" * 20_000_000)
DEEP = b'{"taps":' + b"[" * 30_000 + b"]" * 30_000 + b"}"
FIELDS = urlencode({f"f{number}": "" for number in range(100_000)}).encode()
TAPS = "/answer/3f6c1b1e-7d3e-4f3b-9a68-0f4d9b3f2c11/taps/"


@pytest.mark.parametrize(
    ("path", "headers", "body", "wanted"),
    [
        ("/sign-in/", {"Content-Type": FORM, "Content-Length": str(GIGABYTE)}, b"a=", 413),
        ("/sign-in/", {"Content-Type": MULTIPART, "Content-Length": str(GIGABYTE)}, b"--b", 413),
        ("/join/NOBODY/", {"Content-Type": MULTIPART, "Content-Length": str(GIGABYTE)}, b"", 413),
        (TAPS, {"Content-Type": "application/json", "Content-Length": "65537"}, b"", 413),
        ("/nowhere/", {"Content-Length": str(GIGABYTE)}, b"", 404),
        ("/sign-in/", {"Content-Type": FORM}, FIELDS, 413),
        ("/sign-in/", {"Content-Type": FORM}, FIELDS[:260_000], 400),
        ("/sign-in/", {"Content-Type": MULTIPART}, multipart(4_000, ""), 400),
        ("/sign-in/", {"Content-Type": MULTIPART}, multipart(1, '; filename="a.zip"'), 400),
        ("/sign-in/", {"Content-Type": MULTIPART}, b"--b" * 80_000, 400),
        ("/sign-in/", {"Content-Type": FORM, "Content-Encoding": "gzip"}, BOMB, 415),
        (TAPS, {"Content-Type": "application/json", "Content-Encoding": "gzip"}, BOMB, 415),
        ("/sign-in/", {"Content-Length": "", "Transfer-Encoding": "chunked"}, b"1\r\na\r\n", 411),
        (TAPS, {"Content-Type": "application/json", "X-CSRFToken": "a" * 32}, DEEP, 400),
        (
            TAPS,
            {"Content-Type": "application/json", "X-CSRFToken": "a" * 32},
            json.dumps({"taps": "x"}).encode().replace(b'"x"', b"9" * 60_000),
            400,
        ),
    ],
)
def test_it_is_refused_within_a_second(stack, path, headers, body, wanted):
    seconds = []
    for _time in range(3):  # the machine may be busy with something else once
        began = time.monotonic()
        assert status(stack, "POST", path, headers, body) == wanted
        seconds.append(time.monotonic() - began)
    assert min(seconds) < SECOND


def test_memory_stays_flat(stack):
    before = resident_kilobytes(stack)
    for _time in range(20):
        status(stack, "POST", "/sign-in/", {"Content-Type": FORM}, FIELDS)
        status(stack, "POST", "/sign-in/", {"Content-Encoding": "gzip"}, BOMB)
        status(stack, "POST", "/sign-in/", {"Content-Type": MULTIPART}, multipart(4_000, ""))
    grown = [after - first for first, after in zip(before, resident_kilobytes(stack), strict=True)]
    assert max(grown) < 20_000


@pytest.mark.parametrize(
    "beginning", [b"", SLOW_HEADERS, SLOW_BODY], ids=["silent", "headers", "body"]
)
def test_slow_senders_do_not_stop_the_server(stack, beginning):
    assert seconds_until_it_answers(stack, beginning, patience=40) < 28  # twice the limit, and air


@pytest.mark.long
def test_with_gunicorns_own_worker_they_do(tmp_path):
    """The negative control."""
    own = "--worker-class gthread"
    with Stack(tmp_path / "a folder", GUNICORN_CMD_ARGS=own, **SIZE) as stack:
        assert answers(stack)
        assert seconds_until_it_answers(stack, SLOW_BODY, patience=40) >= 40


def seconds_until_it_answers(stack: Stack, beginning: bytes, *, patience: float) -> float:
    """Let everybody send slowly at once, a byte now and then, and wait for an answer."""
    address = ("127.0.0.1", stack.port)
    senders = [socket.create_connection(address) for _sender in range(SLOW_SENDERS)]
    try:
        for sender in senders:
            sender.sendall(beginning)
        began = time.monotonic()
        while time.monotonic() - began < patience:
            for sender in senders:
                with suppress(OSError):
                    sender.sendall(b"a")
            if answers(stack):
                break
        return time.monotonic() - began
    finally:
        for sender in senders:
            sender.close()


def answers(stack: Stack) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", stack.port, timeout=1)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def resident_kilobytes(stack: Stack) -> list[int]:
    """Return the memory of each web process."""
    texts = (Path(f"/proc/{each.pid}/status").read_text() for each in stack.web_processes())
    return [int(re.findall(r"VmRSS:\s+(\d+)", text)[0]) for text in texts]
