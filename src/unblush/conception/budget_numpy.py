"""The sperm budget on arrays: the same distributions as the plain one, 400,000 draws at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from unblush.compiled.conception import ConceptionNumbers, Distribution
from unblush.conception.budget import is_daily
from unblush.conception.budget_plan import HOURS, SHARES, Budget, BudgetPlan, Spread

Draws = npt.NDArray[np.float64]


def simulate_numpy(numbers: ConceptionNumbers, plan: BudgetPlan, draws: int, seed: int) -> Budget:
    """Draw the budget as `simulate_plain` does, with NumPy's own generator: alike in distribution, not draw by draw."""
    chance = np.random.default_rng(seed)
    figure, at = numbers.figures, numbers.distributions
    deposited = _motile_sperm(numbers, plan, draws, chance)
    if plan.withdrawal:
        row = at["budget.carrier_motile"].at
        carries = chance.random(draws) < figure["budget.carrier"].value
        deposited = carries * _log_uniform(chance, row["low"], row["high"], draws)
    elif plan.inside is not None:
        error = figure["budget.share_error"].value
        deposited = deposited * np.clip(plan.inside + chance.uniform(-error, error, draws), 0.0, 1.0)
    mixing: Draws | float = 1.0
    seen = 0.0
    if plan.iui:
        flows, seen = _iui_lost(numbers, plan, draws, chance)
    else:
        flows = _flowback(at["budget.flowback"], draws, chance) if plan.leak is None else np.full(draws, plan.leak)
        if not plan.alike:
            row = at["budget.leaving_motile"].at
            mixing = chance.uniform(row["low"], row["high"], draws)
    left = deposited * (1.0 - flows * mixing)
    half, mucus = at["budget.half_time"].at, at["budget.into_mucus"].at
    outside = 1.0 if plan.fertile_mucus else figure["budget.outside_window"].value
    later = left * 0.5 ** (HOURS / chance.uniform(half["low"], half["high"], draws))
    entering = left * outside * _log_uniform(chance, mucus["low"], mucus["high"], draws)
    return Budget(
        draws=draws,
        engine="numpy",
        before=_spread(deposited),
        lost_share=_spread(flows),
        left=_spread(left),
        after_hours=_spread(later),
        in_mucus=_spread(entering),
        tubes=_spread(_log_normal(at["budget.tubes"], draws, chance)),
        minutes=_spread(_minutes(at["budget.liquefaction"], draws, chance)),
        enough=float(np.mean(left > figure["budget.enough"].value)),
        few=float(np.mean(left < figure["budget.few"].value)),
        backflow_seen=seen,
    )


def _motile_sperm(numbers: ConceptionNumbers, plan: BudgetPlan, draws: int, chance: np.random.Generator) -> Draws:
    at = numbers.distributions
    if plan.analysis is not None:
        error = numbers.figures["budget.own_error"].value
        total: Draws = plan.analysis.motile * np.exp(chance.normal(0.0, error, draws))
    elif plan.fathers:
        motile = at["budget.fathers_motile"].at
        total = _log_normal(at["budget.fathers_total"], draws, chance) * chance.beta(motile["a"], motile["b"], draws)
    else:
        total = _log_normal(at["budget.total_motile"], draws, chance)
    if is_daily(numbers, plan):
        row = at["budget.daily"].at
        total = total * chance.uniform(row["low"], row["high"], draws)
    return total


def _flowback(row: Distribution, draws: int, chance: np.random.Generator) -> Draws:
    at = row.at
    kind = chance.random(draws)
    share = chance.beta(at["a"], at["b"], draws)
    near_total = kind < at["none"] + at["near_total"]
    share[near_total] = chance.uniform(at["near_total_from"], 1.0, int(near_total.sum()))
    share[kind < at["none"]] = 0.0
    return share


def _iui_lost(
    numbers: ConceptionNumbers, plan: BudgetPlan, draws: int, chance: np.random.Generator
) -> tuple[Draws, float]:
    if plan.leak is not None:
        return np.full(draws, plan.leak), float(plan.leak > 0)
    row = numbers.distributions["budget.iui_lost"].at
    seen = chance.random(draws) < numbers.figures["budget.iui_backflow"].value
    return seen * chance.uniform(row["low"], row["high"], draws), float(np.mean(seen))


def _log_normal(row: Distribution, draws: int, chance: np.random.Generator) -> Draws:
    at = row.at
    values: Draws = at["median"] * np.exp(chance.normal(0.0, at["sigma"], draws))
    while (wrong := (values < at["low"]) | (values > at["high"])).any():
        values[wrong] = at["median"] * np.exp(chance.normal(0.0, at["sigma"], int(wrong.sum())))
    return values


def _log_uniform(chance: np.random.Generator, low: float, high: float, draws: int) -> Draws:
    values: Draws = np.exp(chance.uniform(np.log(low), np.log(high), draws))
    return values


def _minutes(row: Distribution, draws: int, chance: np.random.Generator) -> Draws:
    at = row.at
    late = chance.random(draws) < at["late"]
    return np.where(
        late,
        chance.uniform(at["late_from"], at["late_high"], draws),
        chance.triangular(at["low"], at["mode"], at["high"], draws),
    )


def _spread(values: Draws) -> Spread:
    return Spread(float(np.mean(values)), *(float(q) for q in np.quantile(values, SHARES)))
