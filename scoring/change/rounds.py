"""Two rounds compared like for like (method.md 3.13)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from scoring.arrays.basis import Basis, lay_basis
from scoring.arrays.layout import Bools, Floats, Ints, lay_out
from scoring.arrays.uncertainty import Errors, margins
from scoring.change.comparable import (
    Common,
    Round,
    common_answers,
    common_framework,
    in_common,
)
from scoring.change.composites import composites, reduce_to_common
from scoring.change.errors import change_errors, find_pairs, panel_shift
from scoring.change.judged import fact_changes, shifted_dimensions, verdict_change
from scoring.change.labels import label_change
from scoring.change.results import (
    Change,
    ChangeKind,
    Notice,
    NoticeKind,
    NoticePart,
    RoundChange,
    VerdictChange,
)
from scoring.framework import Framework
from scoring.framework.statistics import ChangeRules, StatisticsRules
from scoring.interval import Interval
from scoring.options import ScoreOptions
from scoring.scorecard import FrameworkReference, Scorecard
from scoring.scorer import score


@dataclass(frozen=True, slots=True, eq=False)
class _Changes:
    """Changes of p scores, with the kind and code of each."""

    names: tuple[tuple[ChangeKind, str | None], ...]
    before: Floats
    after: Floats
    errors: Errors
    linked: Bools
    n_pairs: Ints
    panel: Floats

    def described(self, rules: ChangeRules) -> Iterator[Change]:
        """Yield a change wherever both rounds have a score."""
        margin = margins(self.errors, rules.confidence)
        known = np.flatnonzero(~(np.isnan(self.before) | np.isnan(self.after)))
        for part in known.tolist():
            kind, code = self.names[part]
            before, after = float(self.before[part]), float(self.after[part])
            value, mdc, df = after - before, float(margin[part]), float(self.errors.df[part])
            panel = None if np.isnan(self.panel[part]) else value + float(self.panel[part])
            yield Change(
                kind=kind,
                code=code,
                before=before,
                after=after,
                change=Interval(
                    value=value,
                    low=value - mdc,
                    high=value + mdc,
                    standard_error=float(self.errors.standard_error[part]),
                    df=None if np.isnan(df) else df,
                ),
                mdc=mdc,
                label=label_change(value, mdc, rules),
                linked=bool(self.linked[part]),
                n_pairs=int(self.n_pairs[part]),
                panel=panel,
                turnover=None if panel is None else value - panel,
            )


def compare_rounds(
    before: Round,
    after: Round,
    options: ScoreOptions | None = None,
    scorecards: tuple[Scorecard, Scorecard] | None = None,
) -> RoundChange:
    """Compare two rounds on what they have in common (method.md 3.13).

    Only items that are the same in both framework versions count, and only groups whose
    quorum is met in both rounds. What the versions do not share decides nothing: item
    weights, sides and thresholds are those of the later one, group weights and the type of
    client those of the options. Composites rest on the items with a score in both rounds;
    a capability that is not scored in one of them counts in none. Where even the lower
    limit of a capability's claim is above the evidence cap, its error is 0 in that round: it
    stands on facts for certain (decision 0008 (a)). Where the cap binds but the claim may
    truly be below it, the capability keeps all of its error.

    Parameters
    ----------
    options
        Client type and group weights of both rounds; defaults when None.
    scorecards
        What `scoring.score` made of the rounds with the same options; scored again for the
        verdicts when None.

    Raises
    ------
    ValueError
        For a round whose parts do not belong together, an option that cannot be, or a
        scorecard of another framework or client type.
    """
    settings = options or ScoreOptions()
    before.check()
    after.check()
    common = in_common(before, after)
    rules = (after.framework.statistics or StatisticsRules()).change
    bases = _bases(before, after, common, settings)
    changes = list(_changes(*bases, rules).described(rules)) if bases else []
    facts = tuple(fact_changes(before, after, common.items, settings.client_type))
    dimensions = _of_kind(changes, ChangeKind.DIMENSION)
    return RoundChange(
        before=_reference(before.framework),
        after=_reference(after.framework),
        client_type=settings.client_type,
        confidence=rules.confidence,
        groups=common.groups,
        overall=next(iter(_of_kind(changes, ChangeKind.OVERALL)), None),
        dimensions=dimensions,
        capabilities=_of_kind(changes, ChangeKind.CAPABILITY),
        items=_of_kind(changes, ChangeKind.ITEM),
        facts=facts,
        verdict=_verdicts(before, after, settings, scorecards),
        notices=(
            *common.notices,
            *(_notice(NoticeKind.ITEMS_IN_ONE_ROUND, _scored_once(*bases)) if bases else ()),
            *_notice(
                NoticeKind.RESPONSE_SHIFT, shifted_dimensions(after.framework, dimensions, facts)
            ),
        ),
    )


def _bases(
    before: Round, after: Round, common: Common, settings: ScoreOptions
) -> tuple[Basis, Basis] | None:
    """Lay out both rounds on their common items; None when they have none."""
    framework = common_framework(after.framework, common.items)
    weights = settings.weights(framework)
    if not framework.items:
        return None
    layout = lay_out(framework, settings.client_type)
    codes = {item.code for item in framework.facts}
    first, second = (
        lay_basis(
            layout,
            common_answers(part.answers, framework, common.groups),
            {code: raw for code, raw in part.facts.items() if code in codes},
            part.headcounts,
            weights,
        )
        for part in (before, after)
    )
    return first, second


def _changes(before: Basis, after: Basis, rules: ChangeRules) -> _Changes:
    reduced = reduce_to_common(before, after)
    first, second = composites(before, reduced[0]), composites(after, reduced[1])
    pairs = find_pairs(first, second)
    counts: Bools = (first.errors.share > 0) | (second.errors.share > 0)
    enough: Bools = pairs.n >= rules.least_pairs
    has_panel = counts.any(axis=1) & (enough | ~counts).all(axis=1)
    return _Changes(
        names=_names(before),
        before=first.values,
        after=second.values,
        errors=change_errors(first, second, pairs, rules.least_pairs),
        linked=np.any(enough, axis=1),
        n_pairs=pairs.n.sum(axis=1),
        panel=np.where(has_panel, panel_shift(first, second, pairs), np.nan),
    )


def _names(basis: Basis) -> tuple[tuple[ChangeKind, str | None], ...]:
    """Return kind and code of the scores, in the order of `Composites`."""
    framework = basis.layout.framework
    return (
        (ChangeKind.OVERALL, None),
        *((ChangeKind.DIMENSION, part.code) for part in framework.dimensions),
        *((ChangeKind.CAPABILITY, part.code) for part in framework.capabilities),
        *((ChangeKind.ITEM, item.code) for item in basis.layout.columns),
    )


def _scored_once(before: Basis, after: Basis) -> Iterator[NoticePart]:
    """Yield the items, facts too, that have a score in one round only."""
    first, second = (~np.isnan(basis.composition.items) for basis in (before, after))
    for place in np.flatnonzero(first != second).tolist():
        yield NoticePart(before.layout.scored[place].code)


def _verdicts(
    before: Round,
    after: Round,
    settings: ScoreOptions,
    scorecards: tuple[Scorecard, Scorecard] | None,
) -> VerdictChange | None:
    if scorecards is None:
        scorecards = _score(before, settings), _score(after, settings)
    for part, card in zip((before, after), scorecards, strict=True):
        if card.framework != _reference(part.framework):
            raise ValueError("a scorecard belongs to another framework version")
        if card.client_type != settings.client_type:
            raise ValueError("a scorecard belongs to another type of client")
    return verdict_change(*scorecards)


def _score(part: Round, settings: ScoreOptions) -> Scorecard:
    """Score a round by itself; weights of groups it does not have are left out."""
    known = {group.code for group in part.framework.groups}
    weights = settings.group_weights
    own = weights and {code: weight for code, weight in weights.items() if code in known}
    options = replace(settings, group_weights=own)
    return score(part.framework, part.answers, part.facts, part.headcounts, options)


def _reference(framework: Framework) -> FrameworkReference:
    return FrameworkReference(framework.slug, framework.version, framework.checksum)


def _of_kind(changes: list[Change], kind: ChangeKind) -> tuple[Change, ...]:
    return tuple(change for change in changes if change.kind is kind)


def _notice(kind: NoticeKind, parts: Iterator[NoticePart]) -> tuple[Notice, ...]:
    found = tuple(parts)
    return (Notice(kind, found),) if found else ()
