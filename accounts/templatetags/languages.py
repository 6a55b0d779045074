"""The switch between languages on pages for people without an account."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language

register = template.Library()


@register.inclusion_tag("_languages.html", takes_context=True)
def language_switch(context: template.Context) -> dict[str, Any]:
    """Offer each language by its own name, at the same address."""
    query = context["request"].GET.copy()
    choices = []
    for code, name in settings.LANGUAGES:
        query["language"] = code
        choices.append((code, name, query.urlencode()))
    return {"choices": choices, "current": get_language()}
