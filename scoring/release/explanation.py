"""The arithmetic behind a released number, from the release alone.

A part that is not shown stays in the list without a number. Then nobody can tell whether it
counts, so the shares of the others are not told either: only those of the rules, as if
everything in the list counted. Shown numbers have one decimal, so the sum of shown parts may be
a tenth off; `comes_out` says where.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from scoring.framework import Framework, Side
from scoring.framework.model import Gate
from scoring.release.coarse import one_decimal
from scoring.release.counting import counting_capabilities
from scoring.release.equations import OVERALL
from scoring.release.numbers import NumberKind
from scoring.release.parts import (
    Limits,
    ReleasedCapability,
    ReleasedDimension,
    ReleasedGap,
    ReleasedGate,
    ReleasedHierarchyGap,
    ReleasedItem,
    ReleasedItemCell,
)
from scoring.release.rules import Release
from scoring.scorecard import Arithmetic, Explained

# Which part is subtracted from which.
SIDES_CODES = (Side.IT.value, Side.BUSINESS.value)
HIERARCHY_CODES = ("upper", "lower")


@dataclass(frozen=True, slots=True)
class ReleasedExplanation:
    """One released value with its arithmetic; the parts are explained one level deep.

    Attributes
    ----------
    value, about
        The number as it is shown, or the level alone where a group is small.
    weight
        Its share in the value it is part of; None where parts have no shares, or where it is
        not known which of them count.
    planned
        The share it would have if all of the list counted; None where parts have no shares.
    base, added
        Of RAISED: what is raised, and by how much.
    n, counts
        Of a group: how many answered, and how many gave each of the answers 1 to 5.
    groups
        Of a side of a gap: who is on it. Of a gate: whom it leaves out.
    comes_out
        Whether the shown parts lead to the shown value digit by digit; None where parts are
        missing.
    """

    kind: Explained
    code: str
    value: float | None
    arithmetic: Arithmetic
    about: int | None = None
    weight: float | None = None
    planned: float | None = None
    base: float | None = None
    added: float | None = None
    limits: Limits | None = None
    n: int | None = None
    counts: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()
    comes_out: bool | None = None
    parts: tuple[ReleasedExplanation, ...] = ()

    @property
    def is_shown(self) -> bool:
        return self.value is not None or self.about is not None


def gap_code(kind: NumberKind, capability: str) -> str:
    """Return the code by which a gap is explained."""
    return f"{kind.value}-{capability}"


def explain_release(
    framework: Framework, release: Release, code: str, absent: Collection[str] = ()
) -> ReleasedExplanation:
    """Explain the overall score ("overall"), a dimension, capability, item, gate or gap.

    Parameters
    ----------
    code
        As in the framework; a gap's by `gap_code`.
    absent
        Groups that the round does not ask, which everybody knows; they are left out.

    Raises
    ------
    KeyError
        For a code that the release does not have.
    """
    explained = _Explained(framework, release, frozenset(absent))
    if code == OVERALL:
        return explained.overall()
    for dimension in release.dimensions:
        if dimension.code == code:
            return explained.dimension(dimension)
    for capability in release.capabilities:
        if capability.code == code:
            return explained.capability(capability)
    for item in release.items:
        if item.code == code:
            return explained.item(item)
    for gate in release.gates:
        if gate.code == code:
            return explained.gate(gate)
    return explained.gap(code)


class _Explained:
    """A release to explain, with the framework that names what should be there."""

    def __init__(self, framework: Framework, release: Release, absent: frozenset[str]) -> None:
        self._framework, self._release, self._absent = framework, release, absent
        self._weights = {part.group: part.weight for part in release.group_weights}

    def overall(self) -> ReleasedExplanation:
        overall = self._release.overall
        parts = [_plain(Explained.DIMENSION, part) for part in self._release.dimensions]
        whole = ReleasedExplanation(
            kind=Explained.OVERALL,
            code=OVERALL,
            value=overall.score,
            arithmetic=_mean_or_none(overall.score),
            limits=overall.interval,
        )
        return _averaging(whole, parts, [1.0] * len(parts))

    def dimension(self, part: ReleasedDimension) -> ReleasedExplanation:
        counting = counting_capabilities(self._framework, self._release, part.code)
        mine = [
            other
            for other in self._release.capabilities
            if other.dimension == part.code and other.applies
        ]
        whole = replace(_plain(Explained.DIMENSION, part), arithmetic=_mean_or_none(part.score))
        return _averaging(
            whole,
            [_plain(Explained.CAPABILITY, other) for other in mine],
            [1.0 if other in counting else 0.0 for other in mine],
        )

    def capability(self, part: ReleasedCapability) -> ReleasedExplanation:
        items = [item for item in self._release.items if item.capability == part.code]
        whole = replace(_plain(Explained.CAPABILITY, part), arithmetic=_mean_or_none(part.score))
        cap = self._cap(part, [item for item in items if item.is_fact])
        parts, weights = [_plain(Explained.ITEM, item) for item in items], _weights(items)
        if part.score is None or cap is None:
            return _averaging(whole, parts, weights)
        # Where the cap binds, the mean above it is not shown.
        mean = replace(
            whole,
            kind=Explained.ALL_ITEMS,
            value=None if part.cap_binds else part.score,
            limits=None,
        )
        mean = _averaging(mean, parts, weights)
        is_lowest = part.cap_binds or cap.value is None or cap.value >= part.score
        return replace(whole, arithmetic=Arithmetic.LOWEST, parts=(mean, cap), comes_out=is_lowest)

    def _cap(
        self, part: ReleasedCapability, facts: Sequence[ReleasedItem]
    ) -> ReleasedExplanation | None:
        added = self._release.evidence_cap
        if part.evidence is None or added is None:
            return None
        proof = ReleasedExplanation(
            Explained.EVIDENCE_CAP, part.code, part.evidence, Arithmetic.RAISED, added=added
        )
        parts = [_plain(Explained.ITEM, item) for item in facts]
        cap = _averaging(proof, parts, _weights(facts))
        return replace(cap, base=part.evidence, value=one_decimal(part.evidence + added))

    def item(self, item: ReleasedItem) -> ReleasedExplanation:
        kind = Arithmetic.FACT if item.is_fact else Arithmetic.MEAN
        whole = replace(
            _plain(Explained.ITEM, item),
            arithmetic=Arithmetic.NONE if item.score is None else kind,
        )
        cells = [cell for cell in item.cells if cell.group not in self._absent]
        codes = [cell.group for cell in cells]
        planned = self._shares(item, codes)
        found = self._shares(item, [cell.group for cell in cells if self._counts(cell)])
        return _averaging(
            whole,
            [_group(cell) for cell in cells],
            [planned[code] for code in codes],
            [found.get(code, 0.0) for code in codes],
        )

    def _counts(self, cell: ReleasedItemCell) -> bool:
        """Tell whether a shown group contributes; of a hidden one nobody can tell."""
        enough = cell.n is not None and cell.n >= self._framework.scoring.minimum_answers
        return enough and self._weights.get(cell.group, 0.0) > 0

    def _shares(self, item: ReleasedItem, groups: Collection[str]) -> dict[str, float]:
        """Return each group's share if exactly these contribute (method.md 3.2, 3.3)."""
        dimension = self._framework.dimension(self._framework.item(item.code).dimension)
        if dimension.sides is None:
            return self._split(groups)
        on_side = {
            side: [g.code for g in self._framework.groups if g.side is side and g.code in groups]
            for side in Side
        }
        asked = sum(dimension.sides.share(side) for side, codes in on_side.items() if codes)
        shares = dict.fromkeys(groups, 0.0)
        for side, codes in on_side.items():
            for code, share in self._split(codes).items():
                shares[code] = share * dimension.sides.share(side) / asked
        return shares

    def _split(self, groups: Collection[str]) -> dict[str, float]:
        total = sum(self._weights.get(code, 0.0) for code in groups)
        return {code: self._weights.get(code, 0.0) / total if total else 0.0 for code in groups}

    def gate(self, gate: ReleasedGate) -> ReleasedExplanation:
        rule = self._framework.gate(gate.code)
        items = {item.code: item for item in self._release.items}
        parts = [self._gate_item(rule, items[code]) for code in rule.items if code in items]
        if gate.value is not None and len(parts) == 1:
            parts = [replace(parts[0], value=gate.value)]
        scores = [part.value for part in parts]
        known = [score for score in scores if score is not None]
        is_whole = gate.value is not None and len(known) == len(scores)
        return ReleasedExplanation(
            kind=Explained.GATE,
            code=gate.code,
            value=gate.value,
            arithmetic=Arithmetic.NONE if gate.value is None else Arithmetic.LOWEST,
            groups=rule.leave_out,
            comes_out=min(known) == gate.value if is_whole and known else None,
            parts=tuple(parts),
        )

    def _gate_item(self, gate: Gate, item: ReleasedItem) -> ReleasedExplanation:
        """Return one part; what respondents said without the groups left out is not shown."""
        part = _plain(Explained.ITEM, item)
        is_other = gate.leave_out and not item.is_fact
        return replace(part, value=None, limits=None) if is_other else part

    def gap(self, code: str) -> ReleasedExplanation:
        for gap in self._release.gaps:
            if gap_code(NumberKind.SIDES_GAP, gap.capability) == code:
                return self._sides(code, gap)
        for between in self._release.hierarchy_gaps:
            if gap_code(NumberKind.HIERARCHY_GAP, between.capability) == code:
                return _hierarchy(code, between)
        raise KeyError(code)

    def _sides(self, code: str, gap: ReleasedGap) -> ReleasedExplanation:
        groups = {
            side: tuple(
                group.code
                for group in self._framework.groups
                if group.side is side and group.code not in self._absent
            )
            for side in Side
        }
        parts = (
            _side(SIDES_CODES[0], gap.it, groups[Side.IT]),
            _side(SIDES_CODES[1], gap.business, groups[Side.BUSINESS]),
        )
        return _difference(code, gap.gap, gap.interval, parts)


def _hierarchy(code: str, gap: ReleasedHierarchyGap) -> ReleasedExplanation:
    parts = (
        _side(HIERARCHY_CODES[0], gap.upper, gap.upper_groups),
        _side(HIERARCHY_CODES[1], gap.lower, gap.lower_groups),
    )
    return _difference(code, gap.gap, gap.interval, parts)


def _difference(
    code: str, value: float, limits: Limits | None, parts: tuple[ReleasedExplanation, ...]
) -> ReleasedExplanation:
    return ReleasedExplanation(
        kind=Explained.GAP,
        code=code,
        value=value,
        arithmetic=Arithmetic.DIFFERENCE,
        limits=limits,
        comes_out=True,
        parts=parts,
    )


def _side(code: str, value: float, groups: tuple[str, ...]) -> ReleasedExplanation:
    return ReleasedExplanation(Explained.SIDE, code, value, Arithmetic.NONE, groups=groups)


def _plain(
    kind: Explained, part: ReleasedDimension | ReleasedCapability | ReleasedItem
) -> ReleasedExplanation:
    return ReleasedExplanation(kind, part.code, part.score, Arithmetic.NONE, limits=part.interval)


def _group(cell: ReleasedItemCell) -> ReleasedExplanation:
    return ReleasedExplanation(
        kind=Explained.GROUP,
        code=cell.group,
        value=cell.mean,
        arithmetic=Arithmetic.NONE if cell.mean is None else Arithmetic.ANSWERS,
        about=cell.about,
        n=cell.n,
        counts=cell.counts,
    )


def _averaging(
    whole: ReleasedExplanation,
    parts: Sequence[ReleasedExplanation],
    planned: Sequence[float],
    found: Sequence[float] | None = None,
) -> ReleasedExplanation:
    """Add parts with their shares: by the rules, and as they are where all of them are known.

    `planned` are weights if the whole list counts, `found` those of what does count, the same
    where None. What openly counts for nothing has the weight 0.
    """
    is_known = all(
        part.is_shown or weight == 0 for part, weight in zip(parts, planned, strict=True)
    )
    shares, actual = _to_one(planned), _to_one(planned if found is None else found)
    explained = tuple(
        replace(part, planned=share, weight=weight if is_known else None)
        for part, share, weight in zip(parts, shares, actual, strict=True)
    )
    return replace(whole, parts=explained, comes_out=_comes_out(whole.value, explained))


def _to_one(weights: Sequence[float]) -> list[float]:
    total = sum(weights)
    return [weight / total if total else 0.0 for weight in weights]


def _comes_out(value: float | None, parts: Iterable[ReleasedExplanation]) -> bool | None:
    total = 0.0
    for part in parts:
        if part.weight is None or (part.weight and part.value is None):
            return None
        total += part.weight * (part.value or 0.0)
    return None if value is None or not total else one_decimal(total) == value


def _weights(items: Iterable[ReleasedItem]) -> list[float]:
    """Return the weights of items; a fact without a level openly counts for nothing."""
    return [0.0 if item.is_fact and item.score is None else item.weight for item in items]


def _mean_or_none(value: float | None) -> Arithmetic:
    return Arithmetic.NONE if value is None else Arithmetic.MEAN
