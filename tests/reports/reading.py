"""Reading a whole report as a browser gets it: every page, and every chart as Plotly gets it."""

import re
from dataclasses import dataclass
from html import unescape

from django.test import Client as Browser

LINKS = re.compile(r'<nav class="report-pages".*?</nav>', re.DOTALL)


@dataclass(frozen=True)
class WholeReport:
    """Pages by the last part of their address ("" for the summary), charts by name."""

    pages: dict[str, str]
    figures: dict[str, dict]

    @property
    def source(self) -> str:
        return "\n".join(self.pages.values())

    @property
    def words(self) -> str:
        return words_of(self.source)


def read_all(browser: Browser, summary: str) -> WholeReport:
    """Follow the list of pages of a report, and fetch the chart of each place for one."""
    first = browser.get(summary)
    assert first.status_code == 200
    links = LINKS.search(first.text)
    addresses = re.findall(r'href="([^"]+)"', links[0]) if links else [summary]
    pages = {
        address.removeprefix(summary).strip("/"): _page(browser, address) for address in addresses
    }
    charts = sorted(set(re.findall(r'data-figure-url="([^"]+)"', "\n".join(pages.values()))))
    figures = {}
    for address in charts:
        answer = browser.get(unescape(address))
        assert answer.status_code == 200, address
        figures[address.rsplit("/", 1)[1].removesuffix(".json")] = answer.json()
    return WholeReport(pages, figures)


def words_of(page: str) -> str:
    """The words a reader sees, without markup and scripts."""
    body = re.sub(r"<(script|style|svg).*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def _page(browser: Browser, address: str) -> str:
    answer = browser.get(unescape(address))
    assert answer.status_code == 200, address
    text: str = answer.text
    return text
