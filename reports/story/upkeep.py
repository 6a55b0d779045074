"""What becomes of contact data month by month, with the upkeep that holds a share and without."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.release import DecayScore


@dataclass(frozen=True, slots=True)
class DecayLine:
    """Shares of 1 that are right after 0, 1, ... months."""

    untended: tuple[float, ...]
    slowest: tuple[float, ...]
    fastest: tuple[float, ...]
    tended: tuple[float, ...] | None


def decay_lines(decay: DecayScore) -> DecayLine:
    """Return the released projection, its limits, and the one with the upkeep it asks for.

    V_{t+1} = V_t (1 - d) + m (1 - V_t) (method.md 3.11). `tended` is None where no upkeep holds
    the share.
    """
    start, months = decay.valid[0], len(decay.valid) - 1
    upkeep = decay.upkeep
    return DecayLine(
        untended=decay.valid,
        slowest=_project(start, decay.loss.low, 0.0, months),
        fastest=_project(start, decay.loss.high, 0.0, months),
        tended=None if upkeep is None else _project(start, decay.loss.value, upkeep, months),
    )


def _project(start: float, loss: float, upkeep: float, months: int) -> tuple[float, ...]:
    shares = [start]
    for _month in range(months):
        shares.append(shares[-1] * (1.0 - loss) + upkeep * (1.0 - shares[-1]))
    return tuple(shares)
