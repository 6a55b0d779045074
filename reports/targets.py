"""The levels a client aims at, in place of the framework's general target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from scoring.release import Release


def with_targets(release: Release, profile: Mapping[str, float]) -> Release:
    """Return the release with the targets of a profile (dimension code → level).

    Dimensions that the profile leaves out keep the framework's target. No score, gate or
    verdict depends on a target.
    """
    return replace(
        release,
        dimensions=tuple(
            replace(part, target=float(profile.get(part.code, part.target)))
            for part in release.dimensions
        ),
        capabilities=tuple(
            replace(part, target=float(profile.get(part.dimension, part.target)))
            for part in release.capabilities
        ),
    )
