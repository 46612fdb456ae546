"""Chooses how the sperm budget is drawn: on arrays where NumPy is installed, else in plain Python."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from unblush.compiled.conception import ConceptionNumbers
from unblush.conception.budget import simulate_plain
from unblush.conception.budget_plan import Budget, BudgetPlan
from unblush.errors import MissingExtra, UnknownName

DRAWS: Final = {"plain": 20_000, "numpy": 400_000}


def best_engine() -> str:
    """Return the engine that is installed: numpy with the `fast` extra, else plain."""
    return "numpy" if find_spec("numpy") else "plain"


def simulate(
    numbers: ConceptionNumbers, plan: BudgetPlan, engine: str, draws: int | None = None, seed: int | None = None
) -> Budget:
    """Draw the sperm budget.

    Raises:
        MissingExtra: for the numpy engine without NumPy.
        UnknownName: where there is no such engine.
    """
    if engine not in DRAWS:
        raise UnknownName("engine", engine, DRAWS)
    count = DRAWS[engine] if draws is None else draws
    start = numbers.seed if seed is None else seed
    if engine == "plain":
        return simulate_plain(numbers, plan, count, start)
    try:
        from unblush.conception.budget_numpy import simulate_numpy  # noqa: PLC0415 - NumPy enters only here
    except ImportError:
        raise MissingExtra("fast", "the numpy engine") from None
    return simulate_numpy(numbers, plan, count, start)
