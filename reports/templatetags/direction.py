"""Names written from right to left, on pages that are read from left to right."""

from django import template

from reports.files.direction import isolated

register = template.Library()


@register.filter(is_safe=True)
def names_apart(html: str) -> str:
    """Return a part of a page in which no name changes the order of what stands beside it."""
    return "".join(map(isolated, html.splitlines(keepends=True)))
