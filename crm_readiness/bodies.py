"""Refuses bodies that are too large, packed or of unknown length, before anything of them is read.

Django parses a form before the view runs, because the check of the form token needs it: a file of
any size would be written to the disk for everybody who asks.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template

from accounts.bodies import BodyRule, body_rule

NOT_PACKED = frozenset({"", "identity"})
# For scripts, which read JSON.
REASONS = {
    HTTPStatus.LENGTH_REQUIRED: "length",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "packed",
}


class FileRefusedError(SuspiciousOperation):
    """A form brings a file to a page that takes none."""


class NoFiles(FileUploadHandler):
    """Refuses a file at its first line."""

    def new_file(self, *_described: Any, **_more: Any) -> None:
        raise FileRefusedError

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's
        raise FileRefusedError

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002 - Django's
        raise FileRefusedError


class BodyBounds:
    """Answers 411, 413 or 415 in place of a view; runs before whoever reads a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.headers.get("Content-Encoding", "").strip().lower() not in NOT_PACKED:
            return _refused(request, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        # In pieces, nobody knows how many. Browsers send forms and scripts' data with a length.
        if "Transfer-Encoding" in request.headers:
            return _refused(request, HTTPStatus.LENGTH_REQUIRED)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_parts: Any
    ) -> HttpResponse | None:
        rule = body_rule(view) or BodyRule(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        if _length(request) > rule.most_bytes:
            return _refused(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if rule.file_handlers:
            request.upload_handlers = [handler(request) for handler in rule.file_handlers]
        return None


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() else 0


def _refused(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    if request.content_type == "application/json":
        return JsonResponse({"status": status.value, "reason": REASONS[status]}, status=status)
    page = get_template("refused_body.html").render({"status": status.value})
    return HttpResponse(page, status=status)
