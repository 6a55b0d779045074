"""Every address the product answers at, read from the resolver, so that a new one is met too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

PART = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True)
class Route:
    """An address with its variable parts: name → converter."""

    name: str
    template: str
    parts: dict[str, str]

    def path(self, values: dict[str, str]) -> str:
        """Return the address with the parts filled in, as it is; nothing is quoted."""
        return "/" + PART.sub(lambda part: values[part["name"]], self.template)

    @property
    def is_for_operators(self) -> bool:
        return self.template.startswith("admin/")


def all_routes() -> tuple[Route, ...]:
    """Return every route of the product, the operator's pages included."""
    return tuple(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        template = prefix + _template(entry)
        if isinstance(entry, URLResolver):
            space = (entry.namespace,) if entry.namespace else ()
            yield from _walk(entry, template, spaces + space)
        else:
            yield _route(entry, template, spaces)


def _route(entry: URLPattern, template: str, spaces: tuple[str, ...]) -> Route:
    parts = {part["name"]: part["converter"] or "str" for part in PART.finditer(template)}
    return Route(":".join((*spaces, entry.name or "unnamed")), template, parts)


def _template(entry: URLPattern | URLResolver) -> str:
    text = str(entry.pattern)
    if isinstance(entry.pattern, RegexPattern):
        text = NAMED_GROUP.sub(r"<path:\1>", text.strip("^$").removesuffix(r"\Z"))
    return text
