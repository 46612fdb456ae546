"""The chance over several cycles: couples differ, so each cycle without success leaves couples with lower chances."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from unblush.compiled.conception import ConceptionNumbers, Figure, of_age
from unblush.conception.cycle import CycleQuestion, couple_factors, factor_draws
from unblush.conception.interval import Interval, draw_figure, interval_of


@dataclass(frozen=True, slots=True)
class FirstCycle:
    """The mean chance in a first cycle, with its redraws; `constant` where later cycles keep it."""

    mid: float
    draws: Sequence[float]
    constant: bool = False


@dataclass(frozen=True, slots=True)
class OverCycles:
    """The chance in the next cycle, and by the end of each of the next cycles."""

    next_cycle: Interval
    cumulative: tuple[Interval, ...]


def next_chance(mean: float, concentration: float, failures: int) -> float:
    """Return a / (a + b + n) of the beta-geometric, with a = m c and a + b = c (Weinberg and Gladen 1986)."""
    return mean * concentration / (concentration + failures)


def cumulative(mean: float, concentration: float, cycles: int, failures: int = 0) -> float:
    """Return the chance of at least one success in the next cycles, after so many without."""
    failed = 1.0
    for n in range(failures, failures + cycles):
        failed *= 1.0 - next_chance(mean, concentration, n)
    return 1.0 - failed


def first_cycle_by_age(numbers: ConceptionNumbers, question: CycleQuestion) -> FirstCycle:
    """Return the first-cycle chance of couples of this age who have sex about twice a week (the table of NICE)."""
    base = constant = None
    if question.age is not None:
        constant = of_age(numbers.constant, question.age)
        base = constant or of_age(numbers.first_cycle, max(question.age, numbers.first_cycle[0].first))
    base = base or numbers.figures["several.first_cycle_unknown"]
    # the table already holds the woman's age; what is left are the man's age and his semen analysis
    others = couple_factors(numbers, question)[1:]
    return scaled(numbers, base, others, constant=constant is not None)


def scaled(
    numbers: ConceptionNumbers, base: Figure, factors: Sequence[Figure], *, constant: bool = False
) -> FirstCycle:
    """Return a rate per cycle multiplied by factors, with its redraws."""
    chance = random.Random(numbers.seed + 3)
    mid = base.value
    for factor in factors:
        mid *= factor.value
    shares = factor_draws(numbers, factors)
    return FirstCycle(
        min(1.0, mid), [min(1.0, draw_figure(base, chance) * share) for share in shares], constant=constant
    )


def over_cycles(numbers: ConceptionNumbers, first: FirstCycle, cycles: int, tried: int = 0) -> OverCycles:
    """Return the chances of the next cycles after `tried` cycles without success."""
    spread = numbers.figures["several.concentration"]
    chance = random.Random(numbers.seed + 4)
    pairs = [(mean, draw_figure(spread, chance)) for mean in first.draws]

    def after(count: int) -> Interval:
        if first.constant:
            return interval_of(
                numbers, 1.0 - (1.0 - first.mid) ** count, [1.0 - (1.0 - mean) ** count for mean, _ in pairs]
            )
        return interval_of(
            numbers,
            cumulative(first.mid, spread.value, count, tried),
            [cumulative(mean, c, count, tried) for mean, c in pairs],
        )

    steps = tuple(after(count) for count in range(1, cycles + 1))
    return OverCycles(steps[0], steps)
