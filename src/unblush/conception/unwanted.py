"""One act that nobody wants to lead to conceiving: a range, never made smaller by a factor that might not hold."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from unblush.compiled.conception import ConceptionNumbers, Figure, of_age
from unblush.conception.cycle import CycleQuestion, cycle_draws
from unblush.conception.interval import Interval, draw_figure, interval_of

CONTACTS: Final[Mapping[str, tuple[str, ...] | None]] = {
    "inside": (),
    "condom-failed": (),
    "withdrawal": ("unwanted.carrier", "unwanted.pre_ejaculate"),
    "condom-intact": ("unwanted.condom_intact",),
    "outside": None,
}
"""The factors by kind of contact; None where nobody has measured a chance and none is given."""


@dataclass(frozen=True, slots=True)
class UnwantedChance:
    """The chance of the act, and that of the same act inside the fertile window; None where none is known."""

    chance: Interval | None
    in_window: Interval | None


def unwanted_chance(numbers: ConceptionNumbers, question: CycleQuestion, contact: str) -> UnwantedChance:
    """Return the range for one or more acts. A factor below 1 for age or semen is left out: it is not protection."""
    names = CONTACTS[contact]
    if names is None:
        return UnwantedChance(None, None)
    factors = [numbers.figures[name] for name in names]
    if question.sex_on:
        # a man's age and an analysis could only lower the chance, and mucus that was not seen promises nothing
        row = None if question.age is None else of_age(numbers.age_factors, question.age)
        age = question.age if row is not None and row.value >= 1.0 else None
        plain = replace(question, age=age, partner_age=None, semen=None, mucus=None)
        mid, draws = cycle_draws(numbers, plain)
    else:
        mid, draws = _drawn(numbers, numbers.figures["unwanted.random_act"])
    window_mid, window_draws = _drawn(numbers, numbers.figures["unwanted.in_window"])
    window = numbers.figures["unwanted.in_window"]
    inside = _times(numbers, window_mid, window_draws, factors)
    if not factors:
        inside = Interval(window.low, window.value, window.high)
    return UnwantedChance(_times(numbers, mid, draws, factors), inside)


def _drawn(numbers: ConceptionNumbers, figure: Figure) -> tuple[float, list[float]]:
    chance = random.Random(numbers.seed + 5)
    return figure.value, [draw_figure(figure, chance) for _ in range(numbers.draws)]


def _times(numbers: ConceptionNumbers, mid: float, draws: list[float], factors: list[Figure]) -> Interval:
    chance = random.Random(numbers.seed + 6)
    values = []
    for value in draws:
        for factor in factors:
            value *= draw_figure(factor, chance)  # noqa: PLW2901 - the product of one draw
        values.append(value)
    for factor in factors:
        mid *= factor.value
    return interval_of(numbers, mid, values)
