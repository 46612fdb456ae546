"""Where deadlines and windows stand: the arithmetic at its edges, and what can never happen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblush.clocks.windows import hours_left, read_clock
from unblush.compiled.clocks import Clock, Cycle
from unblush.result import ClockState
from unblush.vocabulary import ClockId, PageId

SEX, OTHER, PERIOD, LENGTH = PageId("sex_hours"), PageId("other_hours"), PageId("since_period"), PageId("length")
CYCLE = Cycle(PERIOD, LENGTH, 14)
PILL = Clock(ClockId("pill"), None, (SEX, OTHER), 72.0, None, 24.0, None, None)
COIL = Clock(ClockId("coil"), None, (SEX,), 120.0, None, None, 120.0, 504.0)
TEST = Clock(ClockId("test"), None, (SEX,), None, 504.0, None, None, None)


@pytest.mark.parametrize(
    ("clock", "said", "state", "hours"),
    [
        pytest.param(PILL, {}, ClockState.UNKNOWN, None, id="not said"),
        pytest.param(PILL, {SEX: 0}, ClockState.OPEN, 72, id="just now"),
        pytest.param(PILL, {SEX: 71.99}, ClockState.OPEN, 0.01, id="a last half minute"),
        pytest.param(PILL, {SEX: 72}, ClockState.CLOSED, 0, id="exactly over"),
        pytest.param(PILL, {OTHER: 30}, ClockState.OPEN, 42, id="the second page counts where the first has nothing"),
        pytest.param(PILL, {SEX: 80, OTHER: 30}, ClockState.CLOSED, -8, id="the first page wins"),
        pytest.param(TEST, {SEX: 503}, ClockState.NOT_YET, 1, id="a test a day early"),
        pytest.param(TEST, {SEX: 504}, ClockState.READY, 0, id="a test on its day"),
        pytest.param(TEST, {}, ClockState.UNKNOWN, None, id="a test without a date"),
        pytest.param(COIL, {SEX: 119}, ClockState.OPEN, 1, id="coil, cycle unknown, within five days"),
        pytest.param(COIL, {SEX: 150}, ClockState.UNKNOWN, None, id="coil, cycle unknown: ask now"),
        pytest.param(COIL, {SEX: 150, PERIOD: 11}, ClockState.UNKNOWN, None, id="coil, length unknown: ask now"),
        pytest.param(COIL, {SEX: 504}, ClockState.CLOSED, -384, id="coil, cycle unknown, three weeks on"),
        # 28 days: egg on day 14 at the earliest, so the last day is 19; today is day 12
        pytest.param(COIL, {SEX: 150, PERIOD: 11, LENGTH: 28}, ClockState.OPEN, 7 * 24 + 12, id="coil by ovulation"),
        pytest.param(COIL, {SEX: 150, PERIOD: 18, LENGTH: 28}, ClockState.OPEN, 12, id="coil on day 19 of 28"),
        pytest.param(COIL, {SEX: 150, PERIOD: 19, LENGTH: 28}, ClockState.CLOSED, -12, id="coil on day 20 of 28"),
        pytest.param(COIL, {SEX: 100, PERIOD: 19, LENGTH: 28}, ClockState.OPEN, 20, id="the later of the two counts"),
        pytest.param(
            COIL, {SEX: 300, PERIOD: 38, LENGTH: 28}, ClockState.CLOSED, -180, id="a late period opens nothing"
        ),
        pytest.param(COIL, {SEX: 240, PERIOD: 2, LENGTH: 28}, ClockState.CLOSED, -120, id="a period since then"),
    ],
)
def test_clocks_at_their_edges(clock: Clock, said: dict[PageId, float], state: ClockState, hours: float | None) -> None:
    reading = read_clock(clock, CYCLE, said.get)
    assert (reading.state, reading.hours) == (state, pytest.approx(hours) if hours is not None else None)


def test_the_best_time_runs_out_first() -> None:
    readings = [read_clock(PILL, None, {SEX: since}.get).best for since in (0.0, 23.0, 24.0, 60.0)]
    assert readings == [24, 1, 0, 0]


@given(st.floats(0, 2000), st.floats(0, 100), st.none() | st.integers(0, 60), st.none() | st.integers(15, 60))
def test_waiting_never_adds_time(since: float, more: float, period: int | None, length: int | None) -> None:
    def left(hours: float, days: int | None) -> float:
        said = {SEX: hours, PERIOD: days, LENGTH: length}
        reading = read_clock(COIL, CYCLE, said.get)
        return {ClockState.UNKNOWN: 0.0, ClockState.CLOSED: -1.0}.get(reading.state, reading.hours or 0.0)

    later = None if period is None else period + int(more // 24)
    before, after = left(since, period), left(since + more, later)
    assert after <= before or before <= 0


@given(st.floats(120, 503.9), st.none() | st.integers(0, 4))
def test_an_unknown_cycle_never_closes_the_coil(since: float, period: int | None) -> None:
    said = {SEX: since, PERIOD: None if period is None else 25 + period}
    assert read_clock(COIL, CYCLE, said.get).state is not ClockState.CLOSED


def test_rules_see_the_hours_left_under_the_name_of_the_clock() -> None:
    assert hours_left((PILL, COIL, TEST), CYCLE, {SEX: 30.0}.get) == {PageId("pill"): 42, PageId("coil"): 90}
    assert hours_left((PILL, COIL), CYCLE, {}.get) == {}
