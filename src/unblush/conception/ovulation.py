"""When ovulation is: a distribution over cycle days, from the length of the cycle or from a sign."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from unblush.compiled.conception import ConceptionNumbers, CycleClass, Marker
from unblush.conception.interval import Interval

FIRST_DAY = 1
LAST_DAY = 60
Days = Mapping[int, float]
"""The chance that ovulation is on a cycle day; adds up to the share of cycles that have one."""


@dataclass(frozen=True, slots=True)
class CycleKnown:
    """What is known of a cycle: its usual length in days, or that it is irregular, and signs by cycle day."""

    length: int | None = None
    irregular: bool = False
    lh_on: int | None = None
    temperature_rise_on: int | None = None


NOTHING_KNOWN = CycleKnown()


def ovulation_days(numbers: ConceptionNumbers, known: CycleKnown, shift: float = 0.0) -> Days:
    """Return the chance of ovulation by cycle day; `shift` moves the median of the calendar by so many days.

    The calendar is a log-normal fitted to the digitised window curves of Wilcox 2000. A positive LH test or a rise of
    temperature stands above it, and the calendar keeps the share of cycles in which that sign is wrong.
    """
    calendar = _calendar(numbers, known, shift)
    if known.lh_on is not None:
        return _with_marker(calendar, numbers.lh_test, known.lh_on)
    if known.temperature_rise_on is not None:
        return _with_marker(calendar, numbers.temperature_rise, known.temperature_rise_on)
    return calendar


def shifted_days(numbers: ConceptionNumbers, known: CycleKnown) -> tuple[Days, Days, Days]:
    """Return the days with the median earlier, as written, and later: how far one woman may be from her group."""
    shift = numbers.figures["ovulation.shift"].value
    return (
        ovulation_days(numbers, known, -shift),
        ovulation_days(numbers, known),
        ovulation_days(numbers, known, shift),
    )


def window_chance(numbers: ConceptionNumbers, days: Days, cycle_day: int) -> float:
    """Return the chance that a cycle day lies in the fertile window: ovulation on it or in the next few days."""
    window = round(numbers.figures["ovulation.window"].value)
    return sum(days.get(cycle_day + ahead, 0.0) for ahead in range(window))


def window_over_women(numbers: ConceptionNumbers, cycle_day: int) -> float:
    """Return the share of women in their window on a cycle day, over the mix of cycle lengths."""
    return window_chance(numbers, ovulation_days(numbers, CycleKnown()), cycle_day)


def ovulation_passed(
    numbers: ConceptionNumbers, cycle_day: int, cycle_length: int | None = None, irregular: bool = False
) -> tuple[float, float, float]:
    """Return the chance (low, middle, high) that ovulation was before a cycle day, by the calendar alone.

    The ends come from medians moved by `ovulation.shift`; with the cycle unknown, from the earliest and latest class.
    """
    known = CycleKnown(cycle_length, irregular)
    middle = _before(ovulation_days(numbers, known), cycle_day)
    early, _, late = shifted_days(numbers, known)
    ends = [_before(early, cycle_day), _before(late, cycle_day), middle]
    if cycle_length is None and not irregular:
        ends += [_before(_class_days(row, 0.0), cycle_day) for row in numbers.classes]
    return min(ends), middle, max(ends)


def passed_interval(numbers: ConceptionNumbers, known: CycleKnown, cycle_day: int) -> Interval:
    """Return the chance that ovulation was before a cycle day, with the signs that were given."""
    if known.lh_on is None and known.temperature_rise_on is None:
        return Interval(*ovulation_passed(numbers, cycle_day, known.length, known.irregular))
    early, middle, late = (_before(days, cycle_day) for days in shifted_days(numbers, known))
    return Interval(min(early, middle, late), middle, max(early, middle, late))


def class_of(numbers: ConceptionNumbers, known: CycleKnown) -> CycleClass | None:
    """Return the class of a cycle, or None where neither its length nor that it is irregular is known."""
    if known.irregular:
        return next(row for row in numbers.classes if not row.lengths)
    if known.length is None:
        return None
    return next((row for row in numbers.classes if row.lengths and _holds(row, known.length)), None)


def shortest_and_longest(numbers: ConceptionNumbers) -> tuple[int, int]:
    """Return the shortest and the longest regular cycle that the numbers cover, in days."""
    lengths = [length for row in numbers.classes for length in row.lengths]
    return min(lengths), max(lengths)


def _holds(row: CycleClass, length: int) -> bool:
    return row.lengths[0] <= length <= row.lengths[-1]


def _calendar(numbers: ConceptionNumbers, known: CycleKnown, shift: float) -> Days:
    row = class_of(numbers, known)
    if row is not None:
        return _class_days(row, shift)
    total: dict[int, float] = {}
    for each in numbers.classes:
        for day, weight in _class_days(each, shift).items():
            total[day] = total.get(day, 0.0) + each.share * weight
    return total


def _class_days(row: CycleClass, shift: float) -> Days:
    median = row.median + shift
    below = 0.0
    days: dict[int, float] = {}
    for day in range(FIRST_DAY, LAST_DAY + 1):
        up_to = _log_normal(day + 0.5, median, row.sigma)
        days[day] = row.ovulatory * (up_to - below)
        below = up_to
    days[LAST_DAY] += row.ovulatory * (1.0 - below)
    return days


def _with_marker(calendar: Days, marker: Marker, on: int) -> Days:
    sure = marker.agrees.value
    days = {day: (1.0 - sure) * weight for day, weight in calendar.items()}
    for offset, weight in zip(marker.offsets, marker.weights, strict=True):
        days[on + offset] = days.get(on + offset, 0.0) + sure * weight
    return days


def _before(days: Days, cycle_day: int) -> float:
    return min(1.0, sum(weight for day, weight in days.items() if day < cycle_day))


def _log_normal(x: float, median: float, sigma: float) -> float:
    return 0.5 * (1.0 + math.erf(math.log(x / median) / (sigma * math.sqrt(2.0))))
