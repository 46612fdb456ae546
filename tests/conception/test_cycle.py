"""One cycle: small tables, and the laws that hold whatever a couple tells."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unblush.conception.answer import ConceiveQuestion, answer
from unblush.conception.cycle import CycleQuestion, cycle_at, cycle_chance, day_bars, set_of
from unblush.conception.ovulation import (
    CycleKnown,
    ovulation_days,
    ovulation_passed,
    window_chance,
)
from unblush.conception.semen import SemenAnalysis, compare, semen_factor
from unblush.errors import UnknownName

days_of_sex = st.lists(st.integers(1, 40), max_size=8, unique=True).map(tuple)
cycles = st.one_of(
    st.just(CycleKnown()),
    st.integers(18, 45).map(CycleKnown),
    st.just(CycleKnown(irregular=True)),
    st.integers(5, 30).map(lambda day: CycleKnown(28, lh_on=day)),
    st.integers(5, 30).map(lambda day: CycleKnown(28, temperature_rise_on=day)),
)
questions = st.builds(
    CycleQuestion,
    age=st.one_of(st.none(), st.integers(12, 45)),
    partner_age=st.one_of(st.none(), st.integers(16, 70)),
    sex_on=days_of_sex,
    cycle=cycles,
    semen=st.one_of(st.none(), st.builds(SemenAnalysis, st.floats(0.1, 9), st.floats(0.1, 200), st.floats(0.1, 99))),
)


@pytest.mark.parametrize(
    ("acts", "chance"),
    [((), 0.0), ((-6,), 0.0), ((-5,), 0.10), ((-2,), 0.27), ((0,), 0.33), ((1,), 0.0), ((-2, -2), 0.27)],
)
def test_single_acts_give_the_table_and_a_day_counts_once(model, acts, chance) -> None:
    row = model.day_sets["any"]
    found = cycle_at(row.p, row.first_day, row.ceiling.value, {20: 1.0}, [20 + act for act in acts])
    assert found == pytest.approx(chance, abs=1e-12)


@pytest.mark.parametrize("name", ["any", "clinical", "temperature"])
def test_the_ceiling_is_never_passed(model, name) -> None:
    row = model.day_sets[name]
    found = cycle_at(row.p, row.first_day, row.ceiling.value, {20: 1.0}, range(1, 40))
    assert max(row.p) < found <= row.ceiling.value


@given(questions, st.integers(1, 40))
def test_one_more_act_never_lowers_the_chance(quick, question, day) -> None:
    before = cycle_chance(quick, question)
    after = cycle_chance(quick, replace(question, sex_on=(*question.sex_on, day)))
    assert after.low >= before.low - 1e-12
    assert after.mid >= before.mid - 1e-12
    assert after.high >= before.high - 1e-12


@given(questions)
def test_an_interval_holds_its_middle_and_is_a_probability(quick, question) -> None:
    found = cycle_chance(quick, question)
    assert 0.0 <= found.low <= found.mid <= found.high <= 1.0


@given(questions, st.sets(st.sampled_from(["leaked", "washed", "legs-up", "resting", "orgasm", "lubricant"])))
def test_what_was_told_changes_exactly_nothing(quick, question, told) -> None:
    """Rule 1: leakage never changes the chance. Not nearly nothing: nothing."""
    asked = ConceiveQuestion(question, cycles=6, tried=2)
    plain = answer(quick, asked)
    leaky = answer(quick, replace(asked, cycle=replace(question, told=frozenset(told))))
    assert replace(leaky, told=()) == plain


@pytest.mark.parametrize("contact", ["inside", "withdrawal", "condom-failed"])
def test_leaking_never_lowers_an_unwanted_risk(model, contact) -> None:
    question = CycleQuestion(age=24, sex_on=(13,), cycle=CycleKnown(28))
    asked = ConceiveQuestion(question, unwanted=True, contact=contact)
    leaky = replace(asked, cycle=replace(question, told=frozenset({"leaked", "washed"})))
    assert answer(model, leaky).chance == answer(model, asked).chance


def test_what_changes_nothing_has_no_number_anywhere(model) -> None:
    for name in model.no_effect:
        assert {field.name for field in fields(model.no_effect[name])} == {"cites", "expert"}
    assert not any("leak" in name for name in model.figures)


@pytest.mark.parametrize(("age", "ratio"), [(22, 1.25), (30, 1.0), (37, 0.75), (42, 0.45)])
def test_the_womans_age(model, age, ratio) -> None:
    base = CycleQuestion(age=30, sex_on=(12,), cycle=CycleKnown(28))
    assert cycle_chance(model, replace(base, age=age)).mid == pytest.approx(ratio * cycle_chance(model, base).mid)


def test_an_age_without_numbers_is_refused(model) -> None:
    with pytest.raises(UnknownName):
        cycle_chance(model, CycleQuestion(age=50, sex_on=(12,)))


def test_a_semen_test_is_below_or_within_and_nothing_else(model) -> None:
    rows = {row.name: row.below for row in compare(model, SemenAnalysis(2.5, 15.9, 30))}
    assert rows == {"volume": False, "concentration": True, "total": False, "motility": False}
    assert semen_factor(model, SemenAnalysis(3, 60, 50)) is None
    assert semen_factor(model, SemenAnalysis(3, 25, 50)).value == 0.70
    assert semen_factor(model, SemenAnalysis(1, 5, 20)).value == 0.45


def test_a_positive_test_makes_ovulation_surer_and_the_next_days_better(model) -> None:
    calendar = ovulation_days(model, CycleKnown(28))
    with_test = ovulation_days(model, CycleKnown(28, lh_on=13))
    assert max(with_test.values()) > 2 * max(calendar.values())
    assert max(with_test, key=with_test.__getitem__) == 14
    base = CycleQuestion(age=30, sex_on=(13,), cycle=CycleKnown(28))
    assert cycle_chance(model, replace(base, cycle=CycleKnown(28, lh_on=13))).mid > cycle_chance(model, base).mid


def test_a_rise_of_temperature_alone_brings_its_own_table(model) -> None:
    question = CycleQuestion(sex_on=(12,), cycle=CycleKnown(28, temperature_rise_on=14))
    assert set_of(model, question).name == "temperature"
    assert cycle_chance(model, question).mid == pytest.approx(0.30)
    assert cycle_chance(model, replace(question, sex_on=(16,))).mid == 0.0


@pytest.mark.parametrize(("mucus", "chance"), [("best", 0.29), ("none", 0.003)])
def test_mucus_on_the_day_stands_for_the_calendar(model, mucus, chance) -> None:
    assert cycle_chance(model, CycleQuestion(age=30, sex_on=(12,), mucus=mucus)).mid == pytest.approx(chance)


@given(st.integers(18, 45))
def test_ovulation_adds_up_to_the_cycles_that_have_one(quick, length) -> None:
    total = sum(ovulation_days(quick, CycleKnown(length)).values())
    assert total == pytest.approx(0.90 if length >= 30 else 1.0)


@given(cycles, st.integers(1, 40))
def test_a_window_is_a_probability(quick, known, day) -> None:
    assert 0.0 <= window_chance(quick, ovulation_days(quick, known), day) <= 1.0 + 1e-12


@pytest.mark.parametrize("length", [None, 24, 28, 35])
def test_ovulation_is_ever_more_likely_to_be_past(model, length) -> None:
    found = [ovulation_passed(model, day, length, irregular=False) for day in range(1, 46)]
    assert all(low <= mid <= high for low, mid, high in found)
    for earlier, later in itertools.pairwise(found):
        assert all(a <= b + 1e-12 for a, b in zip(earlier, later, strict=True))
    assert found[0][2] == 0.0
    assert found[-1][1] > 0.85


def test_late_cycles_ovulate_later(model) -> None:
    passed = [ovulation_passed(model, 15, length)[1] for length in (24, 28, 29, 33)]
    assert passed == sorted(passed, reverse=True)
    assert ovulation_passed(model, 15, None, irregular=True)[1] < passed[-1]


def test_bars_are_single_acts(model) -> None:
    question = CycleQuestion(age=34, cycle=CycleKnown(28))
    bars = dict(day_bars(model, question, 28))
    assert len(bars) == 28
    for day in (8, 13, 20):
        single = cycle_chance(model, replace(question, sex_on=(day,)))
        assert bars[day].mid == pytest.approx(single.mid)
        assert bars[day].low == pytest.approx(single.low)


@settings(max_examples=10)
@given(questions)
def test_the_same_question_has_the_same_answer(quick, question) -> None:
    assert cycle_chance(quick, question) == cycle_chance(quick, question)
