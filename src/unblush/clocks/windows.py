"""Where each deadline and each window stands, from the hours that a person gave and, for one, from their cycle."""

from __future__ import annotations

from collections.abc import Callable

from unblush.compiled.clocks import Clock, Cycle
from unblush.result import ClockReading, ClockState
from unblush.vocabulary import PageId

HOURS_A_DAY = 24.0
LAST_DAY = 12.0
"""Hours counted for the last day of a window that is known by its day only."""

Number = Callable[[PageId], float | None]


def read_clock(clock: Clock, cycle: Cycle | None, number: Number) -> ClockReading:
    """Return where a clock stands.

    `number` gives what was said on a number page: hours since the event, days since the last period, days of the
    shortest cycle. A deadline with `after_ovulation` closes at the later of the two; while the cycle is not known it
    stays unknown, which means "ask now", until `unknown_until`.
    """
    since = next((value for page in clock.since if (value := number(page)) is not None), None)
    if since is None:
        return ClockReading(clock.id, ClockState.UNKNOWN, None, None, None)
    if clock.opens is not None:
        wait = clock.opens - since
        return ClockReading(clock.id, ClockState.READY if wait <= 0 else ClockState.NOT_YET, wait, since, None)
    if clock.closes is None:
        raise ValueError(f"{clock.id} neither opens nor closes")  # the model does not let this exist
    best = None if clock.best_within is None else max(clock.best_within - since, 0.0)
    left = clock.closes - since
    by_cycle = False
    if clock.after_ovulation is not None and clock.unknown_until is not None:
        later = hours_to_ovulation_deadline(clock.after_ovulation, cycle, number, since)
        if later is None and left <= 0 and since < clock.unknown_until:
            return ClockReading(clock.id, ClockState.UNKNOWN, None, since, best)
        if later is not None and later > left:
            left, by_cycle = later, True
    return ClockReading(clock.id, ClockState.OPEN if left > 0 else ClockState.CLOSED, left, since, best, by_cycle)


def hours_to_ovulation_deadline(after: float, cycle: Cycle | None, number: Number, since: float) -> float | None:
    """Return the hours until `after` hours past the earliest likely ovulation are over; None where it is not known.

    The earliest likely ovulation is `luteal_days` before the end of the shortest cycle. Days are whole, so the last
    one counts half. Where a period has begun since the event (`since` hours ago), the ovulation of the new cycle has
    no part in it, and the deadline passed with the old cycle.
    """
    if cycle is None:
        return None
    since_period, length = number(cycle.since_period), number(cycle.length)
    if since_period is None:
        return None
    if (since_period + 1) * HOURS_A_DAY < since:
        return -since
    if length is None:
        return None
    days_left = (length - cycle.luteal_days) + after / HOURS_A_DAY - (since_period + 1)
    return days_left * HOURS_A_DAY + LAST_DAY


def hours_left(clocks: tuple[Clock, ...], cycle: Cycle | None, number: Number) -> dict[PageId, float]:
    """Return the hours left on each deadline that is known, as numbers that rules can name by the clock's id."""
    left = {}
    for clock in clocks:
        reading = read_clock(clock, cycle, number)
        if clock.closes is not None and reading.hours is not None:
            left[PageId(clock.id)] = reading.hours
    return left
