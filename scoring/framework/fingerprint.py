"""Telling whether a framework, or one of its items, is still the same."""

from __future__ import annotations

import hashlib
import json

from scoring.framework.model import Item

SHORT = 16


def digest(plain: object) -> str:
    """Return the SHA-256, in hex, of the canonical JSON of plain data."""
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(item: Item, choices: tuple[str, ...]) -> str:
    """Return 16 hex digits over everything that decides what an answer to an item means.

    Left out is what changes neither the question nor its scale: code, title, help,
    improvements, weight, the names of bands, and who enters a fact.
    """
    meaning = {
        "type": item.type,
        "question": item.question,
        "choices": choices,
        "groups": sorted(item.groups),
        "dont_know": item.dont_know,
        "elements": item.elements,
        "unit": item.unit,
        "better": item.better,
        "limits": item.limits,
        "options": item.options,
        "parts": [(part.name, part.label, part.unit) for part in item.parts],
    }
    return digest(meaning)[:SHORT]
