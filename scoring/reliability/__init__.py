"""How reliable an instrument is: for its maintenance over many clients, not for one of them."""

from scoring.reliability.alpha import Alpha, cronbach_alpha
from scoring.reliability.groups import icc1, icc2
from scoring.reliability.krippendorff import krippendorff_alpha
from scoring.reliability.omega import omega_total
from scoring.reliability.raters import Intraclass, intraclass

__all__ = [
    "Alpha",
    "Intraclass",
    "cronbach_alpha",
    "icc1",
    "icc2",
    "intraclass",
    "krippendorff_alpha",
    "omega_total",
]
