"""Requests as the product reads them: always in UTF-8."""

import re
from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponseBase

BOUNDARY = re.compile(r";\s*boundary=(\"?)(?P<edge>[^\";]+)\1", re.IGNORECASE)


class Handler(WSGIHandler):
    """Hands requests to Django without the character sets that their senders name.

    Django takes a sender's word, with any codec of that name ("zlib" among them), and breaks off
    before a middleware could answer.
    """

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> HttpResponseBase:
        environ["CONTENT_TYPE"] = plain_content_type(environ.get("CONTENT_TYPE", ""))
        return super().__call__(environ, start_response)


def plain_content_type(sent: str) -> str:
    """Return the kind of content, and of its parameters only the edge between parts."""
    kind = sent.partition(";")[0].strip()
    edge = BOUNDARY.search(sent)
    return f'{kind}; boundary="{edge["edge"]}"' if edge else kind
