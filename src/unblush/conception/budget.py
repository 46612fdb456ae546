"""The sperm budget in plain Python, draw by draw: the readable reference of `budget_numpy`."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from unblush.compiled.conception import ConceptionNumbers, Distribution
from unblush.conception.budget_plan import HOURS, Budget, BudgetPlan, spread_of


def simulate_plain(numbers: ConceptionNumbers, plan: BudgetPlan, draws: int, seed: int) -> Budget:
    """Draw the budget: T to begin with, D = T x deposited, lost = D x L x mixing, R = D - lost.

    The sperm in the tubes are drawn apart from all of this: their number did not follow the number inseminated.
    """
    chance = random.Random(seed)
    figure, at = numbers.figures, numbers.distributions
    motile = _motile_sperm(numbers, plan, chance)
    mucus = at["budget.into_mucus"].at
    outside = 1.0 if plan.fertile_mucus else figure["budget.outside_window"].value
    half, tubes, mixing = at["budget.half_time"].at, at["budget.tubes"], at["budget.leaving_motile"].at
    carrier, share_error = figure["budget.carrier"].value, figure["budget.share_error"].value
    motile_if_carrier = at["budget.carrier_motile"].at
    before, share, left, later, entering, reach, minutes = ([] for _ in range(7))
    seen = 0
    for _ in range(draws):
        total = motile()
        deposited = total
        if plan.withdrawal:
            carries = chance.random() < carrier
            deposited = _log_uniform(chance, motile_if_carrier["low"], motile_if_carrier["high"]) if carries else 0.0
        elif plan.inside is not None:
            deposited *= min(1.0, max(0.0, plan.inside + chance.uniform(-share_error, share_error)))
        if plan.iui:
            flows, visible = _iui_lost(numbers, plan, chance)
            seen += visible
            lost = deposited * flows
        else:
            flows = _flowback(at["budget.flowback"], chance) if plan.leak is None else plan.leak
            lost = deposited * flows * (1.0 if plan.alike else chance.uniform(mixing["low"], mixing["high"]))
        remaining = deposited - lost
        before.append(deposited)
        share.append(flows)
        left.append(remaining)
        later.append(remaining * 0.5 ** (HOURS / chance.uniform(half["low"], half["high"])))
        entering.append(remaining * outside * _log_uniform(chance, mucus["low"], mucus["high"]))
        reach.append(_log_normal(tubes, chance))
        minutes.append(_minutes(at["budget.liquefaction"], chance))
    enough, few = figure["budget.enough"].value, figure["budget.few"].value
    return Budget(
        draws=draws,
        engine="plain",
        before=spread_of(before),
        lost_share=spread_of(share),
        left=spread_of(left),
        after_hours=spread_of(later),
        in_mucus=spread_of(entering),
        tubes=spread_of(reach),
        minutes=spread_of(minutes),
        enough=sum(value > enough for value in left) / draws,
        few=sum(value < few for value in left) / draws,
        backflow_seen=seen / draws,
    )


def is_daily(numbers: ConceptionNumbers, plan: BudgetPlan) -> bool:
    """Return whether the days since the last ejaculation count as daily ones."""
    return plan.days_since is not None and plan.days_since <= numbers.figures["budget.daily_within"].value


def _motile_sperm(numbers: ConceptionNumbers, plan: BudgetPlan, chance: random.Random) -> Callable[[], float]:
    at = numbers.distributions
    daily = at["budget.daily"].at if is_daily(numbers, plan) else None

    def one() -> float:
        if plan.analysis is not None:
            total = plan.analysis.motile * math.exp(chance.gauss(0.0, numbers.figures["budget.own_error"].value))
        elif plan.fathers:
            motile = at["budget.fathers_motile"].at
            total = _log_normal(at["budget.fathers_total"], chance) * chance.betavariate(motile["a"], motile["b"])
        else:
            total = _log_normal(at["budget.total_motile"], chance)
        return total if daily is None else total * chance.uniform(daily["low"], daily["high"])

    return one


def _flowback(row: Distribution, chance: random.Random) -> float:
    at = row.at
    kind = chance.random()
    if kind < at["none"]:
        return 0.0
    if kind < at["none"] + at["near_total"]:
        return chance.uniform(at["near_total_from"], 1.0)
    return chance.betavariate(at["a"], at["b"])


def _iui_lost(numbers: ConceptionNumbers, plan: BudgetPlan, chance: random.Random) -> tuple[float, bool]:
    if plan.leak is not None:
        return plan.leak, plan.leak > 0
    if chance.random() >= numbers.figures["budget.iui_backflow"].value:
        return 0.0, False
    row = numbers.distributions["budget.iui_lost"].at
    return chance.uniform(row["low"], row["high"]), True


def _log_normal(row: Distribution, chance: random.Random) -> float:
    at = row.at
    while True:
        value = at["median"] * math.exp(chance.gauss(0.0, at["sigma"]))
        if at["low"] <= value <= at["high"]:
            return value


def _log_uniform(chance: random.Random, low: float, high: float) -> float:
    return math.exp(chance.uniform(math.log(low), math.log(high)))


def _minutes(row: Distribution, chance: random.Random) -> float:
    at = row.at
    if chance.random() < at["late"]:
        return chance.uniform(at["late_from"], at["late_high"])
    return chance.triangular(at["low"], at["high"], at["mode"])
