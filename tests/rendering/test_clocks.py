"""Deadlines in words: dates in the person's own zone, also across a change of the clocks; never rounded up."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from unblush.interview.desk import Desk
from unblush.rendering.clocks import date_words, moment, stands, time_words
from unblush.result import ClockReading, ClockState
from unblush.vocabulary import ClockId

LONDON = ZoneInfo("Europe/London")


def reading(state: ClockState, hours: float | None, best: float | None = None) -> ClockReading:
    return ClockReading(ClockId("hiv_pep"), state, hours, 1.0, best)


@pytest.mark.parametrize(
    ("now", "hours", "shown"),
    [
        (datetime(2026, 11, 22, 5, 0, tzinfo=LONDON), 41, "2026-11-23T22:00+00:00"),
        # clocks go back on 25 October 2026 at 02:00: 24 hours later it is an hour earlier on the wall
        (datetime(2026, 10, 24, 12, 0, tzinfo=LONDON), 24, "2026-10-25T11:00+00:00"),
        # and forward on 29 March 2026
        (datetime(2026, 3, 28, 12, 0, tzinfo=LONDON), 24, "2026-03-29T13:00+01:00"),
        (datetime(2026, 11, 22, 5, 0, tzinfo=ZoneInfo("Asia/Kolkata")), 72, "2026-11-25T05:00+05:30"),
        (datetime(2027, 12, 31, 23, 30, tzinfo=ZoneInfo("UTC")), 1, "2028-01-01T00:30+00:00"),
        (datetime(2028, 2, 28, 12, 0, tzinfo=ZoneInfo("UTC")), 24, "2028-02-29T12:00+00:00"),
    ],
)
def test_a_deadline_falls_on_the_right_hour_of_the_wall_clock(now: datetime, hours: float, shown: str) -> None:
    at = moment(reading(ClockState.OPEN, hours), now)
    assert at is not None
    assert at.isoformat(timespec="minutes") == shown


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0.4, "less than an hour"),
        (1.0, "1 hour"),
        (1.99, "1 hour"),
        (41.9, "41 hours"),
        (72.0, "72 hours"),
        (95.9, "3 days"),
        (120.0, "5 days"),
    ],
)
def test_time_left_is_rounded_down(desk: Desk, hours: float, said: str) -> None:
    assert time_words(desk.words, hours) == said


def test_each_state_has_its_sentence(desk: Desk) -> None:
    at = datetime(2026, 11, 24, 9, 5, tzinfo=LONDON)
    words = desk.words
    assert stands(reading(ClockState.OPEN, 40.5, 16.0), words, at) == (
        "40 hours left, until Tuesday 24 November, 09:05. It works best within the next 16 hours."
    )
    assert stands(reading(ClockState.OPEN, 40.5, 0.0), words, None) == "40 hours left."
    assert (
        stands(reading(ClockState.NOT_YET, 30.0), words, at) == "from Tuesday 24 November 2026 (in 2 days), not before."
    )
    assert stands(reading(ClockState.UNKNOWN, None), words, None) == words.word("clock.unknown")
    assert stands(reading(ClockState.CLOSED, -3.0), words, None) == words.word("clock.closed")
    assert stands(reading(ClockState.READY, -3.0), words, None) == words.word("clock.ready")
    assert date_words(words, at) == "Tuesday 24 November 2026"
