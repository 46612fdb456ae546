"""The chance in one cycle: acts on cycle days, an ovulation that may be unknown, ages and a semen analysis."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from unblush.compiled.conception import ConceptionNumbers, DaySet, Figure, of_age
from unblush.conception.interval import Interval, draw_figure, interval_of
from unblush.conception.ovulation import NOTHING_KNOWN, CycleKnown, Days, shifted_days
from unblush.conception.semen import SemenAnalysis, semen_factor
from unblush.errors import UnknownName

MucusSeen = Literal["best", "none"]
CLOSE_TO_CEILING = 0.999
BY_TEMPERATURE = "temperature"
"""The day set that counts from a rise of temperature."""


@dataclass(frozen=True, slots=True)
class CycleQuestion:
    """One cycle as a couple tells it. `sex_on` are cycle days, day 1 being the first day of bleeding.

    `told` names things of `no_effect`, such as leakage. They are kept so that the answer can say why they change
    nothing; no function of this package reads them.
    """

    age: int | None = None
    partner_age: int | None = None
    sex_on: tuple[int, ...] = ()
    cycle: CycleKnown = NOTHING_KNOWN
    day_set: str | None = None
    mucus: MucusSeen | None = None
    semen: SemenAnalysis | None = None
    told: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Draw:
    """One redraw of the parameters: the day chances, the ceiling, and which of three ovulation calendars."""

    p: tuple[float, ...]
    ceiling: float
    shift: int


def set_of(numbers: ConceptionNumbers, question: CycleQuestion) -> DaySet:
    """Return the day set of a question: the one named, or that of the temperature rise where only this is known.

    Raises:
        UnknownName: where the pack has no such set.
    """
    name = question.day_set
    if name is None:
        only_rise = question.cycle.temperature_rise_on is not None and question.cycle.lh_on is None
        name = BY_TEMPERATURE if only_rise and BY_TEMPERATURE in numbers.day_sets else numbers.default_set
    if name not in numbers.day_sets:
        raise UnknownName("day set", name, numbers.day_sets)
    return numbers.day_sets[name]


def cycle_at(p: Sequence[float], first_day: int, ceiling: float, days: Days, acts: Sequence[int]) -> float:
    """Return A x sum over o of P(O = o) x [1 - product over acts of (1 - p(act - o) / A)] (Schwartz 1980).

    Several acts on one day count once. A day chance at or above the ceiling is held just below it.
    """
    spared = [1.0 - min(value / ceiling, CLOSE_TO_CEILING) if value else 1.0 for value in p]
    once = sorted(set(acts))
    total = 0.0
    for day, weight in days.items():
        if weight <= 0.0:
            continue
        kept = 1.0
        for act in once:
            place = act - day - first_day
            if 0 <= place < len(spared):
                kept *= spared[place]
        total += weight * (1.0 - kept)
    return ceiling * total


def cycle_chance(numbers: ConceptionNumbers, question: CycleQuestion) -> Interval:
    """Return the chance of conceiving from the acts of one cycle, with its interval."""
    mid, draws = cycle_draws(numbers, question)
    return interval_of(numbers, mid, draws)


def cycle_draws(numbers: ConceptionNumbers, question: CycleQuestion) -> tuple[float, list[float]]:
    """Return the chance at the parameters as written, and at each redraw of them."""
    factors = couple_factors(numbers, question)
    if question.mucus is not None and question.sex_on:
        mid, drawn = _by_mucus(numbers, numbers.figures[f"ovulation.mucus.{question.mucus}"], question)
    else:
        mid, drawn = _by_days(numbers, question)
    shares = factor_draws(numbers, factors)
    return _certain(mid * math.prod(f.value for f in factors)), [
        _certain(value * share) for value, share in zip(drawn, shares, strict=True)
    ]


def day_bars(numbers: ConceptionNumbers, question: CycleQuestion, last: int) -> tuple[tuple[int, Interval], ...]:
    """Return the chance of one single act on each cycle day up to `last`, with its interval."""
    row = set_of(numbers, question)
    calendars = calendars_of(numbers, question)
    drawn = draws_of(numbers, row)
    factors = couple_factors(numbers, question)
    shares = factor_draws(numbers, factors)
    scale = math.prod(f.value for f in factors)
    bars = []
    for day in range(1, last + 1):
        hits = [_hits(days, day, row) for days in calendars]
        mid = _certain(scale * _single(row.p, hits[1]))
        values = [_certain(s * _single(draw.p, hits[draw.shift])) for draw, s in zip(drawn, shares, strict=True)]
        bars.append((day, interval_of(numbers, mid, values)))
    return tuple(bars)


def calendars_of(numbers: ConceptionNumbers, question: CycleQuestion) -> tuple[Days, Days, Days]:
    """Return the days that a question's day set counts from, with the median earlier, as written, and later."""
    rise = question.cycle.temperature_rise_on
    if rise is not None and set_of(numbers, question).name == BY_TEMPERATURE:
        certain = {rise: 1.0}  # this set counts from the rise itself, so there is nothing to guess
        return certain, certain, certain
    return shifted_days(numbers, question.cycle)


def couple_factors(numbers: ConceptionNumbers, question: CycleQuestion) -> tuple[Figure, ...]:
    """Return the factors of a couple: the woman's age, the man's age, the semen analysis."""
    found = [numbers.figures["age_unknown"]]
    if question.age is not None:
        row = of_age(numbers.age_factors, question.age)
        if row is None:
            raise UnknownName("age", str(question.age), [f"{r.first}-{r.last}" for r in numbers.age_factors])
        found = [row]
    if question.partner_age is not None:
        man, woman = question.partner_age, question.age or 0
        found += [row.figure for row in numbers.partner if man >= row.man_from and woman >= row.woman_from][-1:]
    if question.semen is not None and (factor := semen_factor(numbers, question.semen)) is not None:
        found.append(factor)
    return tuple(found)


def factor_draws(numbers: ConceptionNumbers, factors: Sequence[Figure]) -> list[float]:
    """Return one product of drawn factors for each redraw."""
    chance = random.Random(numbers.seed + 1)
    return [math.prod(draw_figure(factor, chance) for factor in factors) for _ in range(numbers.draws)]


def draws_of(numbers: ConceptionNumbers, row: DaySet) -> tuple[Draw, ...]:
    """Return the redraws of a day set: the same ones for every question, so that answers can be compared."""
    return _draws(row.p, row.worth, row.ceiling, numbers.smooth, numbers.draws, numbers.seed)


@lru_cache(maxsize=16)
def _draws(
    p: tuple[float, ...], worth: float, ceiling: Figure, smooth: tuple[float, ...], count: int, seed: int
) -> tuple[Draw, ...]:
    """Draw each day from a beta worth so many cycles, smooth what moved over neighbouring days, and a ceiling."""
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        moved = [chance.betavariate(worth * x, worth * (1 - x)) - x if 0 < x < 1 else 0.0 for x in p]
        days = tuple(max(0.0, x + _smoothed(moved, place, smooth)) if x > 0 else 0.0 for place, x in enumerate(p))
        shift = chance.choices((0, 1, 2), (1, 2, 1))[0]
        found.append(Draw(days, max(draw_figure(ceiling, chance), *days), shift))
    return tuple(found)


def _smoothed(moved: Sequence[float], place: int, weights: tuple[float, ...]) -> float:
    total = weight_sum = 0.0
    for offset, weight in zip((-1, 0, 1), weights, strict=True):
        if 0 <= place + offset < len(moved):
            total += weight * moved[place + offset]
            weight_sum += weight
    return total / weight_sum


def _by_days(numbers: ConceptionNumbers, question: CycleQuestion) -> tuple[float, list[float]]:
    row = set_of(numbers, question)
    calendars = [_near(days, question.sex_on, row) for days in calendars_of(numbers, question)]
    mid = cycle_at(row.p, row.first_day, row.ceiling.value, calendars[1], question.sex_on)
    return mid, [
        cycle_at(draw.p, row.first_day, draw.ceiling, calendars[draw.shift], question.sex_on)
        for draw in draws_of(numbers, row)
    ]


def _by_mucus(numbers: ConceptionNumbers, figure: Figure, question: CycleQuestion) -> tuple[float, list[float]]:
    row = set_of(numbers, question)
    acts = len(set(question.sex_on))
    chance = random.Random(numbers.seed + 2)

    def together(p: float, ceiling: float) -> float:
        return ceiling * (1.0 - (1.0 - min(p / ceiling, CLOSE_TO_CEILING)) ** acts)

    mid = together(figure.value, row.ceiling.value)
    return mid, [together(draw_figure(figure, chance), draw.ceiling) for draw in draws_of(numbers, row)]


def _near(days: Days, acts: Sequence[int], row: DaySet) -> Days:
    """Keep the ovulation days that some act could reach; the others add nothing."""
    reach = {act - row.first_day - place for act in acts for place in range(len(row.p))}
    return {day: weight for day, weight in days.items() if day in reach}


def _hits(days: Days, act: int, row: DaySet) -> list[float]:
    return [days.get(act - row.first_day - place, 0.0) for place in range(len(row.p))]


def _single(p: Sequence[float], hits: Sequence[float]) -> float:
    return sum(x * weight for x, weight in zip(p, hits, strict=True))


def _certain(value: float) -> float:
    return min(1.0, max(0.0, value))
