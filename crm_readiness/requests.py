"""Requests as the product reads them: in UTF-8, and refused instead of failing on nonsense.

Django takes a sender's word for the character set of a request, with any codec of that name
("zlib" among them), and breaks off before a middleware could answer.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.multipartparser import MultiPartParserError

BOUNDARY = re.compile(r";\s*boundary=(\"?)(?P<edge>[^\";]+)\1", re.IGNORECASE)


class Request(WSGIRequest):
    """A request whose parts, where it has some, may be named in any way."""

    def parse_file_upload(self, META: Any, post_data: Any) -> Any:  # noqa: N803  (Django's name)
        """Read a form in parts; one with a character set nobody knows is a bad request."""
        try:
            return super().parse_file_upload(META, post_data)
        except (LookupError, ValueError) as error:
            raise MultiPartParserError("A part of the form cannot be read") from error


class Handler(WSGIHandler):
    """Hands requests to Django without the character sets that their senders name."""

    request_class = Request

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[Any]:
        environ["CONTENT_TYPE"] = plain_content_type(environ.get("CONTENT_TYPE", ""))
        return super().__call__(environ, start_response)


def plain_content_type(sent: str) -> str:
    """Return the kind of content, and of its parameters only the edge between parts."""
    kind = sent.partition(";")[0].strip()
    edge = BOUNDARY.search(sent)
    return f'{kind}; boundary="{edge["edge"]}"' if edge else kind
