"""The conception model's numbers as the program reads them: plain values, ranges and what each rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its range, and its citations; without a range, low and high are the value."""

    value: float
    low: float
    high: float
    cites: tuple[str, ...]
    expert: bool


@dataclass(frozen=True, slots=True)
class DaySet:
    """The chance of one act on each day from `first_day`, counted from ovulation (day 0)."""

    name: str
    counts: str
    first_day: int
    p: tuple[float, ...]
    worth: float
    ceiling: Figure
    cites: tuple[str, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class CycleClass:
    """Log-normal cycle day of ovulation; `lengths` in days, empty for irregular cycles."""

    name: str
    median: float
    sigma: float
    ovulatory: float
    share: float
    lengths: tuple[int, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """Ovulation counted in days from a sign."""

    offsets: tuple[int, ...]
    weights: tuple[float, ...]
    agrees: Figure
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Distribution:
    """Parameters by name, such as median and sigma, with their citations."""

    at: Mapping[str, float]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgeFigure:
    """A figure for whole years from `first` to `last`."""

    first: int
    last: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class PartnerFactor:
    """A factor for the man's age, from these ages of the two on, in years."""

    man_from: int
    woman_from: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sentence rests on."""

    cites: tuple[str, ...]
    expert: bool


@dataclass(frozen=True, slots=True)
class FirstHoursStep:
    """One step of what happens to semen, in minutes from the start."""

    id: str
    begins: float
    until: float
    cites: tuple[str, ...]
    expert: bool


@dataclass(frozen=True, slots=True)
class ConceptionNumbers:
    """All numbers of the conception model. `figures` holds the single ones by dotted name, as in conception.yaml.

    `no_effect` names what people do or notice that changes no chance: it has grounds and, on purpose, no number.
    """

    default_set: str
    draws: int
    seed: int
    low: float
    high: float
    smooth: tuple[float, ...]
    day_sets: Mapping[str, DaySet]
    classes: tuple[CycleClass, ...]
    lh_test: Marker
    temperature_rise: Marker
    figures: Mapping[str, Figure]
    distributions: Mapping[str, Distribution]
    age_factors: tuple[AgeFigure, ...]
    partner: tuple[PartnerFactor, ...]
    first_cycle: tuple[AgeFigure, ...]
    constant: tuple[AgeFigure, ...]
    frozen_by_age: tuple[AgeFigure, ...]
    routes: Mapping[str, Figure]
    most_cycles: int
    most_cycles_constant: int
    no_effect: Mapping[str, Ground]
    grounds: Mapping[str, Ground]
    limits: tuple[str, ...]
    first_hours: tuple[FirstHoursStep, ...] = ()


def of_age(table: tuple[AgeFigure, ...], age: int) -> Figure | None:
    """Return the figure of a table for an age in whole years, or None where the table has none."""
    return next((row.figure for row in table if row.first <= age <= row.last), None)
