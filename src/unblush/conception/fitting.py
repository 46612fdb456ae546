"""What may be asked about conceiving, checked before anything is computed: what does not fit, by its field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import TYPE_CHECKING, Final

from unblush.conception.semen import SemenAnalysis
from unblush.errors import AnswerProblems, Problem

if TYPE_CHECKING:
    from unblush.compiled.conception import ConceptionNumbers
    from unblush.conception.answer import ConceiveQuestion
    from unblush.conception.budget_plan import BudgetPlan

LAST_DAY: Final = 60
"""The last day of a cycle that can be named."""

WHOLE: Final[Mapping[str, tuple[int, int]]] = {
    "age": (10, 60),
    "partner_age": (12, 99),
    "lh_on": (1, LAST_DAY),
    "temperature_rise_on": (1, LAST_DAY),
    "tried": (0, 120),
    "days_since": (0, 60),
}
"""Whole numbers that can be meant, from the least to the most."""

MEASURED: Final[Mapping[str, tuple[float, float]]] = {
    "volume": (0, 30),
    "concentration": (0, 1000),
    "motility": (0, 100),
}
"""What a semen test can read: mL, million in each mL, percent."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit: the field it stands in, why in one word for programs, and the numbers to say."""

    field: str
    reason: str
    facts: Mapping[str, object] = dataclass_field(default_factory=dict)


class DoesNotFit(AnswerProblems):
    """A question about conceiving that contradicts itself or leaves the numbers; who asked says it in own words."""

    def __init__(self, misfits: Iterable[Misfit]) -> None:
        self.misfits = tuple(misfits)
        super().__init__([Problem(misfit.field, 0, 0, misfit.reason) for misfit in self.misfits])


def days_of(text: str) -> tuple[int, ...]:
    """Read `11,13` as cycle days.

    Raises:
        DoesNotFit: for anything but whole days from 1 to 60, with the word that is none.
    """
    days = []
    for part in text.split(","):
        word = part.strip()
        # isdigit alone would take digits that int refuses, such as a raised two
        if not (word.isascii() and word.isdigit()) or not 1 <= int(word[:9]) <= LAST_DAY:
            raise DoesNotFit([Misfit("sex_on", "no_day", {"word": word or repr(text), "last": LAST_DAY})])
        days.append(int(word))
    return tuple(sorted(set(days)))


def analysis_of(volume: float | None, concentration: float | None, motility: float | None) -> SemenAnalysis | None:
    """Return a semen test: all three values, or nothing where none was given.

    Raises:
        DoesNotFit: where one or two are missing, naming the first that is.
    """
    given = {"volume": volume, "concentration": concentration, "motility": motility}
    if all(value is None for value in given.values()):
        return None
    if volume is None or concentration is None or motility is None:
        missing = next(name for name, value in given.items() if value is None)
        raise DoesNotFit([Misfit(missing, "test_needs_three")])
    return SemenAnalysis(volume, concentration, motility)


def check_question(numbers: ConceptionNumbers, asked: ConceiveQuestion) -> None:
    """Refuse a question that contradicts itself, or for which there are no numbers.

    Raises:
        DoesNotFit: with everything that does not fit.
    """
    if misfits := [*_contradictions(asked), *_without_numbers(numbers, asked)]:
        raise DoesNotFit(misfits)


def check_plan(plan: BudgetPlan) -> None:
    """Refuse a sperm budget that contradicts itself.

    Raises:
        DoesNotFit: with everything that does not fit.
    """
    misfits = []
    if sum((plan.withdrawal, plan.iui, plan.inside is not None)) > 1:
        misfits.append(Misfit("how", "one_way_only"))
    if plan.analysis is not None and plan.fathers:
        misfits.append(Misfit("fathers", "fathers_with_test"))
    if plan.analysis is not None and plan.withdrawal:
        misfits.append(Misfit("how", "withdrawal_with_test"))
    if misfits:
        raise DoesNotFit(misfits)


def _contradictions(asked: ConceiveQuestion) -> Iterator[Misfit]:
    question = asked.cycle
    if question.cycle.irregular and question.cycle.length is not None:
        yield Misfit("cycle", "irregular_and_length")
    if asked.route != "sex" and question.sex_on:
        yield Misfit("sex_on", "days_with_route")
    if asked.route != "sex" and asked.unwanted:
        yield Misfit("route", "unwanted_with_route")
    if question.day_set == "temperature" and question.cycle.temperature_rise_on is None:
        yield Misfit("set", "set_needs_rise")
    if question.mucus is not None and not question.sex_on:
        yield Misfit("mucus", "mucus_needs_days")


def _without_numbers(numbers: ConceptionNumbers, asked: ConceiveQuestion) -> Iterator[Misfit]:
    from unblush.conception.ovulation import shortest_and_longest  # noqa: PLC0415 - reading options costs no model

    length, age = asked.cycle.cycle.length, asked.cycle.age
    low, high = shortest_and_longest(numbers)
    if length is not None and not low <= length <= high:
        yield Misfit("cycle", "length", {"given": length, "low": low, "high": high})
    constant = age is not None and any(row.first <= age <= row.last for row in numbers.constant)
    most = numbers.most_cycles_constant if constant else numbers.most_cycles
    if not 1 <= asked.cycles <= most:
        yield Misfit("cycles", "cycles", {"given": asked.cycles, "low": 1, "high": most})
    for name in sorted(asked.cycle.told - set(numbers.no_effect)):
        yield Misfit("told", "told", {"given": name, "known": ", ".join(numbers.no_effect)})
