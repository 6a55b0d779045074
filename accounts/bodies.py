"""What a page accepts in the body of a request, declared at its view.

A view that declares nothing takes forms up to DATA_UPLOAD_MAX_MEMORY_SIZE and no files. The bounds
are kept by `crm_readiness/bodies.py`, before anything is read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.core.files.uploadhandler import TemporaryFileUploadHandler

View = TypeVar("View", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class BodyRule:
    """The size of a whole body, and what becomes of a file in it (empty: it is refused)."""

    most_bytes: int
    file_handlers: tuple[type[TemporaryFileUploadHandler], ...] = ()


def takes_body(most_bytes: int) -> Callable[[View], View]:
    """Let a view take less than usual."""
    return _declared(BodyRule(most_bytes))


def takes_files(most_bytes: int) -> Callable[[View], View]:
    """Let a view take files; the bound is for all of them together."""
    return _declared(BodyRule(most_bytes, (TemporaryFileUploadHandler,)))


def body_rule(view: Callable[..., object]) -> BodyRule | None:
    """Return what a view has declared."""
    rule = getattr(view, "body_rule", None)
    return rule if isinstance(rule, BodyRule) else None


def _declared(rule: BodyRule) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        view.body_rule = rule  # type: ignore[attr-defined]  # read by the middleware
        return view

    return decorate
