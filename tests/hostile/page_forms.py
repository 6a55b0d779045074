"""The forms on a page, read from its HTML like a browser reads them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

BUTTONS = {"submit", "button", "reset", "image"}


@dataclass
class Field:
    """A field as the page offers it: its name, its type and what is filled in."""

    name: str
    kind: str
    value: str = ""
    is_chosen: bool = True


@dataclass
class PageForm:
    """A form: where it goes and what it would send as it stands."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(each.name for each in self.fields))

    def sent(self, **changes: Any) -> dict[str, Any]:
        """Return what the form sends, with some fields changed."""
        standing = {each.name: each.value for each in self.fields if each.is_chosen}
        return standing | changes


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.forms: list[PageForm] = []
        self.form: PageForm | None = None
        self.select: Field | None = None
        self.area: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urlsplit(urljoin(self.address, given.get("action", "")))
            query = f"?{action.query}" if action.query else ""
            self.form = PageForm(action.path + query, given.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "option" and self.select is not None:
            if "selected" in given or not self.select.value:
                self.select.value = given.get("value", "")
        elif tag in {"input", "select", "textarea"} and given.get("name"):
            self._add(tag, given)

    def _add(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text").lower() if tag == "input" else tag
        if kind in BUTTONS or self.form is None:
            return
        chosen = kind not in {"radio", "checkbox"} or "checked" in given
        value = given.get("value", "on" if kind == "checkbox" else "")
        found = Field(given["name"], kind, value, chosen)
        self.form.fields.append(found)
        self.select = found if tag == "select" else None
        self.area = found if tag == "textarea" else None

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None


def forms_of(html: str, address: str) -> list[PageForm]:
    """Return the forms of a page that lies at an address."""
    reader = _Reader(address)
    reader.feed(html)
    return reader.forms
