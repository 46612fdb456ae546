"""What the conception model adds to a result: where ovulation stands, and the chances of somebody who tries."""

from __future__ import annotations

from typing import Final

from unblush.compiled.arrays import Numbers
from unblush.compiled.conception import ConceptionNumbers, of_age
from unblush.conception.cycle import CycleQuestion
from unblush.conception.ovulation import CycleKnown, ovulation_days, ovulation_passed, window_chance
from unblush.conception.routes import first_cycle_of_route, route_rate
from unblush.conception.several import first_cycle_by_age, over_cycles
from unblush.result import Assessment, Outlook
from unblush.vocabulary import PageId

SEX: Final = "sex"
A_YEAR: Final = 12
LIKELY: Final = 0.1
"""A day counts among the best where at least so many women with such cycles are in their window."""


def chance_passed(
    numbers: Numbers, conception: ConceptionNumbers, found: Assessment
) -> tuple[float, float, float] | None:
    """Return the chance (low, middle, high) that ovulation lies behind; None where the last period is not known."""
    given = dict(found.numbers_given)
    cycle = numbers.cycle
    if cycle is None or cycle.since_period not in given:
        return None
    length = given.get(cycle.length)
    day = int(given[cycle.since_period]) + 1
    return ovulation_passed(conception, day, None if length is None else int(length), irregular=False)


def outlook(numbers: Numbers, conception: ConceptionNumbers, found: Assessment) -> Outlook | None:
    """Return the chances of somebody who tries; None in other complaints, and where nobody said how they try."""
    rule = numbers.outlook
    if rule is None:
        return None
    routes = tuple(route for item, names in rule.routes if item in found.present for route in names)
    if not routes:
        return None
    given = dict(found.numbers_given)
    age = None if found.age is None else int(found.age)
    question = CycleQuestion(age=age)
    tried = int(given.get(rule.tried, 0))
    lows: list[float] = []
    highs: list[float] = []
    cites: list[str] = []
    expert = False
    year = None
    for route in routes:
        if route == SEX:
            over = over_cycles(conception, first_cycle_by_age(conception, question), A_YEAR, tried)
            chance = over.next_cycle
            year = (over.cumulative[-1].low, over.cumulative[-1].high)
            figure = None if age is None else of_age(conception.first_cycle, max(age, conception.first_cycle[0].first))
            figure = figure or conception.figures["several.first_cycle_unknown"]
        else:
            chance = over_cycles(conception, first_cycle_of_route(conception, route, question), 1).next_cycle
            figure, _ = route_rate(conception, route, age)
        lows.append(chance.low)
        highs.append(chance.high)
        cites += figure.cites
        expert = expert or figure.expert
    days = None if rule.irregular in found.present else _best_days(numbers, conception, given)
    return Outlook(routes, (min(lows), max(highs)), year, days, tuple(dict.fromkeys(cites)), expert)


def _best_days(numbers: Numbers, conception: ConceptionNumbers, given: dict[PageId, float]) -> tuple[int, int] | None:
    cycle = numbers.cycle
    if cycle is None or cycle.since_period not in given or cycle.length not in given:
        return None
    length = int(given[cycle.length])
    today = int(given[cycle.since_period]) + 1
    days = ovulation_days(conception, CycleKnown(length))
    likely = [day for day in range(1, length + 1) if window_chance(conception, days, day) >= LIKELY]
    if not likely or today > length:
        return None
    ahead = 0 if likely[-1] >= today else length  # this window has passed: the next cycle's
    return max(likely[0] + ahead - today, 0), likely[-1] + ahead - today
