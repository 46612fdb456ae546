"""One question about conceiving, answered: the chance, the days, the cycles to come, and what each rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from unblush.compiled.conception import ConceptionNumbers, Figure, of_age
from unblush.conception.cycle import (
    CycleQuestion,
    calendars_of,
    couple_factors,
    cycle_draws,
    day_bars,
    set_of,
)
from unblush.conception.interval import Interval
from unblush.conception.ovulation import class_of, passed_interval
from unblush.conception.routes import first_cycle_of_route, route_rate
from unblush.conception.semen import Compared, compare
from unblush.conception.several import FirstCycle, OverCycles, first_cycle_by_age, over_cycles
from unblush.conception.unwanted import CONTACTS, unwanted_chance

SEX: Final = "sex"
DAYS_OF_IRREGULAR: Final = 40
"""How many cycle days are drawn where the cycle has no usual length."""

Kind = Literal["acts", "age", "route", "unwanted"]


@dataclass(frozen=True, slots=True)
class ConceiveQuestion:
    """A cycle, with the route, the cycles to come and those already tried; `contact` only where it is unwanted."""

    cycle: CycleQuestion
    route: str = SEX
    cycles: int = 1
    tried: int = 0
    unwanted: bool = False
    contact: str = "inside"


@dataclass(frozen=True, slots=True)
class ConceptionAnswer:
    """What follows from a question. `chance` is None where nobody has measured one."""

    kind: Kind
    counts: str
    chance: Interval | None
    in_window: Interval | None = None
    after_tried: Interval | None = None
    cumulative: tuple[Interval, ...] = ()
    days: tuple[tuple[int, Interval], ...] = ()
    passed: tuple[int, Interval] | None = None
    semen: tuple[Compared, ...] = ()
    cites: tuple[str, ...] = ()
    expert: bool = False
    unmeasured_age: bool = False
    told: tuple[str, ...] = field(default=())


def oldest(numbers: ConceptionNumbers) -> int:
    """Return the last age for which there are numbers, in years."""
    return numbers.age_factors[-1].last


def answer(numbers: ConceptionNumbers, asked: ConceiveQuestion) -> ConceptionAnswer:
    """Answer a question about conceiving. What was told of leakage is handed on and changes nothing."""
    question = asked.cycle
    told = tuple(name for name in numbers.no_effect if name in question.told)
    semen = compare(numbers, question.semen) if question.semen is not None else ()
    counts = set_of(numbers, question).counts
    if asked.unwanted:
        return _unwanted(numbers, asked, counts, told)
    if question.age is not None and question.age > oldest(numbers):
        return ConceptionAnswer("age", counts, None, semen=semen, unmeasured_age=True, told=told)
    if asked.route != SEX:
        first = first_cycle_of_route(numbers, asked.route, question)
        base, factors = route_rate(numbers, asked.route, question.age)
        cites, expert = _behind(base, *factors)
        return _with_cycles(numbers, asked, first, "route", "clinical_pregnancy", semen, told, cites, expert)
    if question.sex_on:
        first = FirstCycle(*cycle_draws(numbers, question))
        cites, expert = _behind_acts(numbers, question)
        return _with_cycles(numbers, asked, first, "acts", counts, semen, told, cites, expert)
    first = first_cycle_by_age(numbers, question)
    table = numbers.constant if first.constant else numbers.first_cycle
    base_row = None if question.age is None else of_age(table, max(question.age, table[0].first))
    base = base_row or numbers.figures["several.first_cycle_unknown"]
    cites, expert = _behind(base, *couple_factors(numbers, question)[1:])
    return _with_cycles(numbers, asked, first, "age", "clinical_pregnancy", semen, told, cites, expert)


def _with_cycles(
    numbers: ConceptionNumbers,
    asked: ConceiveQuestion,
    first: FirstCycle,
    kind: Kind,
    counts: str,
    semen: tuple[Compared, ...],
    told: tuple[str, ...],
    cites: tuple[str, ...],
    expert: bool,
) -> ConceptionAnswer:
    ahead = over_cycles(numbers, first, asked.cycles, asked.tried)
    fresh: OverCycles = over_cycles(numbers, first, 1) if asked.tried else ahead
    if asked.cycles > 1 or asked.tried:
        spread = numbers.figures["several.concentration"]
        cites, expert = (*cites, *spread.cites), expert or spread.expert
    return ConceptionAnswer(
        kind=kind,
        counts=counts,
        chance=fresh.next_cycle,
        after_tried=ahead.next_cycle if asked.tried else None,
        cumulative=ahead.cumulative if asked.cycles > 1 else (),
        days=_days(numbers, asked.cycle) if kind != "route" else (),
        passed=_passed(numbers, asked.cycle),
        semen=semen,
        cites=tuple(dict.fromkeys(cites)),
        expert=expert,
        told=told,
    )


def _unwanted(
    numbers: ConceptionNumbers, asked: ConceiveQuestion, counts: str, told: tuple[str, ...]
) -> ConceptionAnswer:
    question = asked.cycle
    found = unwanted_chance(numbers, question, asked.contact)
    names = CONTACTS[asked.contact] or ()
    cites, expert = _behind(*(numbers.figures[name] for name in names))
    if question.sex_on:
        more, judged = _behind_acts(numbers, question)
    else:
        more, judged = _behind(numbers.figures["unwanted.random_act"])
    return ConceptionAnswer(
        kind="unwanted",
        counts=counts,
        chance=found.chance,
        in_window=found.in_window,
        passed=_passed(numbers, question),
        cites=tuple(dict.fromkeys((*more, *cites))),
        expert=expert or judged,
        told=told,
    )


def _days(numbers: ConceptionNumbers, question: CycleQuestion) -> tuple[tuple[int, Interval], ...]:
    """Return the bars of a cycle whose length or signs are known, or of one with named days."""
    cycle = question.cycle
    if not (cycle.length or cycle.irregular or cycle.lh_on or cycle.temperature_rise_on or question.sex_on):
        return ()
    last = cycle.length or DAYS_OF_IRREGULAR
    return day_bars(numbers, question, max(last, *question.sex_on) if question.sex_on else last)


def _passed(numbers: ConceptionNumbers, question: CycleQuestion) -> tuple[int, Interval] | None:
    if not question.sex_on:
        return None
    day = max(question.sex_on)
    return day, passed_interval(numbers, question.cycle, day)


def _behind(*figures: Figure) -> tuple[tuple[str, ...], bool]:
    return tuple(cite for figure in figures for cite in figure.cites), any(figure.expert for figure in figures)


def _behind_acts(numbers: ConceptionNumbers, question: CycleQuestion) -> tuple[tuple[str, ...], bool]:
    """Return what the chance of acts rests on: the day set, the calendar or sign, and the couple's factors."""
    row = set_of(numbers, question)
    cites, expert = _behind(*couple_factors(numbers, question))
    if question.mucus is not None:
        sign, judged = _behind(numbers.figures[f"ovulation.mucus.{question.mucus}"])
        return (*sign, *cites), expert or judged
    cycle = question.cycle
    if len(calendars_of(numbers, question)[1]) == 1:
        when: tuple[str, ...] = ()
    elif cycle.lh_on is not None:
        when = numbers.lh_test.cites
    elif cycle.temperature_rise_on is not None:
        when = numbers.temperature_rise.cites
    else:
        known = class_of(numbers, cycle)
        when = known.cites if known is not None else numbers.classes[0].cites
    return (*row.cites, *when, *cites), expert or not row.verified
