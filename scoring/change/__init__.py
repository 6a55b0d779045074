"""Change between rounds: what moved, by more than chance, and for whom (method.md 3.13).

Importing this package, `scoring.change.labels` or `scoring.change.results` loads no numpy;
the first use of a statistic does.
"""

from typing import TYPE_CHECKING

from scoring.lazy import lazily

if TYPE_CHECKING:
    from scoring.change.comparable import Round
    from scoring.change.independent import IndependentChange, independent_change
    from scoring.change.labels import ChangeLabel, label_change
    from scoring.change.released import (
        ReleasedChange,
        ReleasedRound,
        ReleasedRoundChange,
        release_change,
    )
    from scoring.change.results import (
        Change,
        ChangeKind,
        FactChange,
        FactState,
        GateFlip,
        Notice,
        NoticeKind,
        NoticePart,
        RoundChange,
        VerdictChange,
        Why,
    )
    from scoring.change.rounds import compare_rounds
    from scoring.change.samples import (
        Decomposition,
        OverlappingChange,
        decompose,
        pair_up,
        partially_overlapping_t,
    )
    from scoring.change.xmr import XmrLimits, xmr_limits

__all__ = [
    "Change",
    "ChangeKind",
    "ChangeLabel",
    "Decomposition",
    "FactChange",
    "FactState",
    "GateFlip",
    "IndependentChange",
    "Notice",
    "NoticeKind",
    "NoticePart",
    "OverlappingChange",
    "ReleasedChange",
    "ReleasedRound",
    "ReleasedRoundChange",
    "Round",
    "RoundChange",
    "VerdictChange",
    "Why",
    "XmrLimits",
    "compare_rounds",
    "decompose",
    "independent_change",
    "label_change",
    "pair_up",
    "partially_overlapping_t",
    "release_change",
    "xmr_limits",
]

_HOMES = {
    "Change": "scoring.change.results",
    "ChangeKind": "scoring.change.results",
    "ChangeLabel": "scoring.change.labels",
    "Decomposition": "scoring.change.samples",
    "FactChange": "scoring.change.results",
    "FactState": "scoring.change.results",
    "GateFlip": "scoring.change.results",
    "IndependentChange": "scoring.change.independent",
    "Notice": "scoring.change.results",
    "NoticeKind": "scoring.change.results",
    "NoticePart": "scoring.change.results",
    "OverlappingChange": "scoring.change.samples",
    "ReleasedChange": "scoring.change.released",
    "ReleasedRound": "scoring.change.released",
    "ReleasedRoundChange": "scoring.change.released",
    "Round": "scoring.change.comparable",
    "RoundChange": "scoring.change.results",
    "VerdictChange": "scoring.change.results",
    "Why": "scoring.change.results",
    "XmrLimits": "scoring.change.xmr",
    "compare_rounds": "scoring.change.rounds",
    "decompose": "scoring.change.samples",
    "independent_change": "scoring.change.independent",
    "label_change": "scoring.change.labels",
    "pair_up": "scoring.change.samples",
    "partially_overlapping_t": "scoring.change.samples",
    "release_change": "scoring.change.released",
    "xmr_limits": "scoring.change.xmr",
}

__getattr__, __dir__ = lazily(__name__, _HOMES)
