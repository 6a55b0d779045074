"""What only a socket can send: the real web server refuses it and stays well."""

import re
import socket
from collections.abc import Iterator

import pytest

from tests.hostile.sending import TELLTALES
from tests.services.stack import Stack

SECONDS = 20
# The web server's own, and right, answer to a transfer coding that does not exist.
FAILURES_OF_THE_SERVER = {"a coding nobody knows": [501]}
HOST = b"Host: localhost\r\n"


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("bytes") / "product") as running:
        yield running


def spoken(stack: Stack, sent: bytes) -> bytes:
    """Send bytes, say that there are no more, and return all that comes back."""
    with socket.create_connection(("127.0.0.1", stack.port), timeout=SECONDS) as line:
        answer = b""
        try:
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
            while piece := line.recv(65536):
                answer += piece
        except OSError:
            pass  # hanging up is an answer, too
        return answer


def statuses(answer: bytes) -> list[int]:
    return [int(each) for each in re.findall(rb"^HTTP/1\.[01] (\d{3})", answer, re.MULTILINE)]


def post(path: bytes, body: bytes, *headers: bytes) -> bytes:
    lines = [b"POST " + path + b" HTTP/1.1", HOST.strip(), b"Connection: close", *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def get(path: bytes, *headers: bytes) -> bytes:
    lines = [b"GET " + path + b" HTTP/1.1", HOST.strip(), b"Connection: close", *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n"


TOKEN = b"c" * 32
WITH_TOKEN = (b"Cookie: csrftoken=" + TOKEN, b"X-CSRFToken: " + TOKEN)
FORM = b"Content-Type: application/x-www-form-urlencoded"
TAPS = b"/answer/0b8f7a52-6f0e-4c43-9d8e-3c2d8f6a1b00/taps/"
JSON = b"Content-Type: application/json"
CHUNKED = b"Transfer-Encoding: chunked"

REQUESTS = {
    "nothing": b"",
    "not HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "no version": b"GET /\r\n\r\n",
    "a version that does not exist": b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
    "HTTP/2 without asking": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a method nobody knows": b"\xff\xfe / HTTP/1.1\r\n" + HOST + b"\r\n",
    "an address of 100 kB": get(b"/" + b"a" * 100_000),
    "a null byte in the address": get(b"/\x00/"),
    "bytes that are not UTF-8 in the address": get(b"/\xff\xfe/\xed\xa0\x80/"),
    "raw bytes in the query": get(b"/join/?code=\xff\x00\x80"),
    "an absolute address elsewhere": get(b"http://evil.example/join/"),
    "only an asterisk": b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
    "an address that leaves the root": get(b"/../../../etc/passwd"),
    "a static file outside": get(b"/static/..%2f..%2f..%2fetc/passwd"),
    "a range of a static file": get(b"/static/icon.svg", b"Range: bytes=9-1,-5,0-"),
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": get(b"/", b"Host: other"),
    "a host of bytes": b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
    "a header of 100 kB": get(b"/", b"X-Long: " + b"x" * 100_000),
    "500 headers": get(b"/", *(b"X-%d: 1" % number for number in range(500))),
    "a header without a name": get(b"/", b": nameless"),
    "a header on two lines": get(b"/", b"X-One: 1\r\n continued"),
    "a null byte in a header": get(b"/join/", b"X-One: \x00"),
    "cookies of bytes": get(b"/", b"Cookie: sessionid=\xff\xfe; seat=\xed\xa0\x80; joined=\x80"),
    "a language of bytes": get(b"/join/", b"Accept-Language: \xff\xfe\x80"),
    "a character set of null bytes": get(b"/?a=1", b"Content-Type: a; charset*=utf-8''%00"),
    "a character set that packs": get(b"/join/?a=1", b"Content-Type: a; charset=zlib"),
    "a length that is a word": post(b"/sign-in/", b"a=1", FORM, b"Content-Length: ten"),
    "a negative length": post(b"/sign-in/", b"a=1", FORM, b"Content-Length: -1"),
    "a length beyond numbers": post(b"/sign-in/", b"a=1", FORM, b"Content-Length: " + b"9" * 400),
    "two lengths": post(b"/sign-in/", b"a=1", b"Content-Length: 3", b"Content-Length: 4"),
    "a length and chunks": post(b"/sign-in/", b"0\r\n\r\n", b"Content-Length: 5", CHUNKED),
    "a coding nobody knows": post(b"/sign-in/", b"", b"Transfer-Encoding: nonsense"),
    "less than announced": post(b"/sign-in/", b"login=a", FORM, b"Content-Length: 4000"),
    "less than announced, with a token": post(
        b"/sign-in/", b"login=a", FORM, b"Content-Length: 4000", *WITH_TOKEN
    ),
    "less JSON than announced": post(TAPS, b'{"taps": [', JSON, b"Content-Length: 99", *WITH_TOKEN),
    "fewer parts than announced": post(
        b"/sign-in/",
        b"--edge\r\nContent-Disposition: form-data; name=a\r\n\r\n",
        b"Content-Type: multipart/form-data; boundary=edge",
        b"Content-Length: 4000",
        *WITH_TOKEN,
    ),
    "chunks that break off": post(b"/sign-in/", b"5\r\nlog", FORM, CHUNKED, *WITH_TOKEN),
    "chunks of nonsense": post(b"/sign-in/", b"zz\r\na=1\r\n0\r\n\r\n", FORM, CHUNKED, *WITH_TOKEN),
    "a negative chunk": post(TAPS, b"-5\r\n{}\r\n0\r\n\r\n", JSON, CHUNKED, *WITH_TOKEN),
    "JSON in chunks that break off": post(TAPS, b"5\r\n{", JSON, CHUNKED, *WITH_TOKEN),
    "a form of 3 MB": post(
        b"/sign-in/", b"a" * 3_000_000, FORM, b"Content-Length: 3000000", *WITH_TOKEN
    ),
    "JSON of 3 MB": post(TAPS, b"[" * 3_000_000, JSON, b"Content-Length: 3000000", *WITH_TOKEN),
    "3 MB without an end": post(b"/sign-in/", b"2dc6c0\r\n" + b"a" * 3_000_000, FORM, CHUNKED),
    "a form of 3 MB to nowhere": post(
        b"/nowhere/", b"a" * 3_000_000, FORM, b"Content-Length: 3000000"
    ),
    "parts without an edge to nowhere": post(
        b"/nowhere/", b"junk", b"Content-Type: multipart/form-data", b"Content-Length: 4"
    ),
    "an expectation": post(b"/sign-in/", b"", b"Expect: the unexpected", b"Content-Length: 0"),
    "a protocol of the proxy": get(b"/", b"X-Forwarded-Proto: gopher", b"X-Forwarded-Proto: https"),
    "a second request inside the first": get(b"/join/") + get(b"/nowhere/"),
    "a switch of protocols": get(b"/", b"Upgrade: h2c", b"Connection: Upgrade, HTTP2-Settings"),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_bytes_are_refused_without_a_failure(stack: Stack, name: str) -> None:
    answer = spoken(stack, REQUESTS[name])
    failures = [status for status in statuses(answer) if status >= 500]
    assert failures == FAILURES_OF_THE_SERVER.get(name, [])
    assert [each for each in TELLTALES if each in answer] == []


def test_no_process_of_the_web_server_dies_of_it(stack: Stack) -> None:
    before = [process.pid for process in stack.web_processes()]
    for sent in REQUESTS.values():
        spoken(stack, sent)
    assert [process.pid for process in stack.web_processes()] == before
    assert statuses(spoken(stack, get(b"/healthz"))) == [200]
