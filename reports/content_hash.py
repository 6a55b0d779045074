"""A hash of what a report says: the same content is built only once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any


def content_hash(
    scorer: str,
    release: Mapping[str, Any],
    comparison: Mapping[str, Any] | None,
    workshops: Sequence[Mapping[str, Any]] = (),
) -> str:
    """Return the SHA-256, in hex, of a release, its comparison and its workshops as JSON.

    The version of the scorer counts too, so that a newer one is heard even where it agrees.
    """
    return hash_of([scorer, release, comparison, *workshops])


def hash_of(value: Any) -> str:
    """Return the SHA-256, in hex, of a JSON value, whatever the order of its keys."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
