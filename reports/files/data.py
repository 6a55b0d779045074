"""The report as JSON: the release as it is stored, with what it is compared with.

The shape, version 1:

- `format` "crm-readiness-report", `version` 1, `hash` of the report, `language`
- `occasion`: `client`, `round`, `closed_on` (a date, or null)
- `framework`: `title`, `slug`, `version`, `checksum`
- `names`: `groups`, `dimensions`, `capabilities`, `items`, `gates`, each from code to name
- `release`: as `Release.to_json` has it, with its own `schema`
- `change`: as `ReleasedRoundChange.to_json` has it, or null in a first round
- `history`: all rounds so far, the oldest first: `round`, `closed_on`, `framework`, `overall` and
  `dimensions` by code with `score`, `interval` and `target`, `verdict`
- `workshops`: `day`, `facilitators`, and `items` as they were discussed: `item`, `first` and
  `second` vote (or null) with `views` (`group`, empty for all together, and about which level it
  stood or which levels most chose) and `gaps`, `agreed` (or null) with `level`, `reason`,
  `dissenting` and `is_above_votes`

A number that is not shown is null. Readers who are not to see how many people took part get
the same with every such number null.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reports.document.parts import Document
from reports.files.colophon import Colophon
from reports.material import HistoryPoint, HistoryScore, Material
from reports.story.workshop import most_chosen
from reports.workshops import Workshop
from scoring.json_form import to_plain
from scoring.release import Release
from scoring.release.live import LiveRelease

FORMAT, VERSION = "crm-readiness-report", 1


def json_of(document: Document, material: Material, colophon: Colophon) -> bytes:
    """Return the report as JSON in UTF-8; the same report gives the same bytes."""
    release = material.release if material.shows_people else without_counts(material.release)
    framework = material.wording.framework
    content = {
        "format": FORMAT,
        "version": VERSION,
        "hash": colophon.hash,
        "language": document.language,
        "occasion": {
            "client": material.occasion.client,
            "round": material.occasion.round,
            "closed_on": _day(material.occasion.closed_on),
        },
        "framework": {"title": framework.title, **to_plain(release.framework)},
        "names": _names(material),
        "release": release.to_json(),
        "change": None if material.change is None else material.change.to_json(),
        "history": [_point(point) for point in material.history],
        "workshops": [_workshop(workshop) for workshop in material.workshops],
    }
    text = json.dumps(content, sort_keys=True, allow_nan=False, ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def without_counts(release: Release) -> Release:
    """Return a release without any number of people."""
    quality = release.quality
    return replace(
        release,
        respondents=None,
        response=tuple(
            replace(group, n=None, headcount=None, share=None, fewer_than=None)
            for group in release.response
        ),
        cells=tuple(replace(cell, n=None) for cell in release.cells),
        items=tuple(
            replace(
                item,
                cells=tuple(
                    replace(cell, n=None, counts=(), dont_know_share=None) for cell in item.cells
                ),
            )
            for item in release.items
        ),
        findings=(),
        quality=None if quality is None else replace(quality, flagged=_nobody(quality.flagged)),
    )


def _nobody(flagged: Any) -> Any:
    return replace(flagged, same_option=0, fast=0, dont_know=0, any=0)


def _names(material: Material) -> Mapping[str, Mapping[str, str]]:
    framework, wording = material.wording.framework, material.wording
    return {
        "groups": dict(wording.groups),
        "dimensions": {part.code: part.title for part in framework.dimensions},
        "capabilities": {part.code: part.title for part in framework.capabilities},
        "items": {item.code: item.title for item in framework.items if not item.is_text},
        "gates": {gate.code: gate.title for gate in framework.gates},
    }


def _point(point: HistoryPoint) -> dict[str, Any]:
    return {
        "round": point.round,
        "closed_on": _day(point.closed_on),
        "framework": to_plain(point.framework),
        "overall": _history_score(point.overall),
        "dimensions": {code: _history_score(score) for code, score in point.dimensions.items()},
        "verdict": None if point.verdict is None else point.verdict.value,
    }


def _history_score(score: HistoryScore) -> dict[str, Any]:
    return {
        "score": score.score,
        "interval": to_plain(score.interval),
        "target": score.target,
    }


def _workshop(workshop: Workshop) -> dict[str, Any]:
    return {
        "day": workshop.day.isoformat(),
        "facilitators": list(workshop.facilitators),
        "items": [
            {
                "item": each.item,
                "first": _vote(each.first),
                "second": _vote(each.second),
                "agreed": to_plain(each.agreed),
            }
            for each in workshop.items
        ],
    }


def _vote(vote: LiveRelease | None) -> dict[str, Any] | None:
    """A vote in words; the heights of bars tell how many voted."""
    if vote is None:
        return None
    views = (*vote.groups, *((vote.together,) if vote.together else ()))
    return {
        "views": [
            {"group": view.group, "about": view.level, "most": list(most_chosen(view))}
            for view in views
        ],
        "gaps": to_plain(vote.gaps),
    }


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()
