"""Insemination instead of sex: rates per cycle by route, for they were never measured by day."""

from __future__ import annotations

from unblush.compiled.conception import ConceptionNumbers, Figure, of_age
from unblush.conception.cycle import CycleQuestion, couple_factors
from unblush.conception.several import FirstCycle, scaled
from unblush.errors import UnknownName

AGED = "iui-frozen"
"""The route whose rates were counted by age; the others are moved by the age factor."""


def route_rate(numbers: ConceptionNumbers, route: str, age: int | None) -> tuple[Figure, tuple[Figure, ...]]:
    """Return the rate per cycle of a route and the factors on it.

    Raises:
        UnknownName: where the pack has no such route.
    """
    if route not in numbers.routes:
        raise UnknownName("route", route, ["sex", *numbers.routes])
    if route == AGED and age is not None and (by_age := of_age(numbers.frozen_by_age, age)) is not None:
        return by_age, ()
    return numbers.routes[route], couple_factors(numbers, CycleQuestion(age=age))


def first_cycle_of_route(numbers: ConceptionNumbers, route: str, question: CycleQuestion) -> FirstCycle:
    """Return the chance in a first cycle of a route. What was told, such as backflow, is not looked at."""
    base, factors = route_rate(numbers, route, question.age)
    return scaled(numbers, base, factors)
