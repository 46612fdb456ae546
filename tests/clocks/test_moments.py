"""Reading when something was: the earliest and the latest instant that fit the words, in any zone and on any night."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from unblush.clocks import zones
from unblush.clocks.moments import Phrase, Span, hours_since, read_moment, zone_named
from unblush.compiled.codec import from_plain, to_plain
from unblush.errors import AnswerProblems

LONDON, NEW_YORK, KOLKATA, LORD_HOWE = "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"
BEIRUT, APIA = "Asia/Beirut", "Pacific/Apia"
ZONES = [LONDON, NEW_YORK, KOLKATA, LORD_HOWE, BEIRUT, APIA, "UTC", "Pacific/Kiritimati", "Africa/Casablanca"]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PHRASES = (
    Phrase(("last night", "in the night"), -1, "18:00", 12),
    Phrase(("tonight",), 0, "18:00", 12),
    Phrase(("today",), 0, "00:00", 24),
    Phrase(("this morning",), 0, "00:00", 12),
    Phrase(("this afternoon",), 0, "12:00", 6),
    Phrase(("yesterday",), -1, "00:00", 24),
    Phrase(("yesterday morning",), -1, "00:00", 12),
    Phrase(("yesterday evening",), -1, "17:00", 7),
    Phrase(("the day before yesterday",), -2, "00:00", 24),
    Phrase(("the night before last",), -2, "18:00", 12),
    Phrase(("at the weekend",), 0, "00:00", 48, weekday=5),
    *(Phrase((day,), 0, "00:00", 24, weekday=n) for n, day in enumerate(DAYS)),
    *(Phrase((f"{day} night",), 0, "18:00", 12, weekday=n) for n, day in enumerate(DAYS)),
)


def at(wall: str, zone: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone), fold=fold)


def utc(instant: str) -> datetime:
    return datetime.fromisoformat(instant).replace(tzinfo=UTC)


def read(text: str, now: datetime) -> Span:
    return read_moment(text, now, PHRASES)


# 20 November 2026 is a Friday. "." stands for now, "=" for the same instant as the earliest; instants are in UTC.
SPEC = [
    # elapsed time
    ("2026-11-20 12:00", LONDON, "30", "2026-11-19 06:00", "="),
    ("2026-11-20 12:00", LONDON, "about 30 hours ago", "2026-11-19 06:00", "="),
    ("2026-11-20 12:00", LONDON, " ~30 H. ", "2026-11-19 06:00", "="),
    ("2026-11-20 12:00", LONDON, "1.5 hours", "2026-11-20 10:30", "="),
    ("2026-11-20 12:00", LONDON, "1,5 hours", "2026-11-20 10:30", "="),
    ("2026-11-20 12:00", LONDON, "45 minutes", "2026-11-20 11:15", "="),
    ("2026-11-20 12:00", LONDON, "1 day 6 hours", "2026-11-19 06:00", "="),
    ("2026-11-20 12:00", LONDON, "1 day, 6 hours and 30 min", "2026-11-19 05:30", "="),
    ("2026-11-20 12:00", LONDON, "1d6h", "2026-11-19 06:00", "="),
    ("2026-11-20 12:00", LONDON, "1.5 days", "2026-11-19 00:00", "="),
    ("2026-11-20 12:00", LONDON, "0", "2026-11-20 12:00", "="),
    ("2026-10-25 12:00", LONDON, "24 hours", "2026-10-24 12:00", "="),  # 13:00 on the wall: clocks went back
    ("2026-03-29 12:00", LONDON, "24 hours", "2026-03-28 11:00", "="),  # 11:00 on the wall: clocks went forward
    # whole days
    ("2026-11-20 12:00", LONDON, "2 days", "2026-11-18 00:00", "2026-11-19 00:00"),
    ("2026-11-20 23:59", LONDON, "2 days ago", "2026-11-18 00:00", "2026-11-19 00:00"),
    ("2026-11-20 00:00", LONDON, "2 days", "2026-11-18 00:00", "2026-11-19 00:00"),
    ("2026-11-20 12:00", NEW_YORK, "1 day", "2026-11-19 05:00", "2026-11-20 05:00"),
    ("2026-11-20 12:00", KOLKATA, "3 weeks", "2026-10-29 18:30", "2026-10-30 18:30"),
    ("2026-11-20 12:00", LONDON, "1 week 2 days", "2026-11-11 00:00", "2026-11-12 00:00"),
    ("2026-11-20 12:00", LONDON, "0 days", "2026-11-20 00:00", "."),
    ("2026-03-30 00:00", LONDON, "1 day", "2026-03-28 23:00", "2026-03-29 23:00"),  # that day had 23 h: 24 h ago counts
    ("2026-10-26 00:00", LONDON, "1 day", "2026-10-24 23:00", "2026-10-26 00:00"),  # that day had 25 h
    ("2026-10-25 23:30", LONDON, "1 day", "2026-10-23 23:00", "2026-10-24 23:30"),  # 24 h ago is past that midnight
    ("2024-03-01 09:00", LONDON, "1 day", "2024-02-29 00:00", "2024-03-01 00:00"),
    # last night, through the day and through the small hours
    ("2026-11-20 12:00", LONDON, "last night", "2026-11-19 18:00", "2026-11-20 06:00"),
    ("2026-11-20 12:00", LONDON, "  LAST   Night!", "2026-11-19 18:00", "2026-11-20 06:00"),
    ("2026-11-20 12:00", LONDON, "lastnight", "2026-11-19 18:00", "2026-11-20 06:00"),
    ("2026-11-20 23:59", LONDON, "last night", "2026-11-19 18:00", "2026-11-20 06:00"),
    ("2026-11-20 06:00", LONDON, "last night", "2026-11-19 18:00", "."),
    ("2026-11-20 05:59", LONDON, "last night", "2026-11-18 18:00", "."),
    ("2026-11-20 00:00", LONDON, "last night", "2026-11-18 18:00", "."),
    ("2026-11-20 05:59", KOLKATA, "last night", "2026-11-18 12:30", "."),
    ("2026-11-20 06:00", KOLKATA, "last night", "2026-11-19 12:30", "."),
    ("2026-11-20 01:00", LONDON, "the night before last", "2026-11-17 18:00", "2026-11-19 06:00"),
    ("2027-01-01 03:00", NEW_YORK, "last night", "2026-12-30 23:00", "."),
    ("2027-01-01 09:00", NEW_YORK, "last night", "2026-12-31 23:00", "2027-01-01 11:00"),
    ("2024-03-01 09:00", LONDON, "last night", "2024-02-29 18:00", "2024-03-01 06:00"),
    ("2024-02-29 02:00", LONDON, "last night", "2024-02-27 18:00", "."),
    ("2026-10-25 12:00", LONDON, "last night", "2026-10-24 17:00", "2026-10-25 06:00"),  # 13 hours
    ("2026-03-29 12:00", LONDON, "last night", "2026-03-28 18:00", "2026-03-29 05:00"),  # 11 hours
    ("2026-10-04 12:00", LORD_HOWE, "last night", "2026-10-03 07:30", "2026-10-03 19:00"),  # forward by half an hour
    ("2026-04-05 12:00", LORD_HOWE, "last night", "2026-04-04 07:00", "2026-04-04 19:30"),  # back by half an hour
    # last night, with a clock time
    ("2026-11-20 12:00", LONDON, "last night 01:30", "2026-11-20 01:30", "="),
    ("2026-11-20 12:00", LONDON, "last night at 2am", "2026-11-20 02:00", "="),
    ("2026-11-20 12:00", LONDON, "around 11 p.m. last night", "2026-11-19 23:00", "="),
    ("2026-11-20 12:00", LONDON, "last night 00:00", "2026-11-20 00:00", "="),
    ("2026-11-20 12:00", LONDON, "last night 12am", "2026-11-20 00:00", "="),
    ("2026-11-20 12:00", LONDON, "last night 11:30", "2026-11-19 23:30", "="),  # twelve hours on: not part of a night
    ("2026-11-20 12:00", LONDON, "last night 12:30", "2026-11-20 00:30", "="),
    ("2026-11-20 12:00", LONDON, "last night 6:00", "2026-11-19 18:00", "="),
    ("2026-11-20 01:00", LONDON, "last night 23:30", "2026-11-18 23:30", "2026-11-19 23:30"),
    ("2026-11-20 01:00", LONDON, "last night 01:30", "2026-11-19 01:30", "="),  # this night's is still to come
    ("2026-10-25 12:00", LONDON, "last night 01:30", "2026-10-25 00:30", "2026-10-25 01:30"),  # it came twice
    ("2026-03-29 12:00", LONDON, "last night 01:30", "2026-03-29 00:30", "2026-03-29 01:30"),  # it never came
    ("2026-04-05 12:00", LORD_HOWE, "last night 01:45", "2026-04-04 14:45", "2026-04-04 15:15"),
    ("2026-10-04 12:00", LORD_HOWE, "last night 02:15", "2026-10-03 15:15", "2026-10-03 15:45"),
    # other words
    ("2026-11-20 12:00", LONDON, "yesterday", "2026-11-19 00:00", "2026-11-20 00:00"),
    ("2026-11-20 01:00", LONDON, "yesterday", "2026-11-19 00:00", "2026-11-20 00:00"),
    ("2026-11-20 12:00", LONDON, "yesterday 23:30", "2026-11-19 23:30", "="),
    ("2026-11-20 12:00", LONDON, "yesterday, 11:30", "2026-11-19 11:30", "="),
    ("2026-11-20 12:00", LONDON, "yesterday morning", "2026-11-19 00:00", "2026-11-19 12:00"),
    ("2026-11-20 12:00", LONDON, "yesterday evening 8:30", "2026-11-19 20:30", "="),
    ("2026-11-20 01:00", LONDON, "yesterday evening", "2026-11-19 17:00", "2026-11-20 00:00"),
    ("2026-11-20 12:00", LONDON, "day before yesterday", "2026-11-18 00:00", "2026-11-19 00:00"),
    ("2026-11-20 12:00", LONDON, "the day before yesterday at 10pm", "2026-11-18 22:00", "="),
    ("2026-03-01 12:00", KOLKATA, "yesterday", "2026-02-27 18:30", "2026-02-28 18:30"),
    ("2026-03-30 12:00", LONDON, "yesterday", "2026-03-29 00:00", "2026-03-29 23:00"),
    ("2026-10-26 12:00", LONDON, "yesterday", "2026-10-24 23:00", "2026-10-26 00:00"),
    ("2026-11-20 01:00", LONDON, "today", "2026-11-20 00:00", "."),
    ("2026-11-20 00:00", LONDON, "today", "2026-11-20 00:00", "."),
    ("2026-11-20 01:00", LONDON, "this morning", "2026-11-20 00:00", "."),
    ("2026-11-20 18:00", LONDON, "this morning", "2026-11-20 00:00", "2026-11-20 12:00"),
    ("2026-11-20 20:00", LONDON, "tonight", "2026-11-20 18:00", "."),
    ("2026-11-20 01:00", LONDON, "tonight", "2026-11-19 18:00", "."),  # still awake
    ("2026-11-20 01:00", LONDON, "tonight 23:30", "2026-11-19 23:30", "="),
    ("2026-11-20 01:00", LONDON, "tonight 00:30", "2026-11-20 00:30", "="),
    ("2026-11-20 01:00", LONDON, "today 22:00", "2026-11-19 22:00", "="),
    ("2026-11-20 01:00", LONDON, "this afternoon", "2026-11-19 12:00", "2026-11-19 18:00"),
    # weekdays
    ("2026-11-22 12:00", LONDON, "on friday night", "2026-11-20 18:00", "2026-11-21 06:00"),
    ("2026-11-22 12:00", LONDON, "friday night at 1:30am", "2026-11-21 01:30", "="),
    ("2026-11-21 01:00", LONDON, "friday night", "2026-11-20 18:00", "."),
    ("2026-11-20 20:00", LONDON, "friday night", "2026-11-20 18:00", "."),
    ("2026-11-20 20:00", LONDON, "friday night 23:00", "2026-11-13 23:00", "="),
    ("2026-11-20 12:00", LONDON, "friday night", "2026-11-13 18:00", "2026-11-14 06:00"),
    ("2026-11-20 12:00", LONDON, "saturday", "2026-11-14 00:00", "2026-11-15 00:00"),
    ("2026-11-20 12:00", LONDON, "friday", "2026-11-20 00:00", "."),
    ("2026-11-23 12:00", LONDON, "at the weekend 22:00", "2026-11-21 22:00", "2026-11-22 22:00"),
    ("2026-11-22 12:00", LONDON, "at the weekend", "2026-11-21 00:00", "."),
    # a clock time alone
    ("2026-11-20 12:00", LONDON, "22:15", "2026-11-19 22:15", "="),
    ("2026-11-20 22:15", LONDON, "22:15", "2026-11-20 22:15", "="),
    ("2026-11-20 22:14", NEW_YORK, "22:15", "2026-11-20 03:15", "="),
    ("2026-11-20 12:00", LONDON, "at 10:15 pm", "2026-11-19 22:15", "="),
    ("2027-01-01 00:30", KOLKATA, "23:45", "2026-12-31 18:15", "="),
    ("2024-03-01 00:30", LONDON, "23:45", "2024-02-29 23:45", "="),
    ("2026-10-25 12:00", LONDON, "01:30", "2026-10-25 00:30", "2026-10-25 01:30"),
    ("2026-03-29 00:45", LONDON, "01:30", "2026-03-28 01:30", "="),  # today's will be skipped: not yet, and never
    ("2026-03-29 02:10", LONDON, "01:30", "2026-03-29 00:30", "="),
    ("2026-11-01 12:00", NEW_YORK, "01:30", "2026-11-01 05:30", "2026-11-01 06:30"),
    ("2026-03-08 12:00", NEW_YORK, "02:30", "2026-03-08 06:30", "2026-03-08 07:30"),
    # dates, and dates with times
    ("2026-11-22 12:00", LONDON, "2026-11-20", "2026-11-20 00:00", "2026-11-21 00:00"),
    ("2026-11-20 12:00", KOLKATA, "2026-11-20", "2026-11-19 18:30", "."),
    ("2026-11-22 12:00", LONDON, "2026-11-20 23:30", "2026-11-20 23:30", "="),
    ("2026-11-22 12:00", NEW_YORK, "2026-11-20T23:30", "2026-11-21 04:30", "="),
    ("2026-11-22 12:00", LONDON, "on 2026-11-20 at 11:30 pm", "2026-11-20 23:30", "="),
    ("2026-11-22 12:00", NEW_YORK, "2026-11-20T23:30+01:00", "2026-11-20 22:30", "="),
    ("2026-11-22 12:00", NEW_YORK, "2026-11-20 23:30 +0530", "2026-11-20 18:00", "="),
    ("2026-11-22 12:00", NEW_YORK, "2026-11-20T23:30:15Z", "2026-11-20 23:30:15", "="),
    ("2027-01-02 12:00", LONDON, "2026-12-31", "2026-12-31 00:00", "2027-01-01 00:00"),
    ("2024-03-02 12:00", LORD_HOWE, "2024-2-29", "2024-02-28 13:00", "2024-02-29 13:00"),
    ("2026-03-29 12:00", LONDON, "2026-03-29", "2026-03-29 00:00", "."),
    ("2026-10-25 12:00", LONDON, "2026-10-25 01:30", "2026-10-25 00:30", "2026-10-25 01:30"),
    ("2026-03-29 12:00", LONDON, "2026-03-29 01:30", "2026-03-29 00:30", "2026-03-29 01:30"),
    ("2026-04-05 12:00", LORD_HOWE, "2026-04-05 01:45", "2026-04-04 14:45", "2026-04-04 15:15"),
    ("2016-11-21 12:00", LONDON, "2016-11-20", "2016-11-20 00:00", "2016-11-21 00:00"),
    ("2026-11-20 12:00", LONDON, "2016-11-20", "2016-11-20 00:00", "2016-11-21 00:00"),  # ten years to the day
    ("2022-03-28 12:00", BEIRUT, "2022-03-27", "2022-03-26 21:00", "2022-03-27 21:00"),  # midnight itself was skipped
    ("2012-01-02 12:00", APIA, "2011-12-30", "2011-12-29 10:00", "2011-12-30 10:00"),  # the day itself was skipped
]


@pytest.mark.parametrize(("now", "zone", "text", "earliest", "latest"), SPEC)
def test_what_words_mean(now: str, zone: str, text: str, earliest: str, latest: str) -> None:
    here = at(now, zone)
    span = read(text, here)
    assert span.earliest == utc(earliest)
    assert span.latest == (here if latest == "." else span.earliest if latest == "=" else utc(latest))


@pytest.mark.parametrize(
    ("text", "fold", "earliest", "latest"),
    [
        ("01:30", 0, "2026-10-24 00:30", "2026-10-24 00:30"),
        ("01:30", 1, "2026-10-25 00:30", "2026-10-25 00:30"),  # the second 01:30 is still to come
        ("01:05", 0, "2026-10-25 00:05", "2026-10-25 00:05"),
        ("01:05", 1, "2026-10-25 00:05", "2026-10-25 01:05"),
        ("today", 1, "2026-10-24 23:00", "2026-10-25 01:10"),
        ("1 hour", 0, "2026-10-24 23:10", "2026-10-24 23:10"),
        ("1 hour", 1, "2026-10-25 00:10", "2026-10-25 00:10"),
    ],
)
def test_said_in_the_hour_that_comes_twice(text: str, fold: int, earliest: str, latest: str) -> None:
    assert read(text, at("2026-10-25 01:10", LONDON, fold)) == Span(utc(earliest), utc(latest))


def test_an_unfinished_night_told_at_the_change_of_clocks() -> None:
    span = read("last night", at("2026-10-25 01:10", LONDON, fold=1))
    assert span == Span(utc("2026-10-23 17:00"), utc("2026-10-25 01:10"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "cannot be read"),
        ("   ", "cannot be read"),
        ("at", "cannot be read"),
        ("banana", "cannot be read"),
        ("-5", "cannot be read"),
        ("nan", "cannot be read"),
        ("1e3 hours", "cannot be read"),
        ("1,000 hours", "cannot be read"),
        ("5 m", "cannot be read"),
        ("6 hours 1 day", "cannot be read"),
        ("1 hour 2 hours", "cannot be read"),
        ("more than 30 hours", "cannot be read"),
        ("1 hour 30", "cannot be read"),
        ("20/11/2026", "cannot be read"),
        ("last night 25:00", "cannot be read"),
        ("last night 13 pm", "cannot be read"),
        ("2026-11-2012:00", "cannot be read"),
        ("9" * 50, "cannot be read"),
        ("last night " * 50, "cannot be read"),
        ("last night 2pm", "not part of 'last night'"),
        ("yesterday morning 13:00", "not part of 'yesterday morning'"),
        ("25:00", "there is no time"),
        ("2:5", "there is no time"),
        ("2026-11-19 25:00", "there is no time"),
        ("2026-02-30", "there is no day 2026-02-30"),
        ("2025-02-29", "there is no day"),
        ("2026-11-21", "not come yet"),
        ("2026-11-20 12:01", "not come yet"),
        ("2026-11-20T12:01Z", "not come yet"),
        ("9999-12-31", "not come yet"),
        ("tonight", "not come yet"),
        ("today 13:00", "not come yet"),
        ("0001-01-01", "ten years"),
        ("2016-11-19", "ten years"),
        ("2015-11-19 12:00+00:00", "ten years"),
        ("999999999 weeks", "ten years"),
        ("3654 days", "ten years"),
    ],
)
def test_what_is_not_a_time_is_refused_and_mended(text: str, what: str) -> None:
    with pytest.raises(AnswerProblems, match=what) as refused:
        read(text, at("2026-11-20 12:00", LONDON))
    (problem,) = refused.value.problems
    assert problem.path == "when"
    assert problem.mend
    assert len(problem.what) < 100


def test_the_first_year_of_all_is_refused_in_the_east() -> None:
    with pytest.raises(AnswerProblems, match="ten years"):
        read("0001-01-01", at("2026-11-20 12:00", KOLKATA))


def test_what_is_accepted_is_said_in_words_of_the_pack() -> None:
    with pytest.raises(AnswerProblems, match=r"30.*2 days.*22:15.*2026-11-20 23:30.*last night"):
        read("banana", at("2026-11-20 12:00", LONDON))


def test_another_language_brings_its_own_words() -> None:
    now = at("2026-11-20 12:00", LONDON)
    phrases = [Phrase(("la nuit dernière",), -1, "18:00", 12)]
    units = {"heures": timedelta(hours=1), "jours": timedelta(days=1)}
    typed = "La nuit dernie\u0300re à 01:30"  # an accent typed by itself
    assert read_moment(typed, now, phrases, units, {"à"}).earliest == utc("2026-11-20 01:30")
    assert read_moment("1,5 heures", now, phrases, units, frozenset()).earliest == utc("2026-11-20 10:30")
    with pytest.raises(AnswerProblems):
        read_moment("2 days", now, phrases, units)


def test_all_readings_of_words_that_mean_two_things_count() -> None:
    phrases = [Phrase(("the other day",), day, "00:00", 24) for day in (-3, -2)]
    span = read_moment("the other day", at("2026-11-20 12:00", LONDON), phrases)
    assert span == Span(utc("2026-11-17"), utc("2026-11-19"))


def test_a_phrase_of_fillers_matches_nothing() -> None:
    with pytest.raises(AnswerProblems, match="cannot be read"):
        read_moment("", at("2026-11-20 12:00", LONDON), [Phrase(("about", "the"), 0, "00:00", 24)])


def test_now_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        read("30", datetime(2026, 11, 20, 12))  # noqa: DTZ001 - the point of the test


# What must hold of every text

instants = st.datetimes(datetime(2012, 1, 3), datetime(2037, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
CHANGES = (
    *("2026-03-29 01:00", "2026-10-25 01:00", "2026-03-08 07:00", "2026-11-01 06:00", "2026-04-04 15:00"),
    *("2026-10-03 15:30", "2022-03-26 22:00", "2024-02-29 00:00", "2027-01-01 00:00", "2011-12-30 10:00"),
)
near_changes = st.builds(
    lambda change, minutes: utc(change) + timedelta(minutes=minutes), st.sampled_from(CHANGES), st.integers(-2000, 4000)
)
nows = st.builds(lambda now, zone: now.astimezone(ZoneInfo(zone)), instants | near_changes, st.sampled_from(ZONES))
clock_times = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
says = st.sampled_from([say for phrase in PHRASES for say in phrase.say])
texts = st.one_of(
    says,
    clock_times,
    st.builds("{} {}".format, says, clock_times),
    st.builds("{} {}".format, st.integers(0, 500), st.sampled_from(["hours", "days", "weeks", "minutes", ""])),
    st.builds("{:.2f} {}".format, st.floats(0, 400), st.sampled_from(["hours", "days", "weeks", ""])),
)
dates_before = st.integers(0, 3000)


@given(texts, nows)
@example("last night", at("2026-03-29 02:30", LONDON))
@example("last night 01:30", at("2026-10-25 01:30", LONDON, fold=1))
def test_a_span_is_in_order_and_over(text: str, now: datetime) -> None:
    try:
        span = read(text, now)
    except AnswerProblems:
        return
    assert span.earliest <= span.latest <= now.astimezone(UTC)
    longest, shortest = hours_since(span, now)
    assert longest >= shortest >= 0


@given(nows, dates_before, clock_times)
def test_a_date_and_time_is_shown_by_the_clock_at_both_ends(now: datetime, days: int, clock: str) -> None:
    wall = datetime.combine(now.date() - timedelta(days=days), time.fromisoformat(clock))
    try:
        span = read(f"{wall.date()} {clock}", now)
    except AnswerProblems:
        assert wall > now.replace(tzinfo=None)
        return
    shown = [end.astimezone(now.tzinfo).replace(tzinfo=None) for end in (span.earliest, span.latest)]
    if shown != [wall, wall]:  # only a time that the clocks skipped has none that shows it
        first = wall.replace(tzinfo=now.tzinfo, fold=0).utcoffset()
        second = wall.replace(tzinfo=now.tzinfo, fold=1).utcoffset()
        assert first is not None
        assert second is not None
        assert first < second
        assert shown[0] < wall


@given(nows, st.integers(0, 8000), st.integers(0, 3600))
def test_hours_come_back_exactly(now: datetime, hours: int, seconds: int) -> None:
    said = Fraction(hours) + Fraction(seconds, 10000)
    assume(said <= 87000)
    text = f"{hours}.{seconds:04}"
    assert hours_since(read(f"{text} hours", now), now) == (float(said), float(said))
    assert hours_since(read(text, now), now) == (float(said), float(said))
    assert hours_since(read(f"{hours // 24} days {hours % 24} hours", now), now) == (hours, hours)


@given(nows, st.integers(0, 3000))
def test_whole_days_hold_what_was_said_and_less_than_a_day_more(now: datetime, days: int) -> None:
    longest, shortest = hours_since(read(f"{days} days", now), now)
    assert longest >= 24 * days >= shortest
    # a day of the calendar has 25 hours at most, and a skipped midnight or date is read a little wider
    assume(now.tzinfo != ZoneInfo(APIA))
    assert longest <= 24 * (days + 1) + 2


@given(instants | near_changes, st.sampled_from(ZONES), st.sampled_from(ZONES), st.integers(0, 8000))
def test_elapsed_time_is_the_same_in_every_zone(now: datetime, one: str, other: str, minutes: int) -> None:
    spans = {read(f"{minutes} minutes", now.astimezone(ZoneInfo(zone))) for zone in (one, other)}
    assert spans == {Span(now - timedelta(minutes=minutes), now - timedelta(minutes=minutes))}


@given(nows, st.integers(0, 8000), st.integers(-23 * 60, 23 * 60), st.sampled_from("T "))
def test_an_aware_text_is_one_instant_in_every_zone(now: datetime, hours: int, offset: int, between: str) -> None:
    instant = now.astimezone(UTC) - timedelta(hours=hours)
    text = instant.astimezone(timezone(timedelta(minutes=offset))).isoformat(sep=between)
    assert read(text, now) == Span(instant, instant)


@given(nows, clock_times)
def test_a_clock_time_alone_is_the_last_one_shown(now: datetime, clock: str) -> None:
    span = read(clock, now)
    here = now.astimezone(UTC)
    zone, wanted = now.tzinfo, time.fromisoformat(clock)
    start = here.replace(second=0, microsecond=0)
    shown = [start - timedelta(minutes=n) for n in range(60 * 50)]
    shown = [instant for instant in shown if instant.astimezone(zone).time() == wanted]
    # a skipped time is read by both clocks and shown by neither
    skipped = span.earliest.astimezone(zone).time() != wanted
    assert skipped or shown[0] in {span.latest, span.earliest}
    assert skipped or span.earliest in shown[:2]


@given(nows)
def test_days_of_the_week_reach_back_a_week(now: datetime) -> None:
    for day in range(7):
        longest, _ = hours_since(read(DAYS[day], now), now)
        assert longest <= 7 * 24 + 25
    assert hours_since(read(DAYS[now.weekday()], now), now) == hours_since(read("today", now), now)


@given(st.text(max_size=40) | st.text(alphabet="0123456789:.,-+tz hdaypmnight ", max_size=24), nows)
def test_any_text_is_read_or_refused(text: str, now: datetime) -> None:
    try:
        span = read(text, now)
    except AnswerProblems:
        return
    assert span.latest <= now.astimezone(UTC)


# The values


@pytest.mark.parametrize(
    ("say", "day", "start", "hours", "weekday"),
    [
        ((), 0, "18:00", 12, None),
        ((" ",), 0, "18:00", 12, None),
        (("soon",), 1, "18:00", 12, None),
        (("once",), -4000, "18:00", 12, None),
        (("late",), 0, "24:00", 12, None),
        (("late",), 0, "6pm", 12, None),
        (("never",), 0, "18:00", 0, None),
        (("never",), 0, "18:00", float("nan"), None),
        (("ever",), 0, "18:00", 1e9, None),
        (("someday",), 0, "18:00", 12, 7),
    ],
)
def test_a_phrase_that_is_no_stretch_of_time_cannot_be(say, day, start, hours, weekday) -> None:
    with pytest.raises(ValueError, match=r"phrase|say|soon|once|late|never|ever|someday"):
        Phrase(say, day, start, hours, weekday)


def test_phrases_travel_in_a_compiled_pack() -> None:
    for phrase in PHRASES:
        assert from_plain(Phrase, to_plain(phrase)) == phrase


def test_a_span_is_in_utc_and_in_order() -> None:
    early, late = utc("2026-11-20 12:00"), utc("2026-11-20 13:00")
    with pytest.raises(ValueError, match="span"):
        Span(late, early)
    with pytest.raises(ValueError, match="span"):
        Span(early.astimezone(ZoneInfo(LONDON)), late)


def test_hours_since_a_later_now_grow_and_never_fall_below_zero() -> None:
    span = Span(utc("2026-11-20 12:00"), utc("2026-11-20 18:00"))
    assert hours_since(span, at("2026-11-21 12:30", LONDON)) == (24.5, 18.5)
    assert hours_since(span, at("2026-11-20 13:00", LONDON)) == (1.0, 0.0)


# Zones


def test_a_zone_has_a_name_in_any_case() -> None:
    assert zone_named("Europe/London") == ZoneInfo("Europe/London")
    assert zone_named(" europe/london ").utcoffset(datetime(2026, 7, 1)) == timedelta(hours=1)  # noqa: DTZ001


@pytest.mark.parametrize("name", ["Europe/Londn", "", "Europe", "../etc/passwd", "/etc/localtime", "a\0b", "x" * 300])
def test_no_zone_of_that_name(name: str) -> None:
    with pytest.raises(AnswerProblems, match="no time zone"):
        zone_named(name)


def test_a_near_name_is_offered() -> None:
    with pytest.raises(AnswerProblems, match="Europe/London"):
        zone_named("Europe/Londn")


def test_the_machine_names_its_zone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TZ", ":Australia/Lord_Howe")
    assert zone_named(None) == ZoneInfo(LORD_HOWE)
    monkeypatch.delenv("TZ")
    folder = tmp_path / "zoneinfo" / "Asia"
    folder.mkdir(parents=True)
    (folder / "Kolkata").touch()
    (tmp_path / "localtime").symlink_to(folder / "Kolkata")
    monkeypatch.setattr(zones, "_LOCALTIME", tmp_path / "localtime")
    assert zone_named(None) == ZoneInfo(KOLKATA)


def zone_file() -> bytes:
    """A zone file of the oldest kind, with one offset: an hour east."""
    counts = (0, 0, 0, 0, 1, 4)
    head = b"TZif\0" + bytes(15) + b"".join(count.to_bytes(4, "big") for count in counts)
    return head + (3600).to_bytes(4, "big") + b"\0\0" + b"XST\0"


@pytest.mark.parametrize("by", ["TZ", "localtime"])
def test_the_machine_has_a_zone_file_without_a_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, by: str) -> None:
    (tmp_path / "own").write_bytes(zone_file())
    monkeypatch.delenv("TZ", raising=False)
    if by == "TZ":
        monkeypatch.setenv("TZ", str(tmp_path / "own"))
    monkeypatch.setattr(zones, "_LOCALTIME", tmp_path / "own")
    assert datetime.combine(date(2026, 7, 1), time(), zone_named(None)).utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize("rule", ["", "XST-1XDT,M3.5.0,M10.5.0/3", None])
def test_a_machine_whose_zone_has_no_name_has_an_offset(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rule: str | None
) -> None:
    monkeypatch.delenv("TZ", raising=False)
    if rule is not None:
        monkeypatch.setenv("TZ", rule)
    monkeypatch.setattr(zones, "_LOCALTIME", tmp_path / "nothing")
    assert isinstance(zone_named(None), timezone)
