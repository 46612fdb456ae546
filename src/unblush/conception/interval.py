"""A chance is never one number: its low and high ends with the middle between them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from unblush.compiled.conception import ConceptionNumbers, Figure


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of a probability or amount; low <= mid <= high."""

    low: float
    mid: float
    high: float

    def times(self, factor: float) -> Interval:
        """Return the interval scaled by a factor that is not negative."""
        return Interval(self.low * factor, self.mid * factor, self.high * factor)


NOTHING = Interval(0.0, 0.0, 0.0)


def quantile(ranked: Sequence[float], share: float) -> float:
    """Return a quantile of sorted values by linear interpolation (type 7 of Hyndman and Fan 1996)."""
    place = share * (len(ranked) - 1)
    below = int(place)
    above = min(below + 1, len(ranked) - 1)
    return ranked[below] + (place - below) * (ranked[above] - ranked[below])


def interval_of(numbers: ConceptionNumbers, mid: float, draws: Sequence[float]) -> Interval:
    """Return the interval of redraws around the value at the parameters as written.

    The middle is computed at the parameters, not as the median of draws, so that published figures are met exactly;
    the ends are moved out to it where a skewed parameter puts it outside them.
    """
    ranked = sorted(draws)
    low, high = quantile(ranked, numbers.low), quantile(ranked, numbers.high)
    return Interval(min(low, mid), mid, max(high, mid))


def draw_figure(figure: Figure, chance: random.Random) -> float:
    """Draw a figure within its range: triangular, highest at the value as written."""
    if figure.low == figure.high:
        return figure.value
    return chance.triangular(figure.low, figure.high, figure.value)
