"""Fills the forms of a page in the browser, and sees which forms of ours were filled."""

import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django import forms
from django.apps import apps
from playwright.sync_api import Page

from tests.hostile.poison import OURS, Poison

TEXTS = (
    "textarea[name], input[name]:is(:not([type]), [type=text], [type=search], [type=url],"
    " [type=email], [type=tel], [type=password])"
)
FILL_THE_REST = """
(form) => {
  for (const each of form.elements) {
    if (each.type === 'number' && !each.value) each.value = each.min || 1;
    if (each.type === 'date' && !each.value) each.value = new Date().toISOString().slice(0, 10);
    if (each.localName === 'select' && !each.value) each.selectedIndex = each.options.length - 1;
    if (each.type === 'radio' && !form.querySelector(`[name="${each.name}"]:checked`))
      each.checked = true;
  }
}
"""
IDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Forms of one sort stand at the same kind of address and ask for the same texts.
Sort = tuple[str, tuple[str, ...]]
PUT = "(field, text) => { field.value = text; }"
# Without the scripts of the page, like a browser that has none.
SEND = "form => HTMLFormElement.prototype.submit.call(form)"
SEND_BY_HTMX = "form => form.requestSubmit()"


def fill_and_send(page: Page, place: int, poison: Poison, done: set[Sort]) -> bool:
    """Send one form of the page with payloads in every text; tell whether there was one to send.

    A form of a sort that was sent before is left alone.
    """
    form = page.locator("form").nth(place)
    texts = form.locator(TEXTS)
    names = texts.evaluate_all("all => all.map(each => each.name)")
    place_kind = IDS.sub("*", urlsplit(page.url).path)
    sort = (place_kind, tuple(names))
    if not names or sort in done:
        return False
    done.add(sort)
    for each in texts.all():
        longest = each.evaluate("field => field.maxLength")
        each.evaluate(PUT, poison.next(longest if longest > 0 else None))
    form.evaluate(FILL_THE_REST)
    if form.get_attribute("hx-post") is None:
        with page.expect_navigation():
            form.evaluate(SEND)
    else:
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            form.evaluate(SEND_BY_HTMX)
        page.wait_for_load_state("networkidle")
    return True


@contextmanager
def forms_seen() -> Iterator[dict[type[forms.BaseForm], dict[str, bool]]]:
    """Note which forms of ours are sent: class → text field → whether it came with a payload."""
    seen: dict[type[forms.BaseForm], dict[str, bool]] = defaultdict(dict)
    clean = forms.BaseForm.full_clean

    def noting(form: forms.BaseForm) -> None:
        if type(form).__module__.split(".")[0] in OURS:
            came = seen[type(form)]
            for name, text in text_fields(form).items():
                is_hostile = form.is_bound and "pwned" in str(text.value() or "")
                came[name] = came.get(name, False) or is_hostile
        clean(form)

    forms.BaseForm.full_clean = noting  # type: ignore[method-assign]
    try:
        yield seen
    finally:
        forms.BaseForm.full_clean = clean  # type: ignore[method-assign]


def text_fields(form: forms.BaseForm) -> dict[str, forms.BoundField]:
    """Return the fields in which a person may write."""
    written = (forms.TextInput, forms.Textarea)
    numbers = (forms.NumberInput, forms.DateInput)
    return {
        name: form[name]
        for name, field in form.fields.items()
        if isinstance(field.widget, written) and not isinstance(field.widget, numbers)
    }


def declared_forms() -> set[type[forms.BaseForm]]:
    """Return every form class of ours that is not only a base of others."""
    for name in OURS:
        package = importlib.import_module(f"{apps.get_app_config(name).name}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".forms" in found.name:
                importlib.import_module(found.name)
    return {form for form in _below(forms.Form) if form.__module__.split(".")[0] in OURS}


def _below(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    children = form.__subclasses__()
    if not children:
        yield form
    for child in children:
        yield from _below(child)
