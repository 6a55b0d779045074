"""The verdict: what scores and gates lead to, how sure that is, what would lift it.

Importing this package loads no numpy; `batch`, `confidence` and `steps_up` do.
"""

from scoring.verdict.decision import HIGHEST, LOWEST, METHOD, decide

__all__ = ["HIGHEST", "LOWEST", "METHOD", "decide"]
