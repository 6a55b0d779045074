"""The library of actions: what to do about a capability, by the band its score lies in.

Data of the product beside a framework version, and no part of it: a published version never
changes, advice may get better. Free of numpy, because web processes import it.
"""

from scoring.actions.load import load_actions, with_texts
from scoring.actions.model import Action, ActionLibrary, Band, Effort, EffortRule

__all__ = [
    "Action",
    "ActionLibrary",
    "Band",
    "Effort",
    "EffortRule",
    "load_actions",
    "with_texts",
]
