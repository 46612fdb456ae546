"""How long the conception model takes: the sperm budget in both engines, a cycle, and a whole answer."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import time
from collections.abc import Callable

from unblush.conception.answer import ConceiveQuestion, answer
from unblush.conception.budget_door import DRAWS, simulate
from unblush.conception.budget_plan import BudgetPlan
from unblush.conception.cycle import CycleQuestion, cycle_chance
from unblush.conception.ovulation import CycleKnown
from unblush.shipped import open_pack


def milliseconds(action: Callable[[], object], runs: int = 7) -> float:
    """Return the median of some runs after one that warms up."""
    action()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times)


def main() -> None:
    numbers = open_pack().conception
    if numbers is None:
        print("the shipped pack has no conception model")
        return
    for engine, draws in DRAWS.items():
        took = milliseconds(lambda engine=engine: simulate(numbers, BudgetPlan(), engine))
        budget = "(budget 500 ms)" if engine == "numpy" else ""
        print(f"  sperm budget, {engine:<6} {draws:>8,} draws {took:9.1f} ms   {budget}")
    question = CycleQuestion(age=34, sex_on=(11, 13), cycle=CycleKnown(28))
    print(
        f"  two acts, {numbers.draws:,} redraws         {milliseconds(lambda: cycle_chance(numbers, question)):9.1f} ms"
    )
    whole = ConceiveQuestion(question, cycles=6)
    print(f"  whole answer, days and six cycles {milliseconds(lambda: answer(numbers, whole)):9.1f} ms")


if __name__ == "__main__":
    main()
