"""Several cycles, routes of insemination, and the chance of an act that nobody wanted."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblush.conception.answer import ConceiveQuestion, answer
from unblush.conception.cycle import CycleQuestion
from unblush.conception.ovulation import CycleKnown
from unblush.conception.routes import first_cycle_of_route
from unblush.conception.several import cumulative, first_cycle_by_age, next_chance, over_cycles
from unblush.errors import UnknownName

chances = st.floats(0.01, 0.6)
spreads = st.floats(2.0, 12.0)


@given(chances, spreads)
def test_each_cycle_without_success_lowers_the_next(mean, spread) -> None:
    found = [next_chance(mean, spread, n) for n in range(30)]
    assert found[0] == pytest.approx(mean)
    assert all(later < earlier for earlier, later in itertools.pairwise(found))


@given(chances, spreads, st.integers(0, 20), st.integers(1, 20))
def test_more_cycles_never_lower_the_chance_and_it_stays_one(mean, spread, tried, cycles) -> None:
    found = [cumulative(mean, spread, n, tried) for n in range(1, cycles + 1)]
    assert found == sorted(found)
    assert found[0] > 0
    assert found[-1] < 1


def test_cycles_can_be_counted_in_two_parts() -> None:
    """Failing n and then m cycles is failing n + m: the parts multiply."""
    whole = 1 - cumulative(0.268, 5.48, 12)
    parts = (1 - cumulative(0.268, 5.48, 5)) * (1 - cumulative(0.268, 5.48, 7, 5))
    assert parts == pytest.approx(whole)


@pytest.mark.parametrize(("age", "after_12"), [(22, 0.92), (28, 0.87), (32, 0.86), (37, 0.82)])
def test_a_year_by_age(model, age, after_12) -> None:
    first = first_cycle_by_age(model, CycleQuestion(age=age))
    assert over_cycles(model, first, 12).cumulative[-1].mid == pytest.approx(after_12, abs=0.01)


def test_from_40_the_chance_is_taken_as_constant(model) -> None:
    first = first_cycle_by_age(model, CycleQuestion(age=42))
    assert first.constant
    assert over_cycles(model, first, 1, tried=10).next_cycle == over_cycles(model, first, 1).next_cycle
    assert over_cycles(model, first, 6).cumulative[-1].mid == pytest.approx(0.31, abs=0.01)


def test_years_of_trying_lower_what_is_said_of_the_next_cycle(model) -> None:
    asked = [ConceiveQuestion(CycleQuestion(age=32), tried=n) for n in (0, 6, 24)]
    found = [answer(model, question) for question in asked]
    assert found[0].after_tried is None
    assert found[0].chance == found[1].chance == found[2].chance
    assert found[0].chance.mid > found[1].after_tried.mid > found[2].after_tried.mid


@pytest.mark.parametrize(
    ("route", "age", "rate"),
    [
        ("ici-fresh", 30, 0.203), ("ici-frozen", 30, 0.078), ("iui-fresh", 30, 0.212),
        ("iui-frozen", 28, 0.158), ("iui-frozen", 33, 0.146), ("iui-frozen", 38, 0.082), ("iui-frozen", 44, 0.01),
    ],
)  # fmt: skip
def test_routes(model, route, age, rate) -> None:
    assert first_cycle_of_route(model, route, CycleQuestion(age=age)).mid == pytest.approx(rate)


def test_over_40_frozen_is_shown_as_under_3(model) -> None:
    found = answer(model, ConceiveQuestion(CycleQuestion(age=44), route="iui-frozen"))
    assert found.chance.high <= 0.03


def test_a_route_that_nobody_counted(model) -> None:
    with pytest.raises(UnknownName, match="ici-fresh"):
        answer(model, ConceiveQuestion(CycleQuestion(), route="ivf"))


def test_no_number_is_invented_where_nobody_measured(model) -> None:
    assert answer(model, ConceiveQuestion(CycleQuestion(age=50))).chance is None
    outside = answer(model, ConceiveQuestion(CycleQuestion(age=20), unwanted=True, contact="outside"))
    assert outside.chance is None
    assert outside.in_window is None


def test_an_unwanted_act_by_contact(model) -> None:
    question = CycleQuestion(sex_on=(13,), cycle=CycleKnown(28))
    names = ("inside", "condom-failed", "withdrawal", "condom-intact")
    found = {c: answer(model, ConceiveQuestion(question, unwanted=True, contact=c)).chance for c in names}
    assert found["inside"] == found["condom-failed"]
    assert found["inside"].mid > found["withdrawal"].mid > found["condom-intact"].mid > 0


def test_age_and_a_low_count_are_no_protection(model) -> None:
    def chance(age):
        question = CycleQuestion(age=age, sex_on=(13,), cycle=CycleKnown(28))
        return answer(model, ConceiveQuestion(question, unwanted=True)).chance.mid

    assert chance(42) == chance(37) == chance(None)
    assert chance(22) > chance(42)


def test_a_random_act(model) -> None:
    found = answer(model, ConceiveQuestion(CycleQuestion(), unwanted=True))
    assert found.chance.mid == 0.031
    assert (found.in_window.low, found.in_window.high) == (0.04, 0.30)
