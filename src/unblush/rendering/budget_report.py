"""A sperm budget becomes a report: counts in round numbers, what they mean, and why they change no chance."""

from __future__ import annotations

import math
from dataclasses import dataclass

from unblush.compiled.catalogue import Catalogue
from unblush.compiled.conception import ConceptionNumbers
from unblush.conception.budget import is_daily
from unblush.conception.budget_plan import Budget, BudgetPlan, Spread
from unblush.rendering.amounts import in_hundred
from unblush.rendering.citations import SourceView
from unblush.rendering.conception_report import Block, Sayer
from unblush.rendering.report import Line

BEFORE_CITES = ("total_motile", "fathers_total")


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One count in million swimming sperm: low, middle, high, and as they are shown."""

    label: str
    p5: float
    p50: float
    p95: float
    shown: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class BudgetPicture:
    """Rows on a scale of tenfold steps, from `decades[0]` to `decades[1]` as powers of ten."""

    title: str
    desc: str
    legend: str
    heads: tuple[str, ...]
    rows: tuple[BudgetRow, ...]
    decades: tuple[int, int]


@dataclass(frozen=True, slots=True)
class BudgetReport:
    """Everything a person is shown of a sperm budget, top first."""

    count: Block
    picture: BudgetPicture
    meaning: Block
    limits: Block
    sources: tuple[SourceView, ...]
    closing: tuple[str, ...]


def round_number(value: float) -> str:
    """Return a count with two figures at most, never two decimals."""
    if value == 0:
        return "0"
    if value < 0.1:
        return "0.1"
    if value < 1:
        return f"{value:.1f}"
    digits = max(0, int(math.log10(value)) - 1)
    return f"{int(round(value, -digits)):,}"


def build_budget_report(
    found: Budget, plan: BudgetPlan, seed: int, numbers: ConceptionNumbers, words: Catalogue, pack_digest: str
) -> BudgetReport:
    """Put a budget into words: the counts, then why no chance follows from them."""
    sayer = Sayer(words, numbers)
    count = Block(sayer.word("conception.budget.heading"), tuple(_counts(found, plan, numbers, sayer)))
    meaning = Block(sayer.word("conception.told.heading"), tuple(_meaning(plan, sayer)))
    weakest = () if plan.iui or plan.leak is not None else (sayer.say("conception.budget.weakest"),)
    drawn = sayer.say("conception.budget.drawn", draws=f"{found.draws:,}", engine=found.engine, seed=seed)
    limits = Block(
        sayer.word("conception.limit.heading"),
        (*weakest, sayer.say("conception.budget.day_to_day"), drawn),
    )
    picture = _picture(found, sayer)
    return BudgetReport(count, picture, meaning, limits, sayer.cites.views(), sayer.closing(pack_digest))


def _counts(found: Budget, plan: BudgetPlan, numbers: ConceptionNumbers, sayer: Sayer) -> list[Line]:
    at = numbers.distributions
    figures = numbers.figures
    own = plan.analysis is not None
    if plan.withdrawal:
        before = figures["budget.carrier"].cites
    else:
        before = () if own else at[f"budget.{BEFORE_CITES[plan.fathers]}"].cites
    flows = figures["budget.iui_backflow"].cites if plan.iui else at["budget.flowback"].cites
    lost = found.lost_share
    lines = [
        _ranged(sayer, "before", found.before, before, expert=True),
        sayer.say(
            "conception.budget.lost",
            () if plan.leak is not None else flows,
            plan.leak is None,
            low=round(100 * lost.p5),
            high=round(100 * lost.p95),
            mid=round(100 * lost.mean),
        ),
        _ranged(sayer, "left", found.left, (), expert=True),
    ]
    if not plan.withdrawal:
        enough = figures["budget.enough"]
        lines.append(sayer.say("conception.budget.enough", enough.cites, amount=_share(sayer, found.enough)))
    lines.append(sayer.say("conception.budget.few", amount=_share(sayer, found.few)))
    if not plan.iui:
        half, mucus, thin = (at[f"budget.{name}"].cites for name in ("half_time", "into_mucus", "liquefaction"))
        lines.append(_ranged(sayer, "hours", found.after_hours, half, expert=True))
        thousand = {"low": found.in_mucus.p5 * 1000, "high": found.in_mucus.p95 * 1000}
        shown = {end: round_number(value) for end, value in thousand.items()}
        lines.append(sayer.say("conception.budget.mucus", mucus, expert=True, **shown))
        minutes = {"low": round(found.minutes.p5), "high": round(found.minutes.p95)}
        lines.append(sayer.say("conception.budget.minutes", thin, expert=True, **minutes))
    if plan.withdrawal:
        lines.append(sayer.say("conception.budget.withdrawal"))
    if is_daily(numbers, plan):
        lines.append(sayer.say("conception.budget.daily", at["budget.daily"].cites, expert=True))
    return lines


def _meaning(plan: BudgetPlan, sayer: Sayer) -> list[Line]:
    keys = ["tubes", "surplus", *(["iui"] if plan.iui else []), "cells", "dried"]
    return [sayer.say(f"conception.budget.{key}") for key in keys]


def _ranged(sayer: Sayer, name: str, spread: Spread, cites: tuple[str, ...], *, expert: bool) -> Line:
    low, mid, high = (round_number(value) for value in (spread.p5, spread.p50, spread.p95))
    return sayer.say(f"conception.budget.{name}", cites, expert, low=low, mid=mid, high=high)


def _share(sayer: Sayer, value: float) -> str:
    return in_hundred(sayer.words, value, value)


def _picture(found: Budget, sayer: Sayer) -> BudgetPicture:
    rows = []
    for name, spread in (("before", found.before), ("after", found.left)):
        ends = (spread.p5, spread.p50, spread.p95)
        low, mid, high = (round_number(value) for value in ends)
        rows.append(BudgetRow(sayer.word(f"conception.budget.row_{name}"), *ends, shown=(low, mid, high)))
    before, after = rows
    most = max(before.p95, after.p95, 1.0)
    least = max(min(before.p5, after.p5), 0.1)
    decades = (math.floor(math.log10(least)), max(math.ceil(math.log10(most)), math.floor(math.log10(least)) + 1))
    return BudgetPicture(
        title=sayer.word("conception.budget.title"),
        desc=sayer.word(
            "conception.budget.desc",
            before_low=before.shown[0],
            before_high=before.shown[2],
            after_low=after.shown[0],
            after_high=after.shown[2],
        ),
        legend=sayer.word("conception.budget.legend"),
        heads=(
            sayer.word("conception.budget.column_row"),
            *(sayer.word(f"conception.budget.column_{end}") for end in ("low", "mid", "high")),
        ),
        rows=tuple(rows),
        decades=decades,
    )
