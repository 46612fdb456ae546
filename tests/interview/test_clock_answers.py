"""Hours said as a moment, interviews that are taken up again, and clocks in the middle of an interview."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from unblush.errors import AnswerProblems
from unblush.interview.codec import from_plain, to_plain
from unblush.interview.desk import Desk
from unblush.interview.interview import Interview
from unblush.vocabulary import Answer, ClockId, Mark, PageId

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Europe/London"))
HOURS = PageId("event_hours")


def read(desk: Desk, answers: dict[str, object], **more: object) -> Interview:
    plain = {"complaint": "unwanted_pregnancy_risk", "answers": answers, **more}
    return from_plain(plain, desk.pack.numbers, desk.pack.digest, phrases=desk.phrases, now=NOW)


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        (30, 30),
        ("30 hours", 30),
        ("2026-11-21 23:30", 9.5),
        ("2026-11-21T23:30+01:00", 10.5),
        ("last night", 15),  # the earliest that fits: 18:00 on the evening before
        ("unknown", None),
    ],
)
def test_hours_may_be_said_as_a_moment(desk: Desk, said: object, hours: float | None) -> None:
    assert read(desk, {"event_hours": said}).answers[HOURS].number == hours


def test_what_is_no_moment_says_what_would_be(desk: Desk) -> None:
    with pytest.raises(AnswerProblems, match="a date and time"):
        read(desk, {"event_hours": "when we came home"})


def test_a_page_of_years_takes_no_moment(desk: Desk) -> None:
    with pytest.raises(AnswerProblems, match="is not a number"):
        read(desk, {"age": "last night"})


def test_the_moment_of_asking_travels_with_the_answers(desk: Desk) -> None:
    earlier = (NOW - timedelta(hours=10)).isoformat()
    interview = read(desk, {"event_hours": 65, "age": 22}, at=earlier)
    assert interview.answers[HOURS].number == pytest.approx(75)
    assert interview.answers[PageId("age")].number == 22
    (reading,) = [r for r in desk.clocks(_could(desk, interview)) if r.clock == ClockId("ec_levonorgestrel")]
    assert reading.state.value == "closed"
    again = from_plain(to_plain(interview), desk.pack.numbers, desk.pack.digest, now=NOW)
    assert again == interview


def test_a_clock_that_was_put_back_gives_no_time(desk: Desk) -> None:
    later = (NOW + timedelta(hours=10)).isoformat()
    assert read(desk, {"event_hours": 65}, at=later).answers[HOURS].number == 65


@pytest.mark.parametrize("at", ["yesterday", "2026-11-22T05:18:00", 7])
def test_a_moment_without_its_offset_is_refused(desk: Desk, at: object) -> None:
    with pytest.raises(AnswerProblems, match="no moment with its offset"):
        read(desk, {"event_hours": 65}, at=at)


def test_in_a_pathway_deadlines_are_asked_before_all_else(desk: Desk) -> None:
    interview = desk.begin("unwanted_pregnancy_risk", at=NOW)
    assert desk.turn(interview).next_page == HOURS


def test_a_pathway_asks_every_page_that_applies_and_ends(desk: Desk) -> None:
    for complaint, numbers in desk.pack.numbers.items():
        if numbers.kind.value != "pathway":
            continue
        interview = desk.begin(complaint)
        while (page := desk.turn(interview).next_page) is not None:
            assert page not in interview.answers, "nothing is asked twice"
            interview = interview.answer(numbers, page, Answer(Mark.UNKNOWN))
        assessment = desk.assess(interview)
        assert assessment.triage.level >= 1, f"{complaint}: not knowing anything never ends in self-care"
        assert assessment.certificate.grade.value == "none_can"


def _could(desk: Desk, interview: Interview) -> Interview:
    numbers = desk.numbers(interview.complaint)
    return interview.answer(numbers, PageId("what_happened"), Answer(Mark.ANSWERED, ("condom_failed",)))  # type: ignore[arg-type]
