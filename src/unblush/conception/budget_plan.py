"""What is asked of the sperm budget, and what it answers: how many swimming sperm stay when some flows back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from unblush.conception.interval import quantile
from unblush.conception.semen import SemenAnalysis

SHARES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
HOURS: Final = 2.0


@dataclass(frozen=True, slots=True)
class BudgetPlan:
    """One ejaculation. Numbers that are None are drawn from what studies found.

    `leak` is the share of the semen that flows back; `inside` the share that was left in the vagina at all.
    """

    analysis: SemenAnalysis | None = None
    fathers: bool = False
    leak: float | None = None
    inside: float | None = None
    withdrawal: bool = False
    iui: bool = False
    days_since: int | None = None
    fertile_mucus: bool = True
    alike: bool = False
    """Whether what flows back swims as well as what stays: the reference run of the model."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The mean of the draws, and the 5th, 25th, 50th, 75th and 95th of 100."""

    mean: float
    p5: float
    p25: float
    p50: float
    p75: float
    p95: float


@dataclass(frozen=True, slots=True)
class Budget:
    """The draws summed up. Counts are in million swimming sperm, `tubes` in single sperm, `minutes` in minutes."""

    draws: int
    engine: str
    before: Spread
    lost_share: Spread
    left: Spread
    after_hours: Spread
    in_mucus: Spread
    tubes: Spread
    minutes: Spread
    enough: float
    few: float
    backflow_seen: float


def spread_of(values: list[float]) -> Spread:
    """Return the spread of a list of draws."""
    ranked = sorted(values)
    return Spread(sum(ranked) / len(ranked), *(quantile(ranked, share) for share in SHARES))
