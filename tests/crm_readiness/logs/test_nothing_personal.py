"""The real product, used and broken on purpose: its log and queue hold nothing of anybody.

One person joins, answers and runs into failures of every kind, another signs in. Then the output
of all processes is searched for whatever they were given or have typed.
"""

import http.client
import re
import socket
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest

from tests.benchmarks.visitor import Visitor
from tests.services.stack import Stack, wait_for

pytestmark = pytest.mark.services

ANSWER = "The-foreman-shouts-at-customers"
ADDRESS = "203.0.113.77"
EMAIL = "consultant@example.com"
PASSWORD = "harbour-lantern"
NUMBER = re.compile(r"<strong>([2-9A-Z]{8})</strong>")
PERSONAL_LINK = re.compile(r"/i/([A-Za-z0-9_-]{43})/")
FACT_LINK = re.compile(r"/facts/([^/\"]+)/")
ROUND_PAGE = re.compile(r"/w/demo/rounds/([0-9a-f-]{36})/")
OPEN_ROUND = (
    "from assessments.models import Round; "
    "r = Round.objects.filter(state='open').first(); print(r.pk, r.code)"
)


class Used:
    """A product that was used and broken, with all that must not be found."""

    def __init__(self, folder: Path, **environment: str) -> None:
        settings = "tests.crm_readiness.logs.broken_product"
        self.secrets = {
            "answer": ANSWER,
            "address": ADDRESS,
            "local address": "127.0.0.1",
            "e-mail": EMAIL,
            "password": PASSWORD,
        }
        self.numbers: list[str] = []
        with Stack(folder, demo=True, DJANGO_SETTINGS_MODULE=settings, **environment) as stack:
            self.stack = stack
            self.announced = len(stack.output())
            self._use()
            wait_for(self._task_has_failed, "the failure of the task")
        # What the launcher prints for the person at the terminal holds the demo's sign-ins.
        self.log = stack.output()[self.announced :]

    def found(self) -> set[str]:
        """Return the names of the secrets that the log holds, plain or as in an address."""
        return {
            name
            for name, secret in self.secrets.items()
            if secret in self.log or quote(secret) in self.log
        }

    def _use(self) -> None:
        round_id, code = self.stack.manage("shell", "-v", "0", "-c", OPEN_ROUND).split()
        self.secrets["join code"] = code
        self._sign_in(round_id)
        seat = self._take_part(code)
        for link in (self.secrets["personal link"], seat):
            for page in ("broken", "row"):
                status, text = self._press(f"/i/{link}/{page}/")
                assert status == 500
                self.numbers += NUMBER.findall(text)
            assert self._press(f"/i/{link}/suspicious/")[0] == 400
            assert self._press(f"/i/{link}/host/")[0] == 400
            assert self._press(f"/i/{link}/beside/")[0] == 200
            assert self._press(f"/i/{link}/", cookie="")[0] == 403  # no form token
            assert self._press(f"/i/{link}/", host=f"{code}.example")[0] == 400
            assert self._press(f"/{link}/{ANSWER}/", method="GET")[0] == 404
            self._send_rubbish(link)

    def _sign_in(self, round_id: str) -> None:
        with Visitor(self.stack.address) as visitor:
            page = visitor.open("/sign-in/")
            token = page.form_token
            visitor.press(page.path, csrfmiddlewaretoken=token, login=EMAIL, password=PASSWORD)
            links = f"/w/demo/rounds/{round_id}/links/"
            page = visitor.press(
                links,
                csrfmiddlewaretoken=visitor.open(links).form_token,
                group=self._first_group(visitor, links),
                count="1",
            )
            self.secrets["personal link"] = PERSONAL_LINK.findall(page.text)[0]
            facts = visitor.open(f"/w/demo/rounds/{round_id}/facts/")
            self.secrets["fact link"] = FACT_LINK.findall(facts.text)[0]
            self.secrets["session"] = visitor._cookies["sessionid"]
            visitor.open(f"/facts/{self.secrets['fact link']}/")

    def _first_group(self, visitor: Visitor, links: str) -> str:
        form = visitor.open(links).text
        return re.findall(r'<option value="([^"]+)"', form)[0]

    def _take_part(self, code: str) -> str:
        """Join, answer in words, and return the token of the place."""
        with Visitor(self.stack.address) as visitor:
            page = visitor.open(f"/join/?code={code.lower()}")
            token = page.hidden("token")
            page = visitor.press(
                page.path,
                csrfmiddlewaretoken=page.form_token,
                group="business",
                token=token,
            )
            base = page.path.rsplit("/", 2)[0] + "/"
            tap = {"item": "S1d", "value": ANSWER, "seq": 1}
            visitor.send(f"{base}taps/", {"taps": [tap]})
            visitor.send(f"{base}taps/", {"taps": [tap | {"value": {"deep": ANSWER}}]})
            self.secrets |= {"seat": token, "form token": visitor._cookies["csrftoken"]}
        return token

    def _press(
        self,
        path: str,
        *,
        method: str = "POST",
        cookie: str = f"csrftoken={'a' * 32}",
        host: str = "localhost",
    ) -> tuple[int, str]:
        where = urlsplit(self.stack.address)
        connection = http.client.HTTPConnection(where.hostname, where.port, timeout=30)
        headers = {
            "Host": host,
            "Cookie": f"{cookie}; seat={self.secrets['seat']}",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": ADDRESS,
            "User-Agent": EMAIL,
        }
        body = urlencode({"answer": ANSWER, "csrfmiddlewaretoken": "a" * 32})
        connection.request(method, path, body if method == "POST" else None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def _send_rubbish(self, link: str) -> None:
        """Speak to gunicorn itself, which answers before the product is asked."""
        where = urlsplit(self.stack.address)
        lines = (
            f"GET /i/{link}/ HTTP/9.9",
            f"NO{link} / HTTP/1.1",
            f"GET /i/{link}/ HTTP/1.1\r\n{link}",
        )
        for line in lines:
            with socket.create_connection((where.hostname, where.port), timeout=30) as server:
                server.sendall(f"{line}\r\nHost: localhost\r\n\r\n".encode())
                assert server.recv(4096).startswith(b"HTTP/1.1 4")

    def _task_has_failed(self) -> bool:
        return self.stack.output().count("tests.broken") >= 2


@pytest.fixture(scope="module")
def used(tmp_path_factory) -> Used:
    return Used(tmp_path_factory.mktemp("log") / "a folder")


def test_the_log_holds_nothing_of_anybody(used):
    assert len(used.secrets) == 11
    assert used.found() == set()


def test_the_number_on_the_page_leads_to_the_place(used):
    assert len(set(used.numbers)) == 4
    for number in used.numbers:
        [line] = [line for line in used.log.splitlines() if f"reference {number}" in line]
        assert re.search(r" ERROR django\.request 500 POST /i/<str:link>/(broken|row)/ ", line)
    assert re.search(r'File ".+broken_pages.py", line \d+, in broken\nValueError\n', used.log)
    assert re.search(r"in broken_row\ndjango\.db\.utils\.IntegrityError\n", used.log)


def test_what_failed_beside_a_request_is_told_too(used):
    assert "in broken_task\nValueError\n" in used.log
    assert "crm_readiness.logs.uncaught A thread ended with an error\n" in used.log
    assert "tests.crm_readiness.logs.broken_pages Somebody came with …\n" in used.log


def test_with_pythons_own_formatter_they_are_found(tmp_path):
    """The negative control: nobody is spared but who never got as far as a line."""
    leaky = Used(tmp_path / "leaky", LEAKY="1")
    assert leaky.found() >= {"answer", "address", "e-mail", "join code", "personal link", "seat"}
