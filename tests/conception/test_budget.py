"""The sperm budget: the reference run, the two engines beside each other, and what may not move."""

from __future__ import annotations

import dataclasses

import pytest

from unblush.conception.budget_door import simulate
from unblush.conception.budget_plan import BudgetPlan
from unblush.conception.semen import SemenAnalysis
from unblush.errors import UnknownName

OWN = SemenAnalysis(2.5, 30, 40)
PLANS = {
    "reference": BudgetPlan(alike=True),
    "fixed": BudgetPlan(alike=True, leak=0.35),
    "everyone": BudgetPlan(),
    "own": BudgetPlan(analysis=OWN),
    "fathers": BudgetPlan(fathers=True),
    "daily": BudgetPlan(days_since=1),
    "partly": BudgetPlan(inside=0.5),
    "withdrawal": BudgetPlan(withdrawal=True),
    "iui": BudgetPlan(iui=True, analysis=OWN),
}


def test_the_reference_run(model) -> None:
    found = simulate(model, PLANS["reference"], "numpy")
    before, left, lost = found.before, found.left, found.lost_share
    assert found.draws == 400_000
    shown = [before.p5, before.p25, before.p50, before.p75, before.p95]
    assert shown == pytest.approx([23, 59, 113, 218, 562], rel=0.045)  # cut at 1,500 million, as the model says
    assert [left.p5, left.p25, left.p50, left.p75, left.p95] == pytest.approx([1.8, 27, 67, 143, 399], rel=0.035)
    assert [lost.mean, lost.p50, lost.p95] == pytest.approx([0.35, 0.26, 0.98], abs=0.01)
    assert found.enough == pytest.approx(0.88, abs=0.005)
    assert found.few == pytest.approx(0.03, abs=0.005)


def test_a_fixed_loss(model) -> None:
    left = simulate(model, PLANS["fixed"], "numpy").left
    assert [left.p5, left.p50, left.p95] == pytest.approx([15, 74, 365], rel=0.04)


@pytest.mark.parametrize("name", PLANS)
def test_the_two_engines_agree(model, name) -> None:
    plain, fast = (simulate(model, PLANS[name], engine) for engine in ("plain", "numpy"))
    assert (plain.draws, fast.draws) == (20_000, 400_000)
    for field in ("before", "lost_share", "left", "after_hours", "tubes", "minutes"):
        a, b = (dataclasses.asdict(getattr(found, field)) for found in (plain, fast))
        for end in ("p25", "p50", "p75"):
            assert a[end] == pytest.approx(b[end], rel=0.06, abs=0.02), (field, end)
    assert plain.enough == pytest.approx(fast.enough, abs=0.01)
    assert plain.few == pytest.approx(fast.few, abs=0.01)
    assert plain.backflow_seen == pytest.approx(fast.backflow_seen, abs=0.02)


@pytest.mark.parametrize("engine", ["plain", "numpy"])
def test_the_same_seed_gives_the_same_numbers(model, engine) -> None:
    first, second = (simulate(model, BudgetPlan(), engine, 2000, 7) for _ in range(2))
    assert first == second
    assert simulate(model, BudgetPlan(), engine, 2000, 8) != first


@pytest.mark.parametrize("engine", ["plain", "numpy"])
def test_nothing_lost_and_all_lost(model, engine) -> None:
    nothing = simulate(model, BudgetPlan(leak=0.0), engine, 2000)
    assert nothing.left == nothing.before
    everything = simulate(model, BudgetPlan(leak=1.0, alike=True), engine, 2000)
    assert everything.left.p95 == pytest.approx(0.0)
    assert everything.tubes.p50 == pytest.approx(nothing.tubes.p50, rel=0.1)


def test_what_reaches_the_tubes_does_not_follow_what_was_left(model) -> None:
    few, many = (
        simulate(model, BudgetPlan(analysis=a), "numpy") for a in (SemenAnalysis(1, 5, 20), SemenAnalysis(5, 150, 60))
    )
    assert few.before.p50 < many.before.p50 / 100
    assert few.tubes == many.tubes


def test_daily_ejaculation_about_halves_the_count(model) -> None:
    rested, daily = (simulate(model, BudgetPlan(analysis=OWN, days_since=days), "numpy") for days in (3, 1))
    assert daily.before.p50 == pytest.approx(rested.before.p50 / 2, rel=0.05)


def test_an_engine_that_is_not_there(model) -> None:
    with pytest.raises(UnknownName):
        simulate(model, BudgetPlan(), "fortran")
