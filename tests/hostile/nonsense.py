"""What no browser sends on purpose: values, cookies, headers, bodies, addresses."""

import json
from typing import Any

from hypothesis import strategies as st

LONG = "x" * 20_000
# As latin-1 text, which is how a web server hands bytes on.
NOT_UTF8 = "\xff\xfe\xc3\x28\xed\xa0\x80"
VALUES = (
    "\x00",
    "a\x00b",
    LONG,
    "9" * 5_000,  # more digits than Python turns into a number
    "-" + "9" * 400,
    "1e400",
    "NaN",
    "-Infinity",
    "१२३",
    "²",
    "0000-00-00",
    "99999-12-31",
    "\u202e\u2066\ufeff",
    "\ud800",  # half a character; sent as bytes that are not UTF-8
    "\U0010ffff" * 50,
    "[]",
    "{}",
    "'\"><%{{}}$\\",
    "%00%0d%0a",
    "\r\nSet-Cookie: stolen=1",
    "../../../../etc/passwd",
    "",
)

# Backslashes in quotes stand for bytes, the null byte among them, that a header cannot hold.
COOKIE_VALUES = (
    "",
    '"',
    "\\",
    NOT_UTF8,
    LONG,
    "\x00",
    "\x7f\x80",
    '"aaaaaaaaaaaaaaaa\\000aaaaaaaaaaaaaaaa"',
    '"\\303\\050\\377\\355\\240\\200"',
    "=",
    "2026-13-45",
    "9999-12-31",
    "10000-01-01",
    "not-a-uuid",
    "{" * 32,
    "\xd9\xa3" * 16,
    "[[\x01",
    "W10:1vabc:" + "a" * 43,
    ".eJyrVspUslIqLU4tUrIqUSrJSFWyMqoFAFbABv0:1vabc:" + "a" * 43,
)
COOKIES = ("sessionid", "csrftoken", "seat", "handed-in", "joined", "messages", "language")
cookie_values = st.sampled_from(COOKIE_VALUES) | st.text(
    st.characters(max_codepoint=255, exclude_characters=";"), max_size=60
)
cookie_headers = st.one_of(
    st.dictionaries(st.sampled_from(COOKIES), cookie_values, max_size=4).map(
        lambda jar: "; ".join(f"{name}={value}" for name, value in jar.items())
    ),
    st.just("; ".join(f"c{number}=1" for number in range(2_000))),
    st.just(";;;===;;,,,"),
    st.just("sessionid"),
)

HEADERS: dict[str, tuple[str, ...]] = {
    "HTTP_HOST": ("", "a b", "[::1", "testserver:99999", "x" * 300, "téstserver", "a\x00b", "..."),
    "HTTP_ACCEPT_LANGUAGE": ("xx-" + "y" * 600, "*;q=nan", ",,,;;;", NOT_UTF8, "en;q=9" * 500),
    "HTTP_ACCEPT": ("*/*;q=x", ";", NOT_UTF8, "text/html;" * 300),
    "HTTP_ACCEPT_ENCODING": ("gzip;q=nonsense", NOT_UTF8, "gzip," * 300),
    "HTTP_X_FORWARDED_FOR": ("'; DROP", "1.2.3.4, " * 500, NOT_UTF8, "\x00", "::1%eth0"),
    "HTTP_X_FORWARDED_HOST": ("evil.example", "a b", "\x00"),
    "HTTP_X_FORWARDED_PROTO": ("gopher", "https,http", "\x00"),
    "HTTP_X_FORWARDED_PORT": ("-1", "x", "999999"),
    "HTTP_RANGE": ("bytes=-", "bytes=9-1", "bytes=0-,0-,0-", "lines=1", "bytes=" + "9" * 5_000),
    "HTTP_IF_NONE_MATCH": ('"', "W/", "*,*", NOT_UTF8, '"a",' * 500),
    "HTTP_IF_MATCH": ('"', "*", "W/*"),
    "HTTP_IF_MODIFIED_SINCE": ("yesterday", "Mon, 99 Foo 0000 99:99:99 GMT", "9" * 5_000),
    "HTTP_IF_UNMODIFIED_SINCE": ("Thu, 01 Jan 99999 00:00:00 GMT", "\x00"),
    "HTTP_REFERER": ("//", "http://[", "javascript:1", NOT_UTF8, "\x00"),
    "HTTP_ORIGIN": ("null", "http://[", "://", NOT_UTF8),
    "HTTP_USER_AGENT": (LONG, NOT_UTF8, ""),
    "HTTP_HX_REQUEST": ("true", "false", "\x00"),
    "HTTP_HX_CURRENT_URL": ("http://[", "//", NOT_UTF8, "%zz"),
    "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": ("true",),
    "HTTP_HX_TARGET": ("\x00", "'\"<>", "%ff"),
    "HTTP_HX_TRIGGER": (NOT_UTF8,),
    "HTTP_HX_PROMPT": ("\x00",),
    "HTTP_HX_BOOSTED": ("true",),
    "HTTP_X_CSRFTOKEN": ("", "x" * 32, LONG, NOT_UTF8),
    "HTTP_X_REQUESTED_WITH": ("XMLHttpRequest",),
    "HTTP_AUTHORIZATION": ("Basic !!!", "Bearer " + LONG, NOT_UTF8),
    "HTTP_EXPECT": ("200-maybe",),
    "CONTENT_LENGTH": ("", "-1", "x", "9" * 30, "1.5", "0x10"),
}


@st.composite
def headers(draw: st.DrawFn) -> dict[str, str]:
    names = draw(st.lists(st.sampled_from(sorted(HEADERS)), max_size=3, unique=True))
    return {name: draw(st.sampled_from(HEADERS[name])) for name in names}


CONTENT_TYPES = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=nonsense",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/json",
    "application/json; charset=utf-7",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=" + "b" * 300,
    "multipart/form-data; boundary=edge",
    "multipart/form-data; boundary=\xff\xfe",
    "multipart/mixed; boundary=edge",
    "text/plain",
    "image/png",
    ";;;",
    "",
)


def multipart(*parts: str) -> bytes:
    """Return parts between edges, as they are given."""
    return "".join(f"--edge\r\n{part}\r\n" for part in parts).encode() + b"--edge--\r\n"


def deep(levels: int) -> str:
    return "[" * levels + "]" * levels


JSON = (
    b"",
    b"null",
    b"NaN",
    b"[]",
    b"{",
    b'"\xff"',
    b"\xff\xfe{\x00}\x00",
    b"\xef\xbb\xbf{}",
    deep(100_000).encode(),
    ('{"taps":' + deep(900) + "}").encode(),
    b'{"taps": [], "taps": {}, "place": NaN}',
    b'{"taps": [null, 1, "x", [], {}]}',
    ('{"taps": [{"item": "S1a", "value": 3, "seq": ' + "9" * 5_000 + "}]}").encode(),
    b'{"taps": [{"item": "S1a", "value": 3, "seq": 9223372036854775808}]}',
    b'{"taps": [{"item": "S1a", "value": 3, "seq": 1e999}]}',
    b'{"taps": [{"item": "S1a", "value": -Infinity, "seq": 1}], "place": "S1"}',
    b'{"taps": [{"item": "S1t", "value": "\\ud800", "seq": 1}], "place": "\\u0000"}',
    b'{"taps": [{"item": "S1t", "value": "\\u0000", "seq": 1}]}',
    b'{"taps": [{"item": "\\u0000", "value": {}, "seq": true}]}',
    b'{"taps": [' + b",".join([b"{}"] * 5_000) + b"]}",
)

FORMS = (
    b"\x00=\x00&item=%00&token=%00&group=%00&name=%00&login=%00&password=%00",
    b"name=%FF%FE&item=%ED%A0%80&token=%C3%28&login=%FF",
    b"&&&===&;=;",
    b"a=1&" * 20_000,
    b"name=" + b"x" * 400_000,
    multipart('Content-Disposition: form-data; name="name"\r\n\r\n\x00'),
    multipart('Content-Disposition: form-data; name="f"; filename="../\x00"\r\n\r\nx'),
    multipart("Content-Disposition: form-data; name*=utf-8''%ff\r\n\r\nx"),
    multipart("Content-Transfer-Encoding: base64\r\n\r\n!"),
    multipart(
        'Content-Disposition: form-data; name="n"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!'
    ),
    multipart(*["Content-Disposition: form-data; name=a\r\n\r\n1"] * 600),
    b"--edge\r\nContent-Disposition: form-data; name=",
    b"--edge" * 1_000,
)

_leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
_json = st.recursive(
    _leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("taps", "item", "value", "seq", "place")), inner)
    ),
    max_leaves=8,
)


def _tap(value: Any) -> dict[str, Any]:
    return {"taps": [{"item": value, "value": value, "seq": value}], "place": value}


bodies = st.one_of(
    st.sampled_from(JSON),
    st.sampled_from(FORMS),
    _json.map(lambda value: json.dumps(value).encode()),
    _json.map(lambda value: json.dumps(_tap(value)).encode()),
    st.binary(max_size=200),
)

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")

QUERIES = (
    "",
    "%00=%00&saved=%00&code=%00&group=%00&next=%00&framework=%00&step=%00&again",
    "saved=%FF%FE&code=%ED%A0%80&next=%C3%28",
    "next=javascript:alert(1)&code=" + "A" * 3_000,
    "next=//evil.example&next=http://[",
    "a=1&" * 600,
    "p=-1&o=99&q=%00&all=x&e=1",
    "o=1.2.3&id__exact=x&workspace__id__exact=x&_popup=1&_to_field=x",
    "&&==;;%",
)

# What takes the place of one part of an address, quoted or not.
PARTS = (
    "%00",
    "a%00b",
    "%FF%FE",
    "%ED%A0%80",
    "%2f",
    "..%2f..%2fetc%2fpasswd",
    "%E0%A5%A7%E0%A5%A8",
    "x" * 3_000,
    "00000000-0000-0000-0000-000000000000",
    "%C2%B2",
    "%0d%0aSet-Cookie:x=1",
    "-1",
    "9" * 5_000,
    "99999999999999999999",
    "S%00",
    "%F0%9F%92%A3",
    "'",
    "%",
    "%zz",
)
