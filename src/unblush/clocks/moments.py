"""When was it: what a person says of a time, read as the earliest and the latest instant that fit the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Final, NoReturn

from unblush.clocks.zones import Span, between, instants, zone_named
from unblush.errors import AnswerProblems, Problem

__all__ = ["FILLERS", "TEN_YEARS", "UNITS", "Phrase", "Span", "hours_since", "read_moment", "zone_named"]

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_TICK: Final = timedelta(microseconds=1)

UNITS: Final[Mapping[str, timedelta]] = {
    **dict.fromkeys(("min", "mins", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), _HOUR),
    **dict.fromkeys(("d", "day", "days"), _DAY),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), timedelta(weeks=1)),
}
"""The English words of units; "m" is left out, for it could be minutes or months."""

FILLERS: Final = frozenset({"about", "ago", "and", "approximately", "around", "at", "maybe", "on", "roughly", "the"})
"""English words that change nothing: "about 30 hours ago" is read as "30 hours"."""

TEN_YEARS: Final = timedelta(days=3653)
"""Ten calendar years hold at most three leap days. What lies further back is taken for a slip of the keys."""

_FORMS: Final = "write hours ago (30), days ago (2 days), a time (22:15), a date and time (2026-11-20 23:30)"
_SMALL_HOURS: Final = 6  # before this hour somebody who is still awake may count the day as not over
_LONGEST_TEXT: Final = 120

_CLOCK: Final = re.compile(r"(\d{1,2})(?::(\d{2})(?::(\d{2}))?)? ?(?:([ap])\.? ?m\.?)?", re.ASCII)
_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ] ?(\d.*))?", re.ASCII)
_AMOUNT: Final = re.compile(r"(\d{1,9}(?:\.\d{1,9}|,\d{1,2})?) ?([^\W\d_]*)\.?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words for a stretch of time, in the language of the pack.

    `say` holds the ways to say it. `day` is the calendar day it begins on, counted from today (0 today, -1 yesterday).
    `start` is the local wall time of its beginning ("18:00"), `hours` its length on the wall clock. With a `weekday`
    (0 Monday to 6 Sunday), `day` is counted from the most recent such day instead, usually 0.

    Raises:
        ValueError: no words, a day to come, a start that is no wall time, no length, or no such weekday.
    """

    say: tuple[str, ...]
    day: int
    start: str
    hours: float
    weekday: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no stretch of time can be."""
        if not self.say or not all(words.strip() for words in self.say):
            raise ValueError("a phrase needs words")
        if not -3650 <= self.day <= 0:
            raise ValueError(f"{self.say[0]!r}: day {self.day} is not today or one of the days before")
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", self.start, re.ASCII):
            raise ValueError(f"{self.say[0]!r}: {self.start!r} is not a wall time such as 18:00")
        if not 0 < self.hours <= 24 * 366:
            raise ValueError(f"{self.say[0]!r}: {self.hours} hours is not a length")
        if self.weekday is not None and not 0 <= self.weekday <= 6:
            raise ValueError(f"{self.say[0]!r}: there is no weekday {self.weekday}")

    def opens(self, day: date) -> datetime:
        """Return the wall time at which the stretch begins, when it begins on `day`."""
        return datetime.combine(day, time.fromisoformat(self.start))

    def crosses_midnight(self) -> bool:
        """Say whether the stretch is a night: it goes on after the midnight that follows its start."""
        return self.opens(date.min) + timedelta(hours=self.hours) > datetime.combine(date.min, time()) + _DAY


def read_moment(
    text: str,
    now: datetime,
    phrases: Sequence[Phrase],
    units: Mapping[str, timedelta] = UNITS,
    fillers: AbstractSet[str] = FILLERS,
) -> Span:
    """Return the earliest and the latest instant that fit what a person says of a time, both cut at `now`.

    `now` is aware and carries the person's own zone. Case, spaces and fillers do not matter. What each form means:

    - "30", "1.5 hours", "1 day 6 hours", "45 minutes": elapsed time, exact, whatever the clocks did meanwhile. A
      number alone is hours. "About 30 hours" is 30 hours. A part of a day ("1.5 days") is exact too.
    - "2 days", "3 weeks", whole days and nothing finer: any instant of the local calendar day so many days ago, and so
      up to almost three days for "2 days". Exactly 48 h ago always fits, also when a change of clocks moved it out.
    - A phrase: its stretch of wall time. A phrase with a clock time ("last night 01:30", "2am last night"): each such
      time within the stretch; if a time without am or pm does not lie in it, the one twelve hours later is tried
      ("last night 11:30"). Where several phrases share their words, all their readings count.
    - A night that has begun ("last night") and is said before 06:00 may mean the night before as well:
      the span begins a day earlier and ends now. Day words keep to the calendar: "today" said at 01:00 begins at
      midnight, "yesterday" at yesterday's midnight.
    - A phrase that has not begun yet ("tonight" said at 01:00) means, before 06:00, the day before: the day of somebody
      still awake is not over. Later in the day it is an error.
    - A phrase with a weekday: the most recent such day on which it has begun, and that can be today.
    - "22:15": the most recent such time, on the 24-hour clock.
    - "2026-11-20": the whole local day, from its midnight. "2026-11-20 23:30": that wall time. With an offset
      ("2026-11-20T23:30+01:00"): that instant, in every zone.

    A wall time that comes twice when clocks go back is the first instant for `earliest` and the second for `latest`,
    unless the second is still to come. A wall time that clocks skip is read by both clocks: by the new one, which is
    an instant before the change, for `earliest`; by the old one, an instant after it, for `latest`.

    Raises:
        AnswerProblems: not a time in any of these forms, wholly to come, or more than `TEN_YEARS` ago.
        ValueError: `now` has no zone.
    """
    if now.utcoffset() is None:
        raise ValueError("now needs a zone")
    said = _plain(text, fillers) if len(text) <= _LONGEST_TEXT else ""
    span = (
        _from_phrases(said, now, phrases, fillers)
        or _from_date(said, now)
        or _from_clock(said, now)
        or _from_duration(said, now, units)
    )
    if span is None:
        shown = text if len(text) <= 40 else text[:40] + "..."
        words = "".join(f", or {phrase.say[0]!r}" for phrase in phrases[:3])
        _refuse(f"{shown!r} cannot be read as a time", f"{_FORMS}{words}")
    if now.astimezone(UTC) - span.earliest > TEN_YEARS:
        _refuse_too_old()
    return span


def hours_since(span: Span, now: datetime) -> tuple[float, float]:
    """Return the longest and the shortest time since the event, in elapsed hours, neither below 0."""
    here = now.astimezone(UTC)
    return max(0.0, (here - span.earliest) / _HOUR), max(0.0, (here - span.latest) / _HOUR)


def _plain(text: str, fillers: AbstractSet[str]) -> str:
    said = unicodedata.normalize("NFC", text).casefold().strip(" \t\n.!?~'\"")
    said = re.sub(r"(?<!\d),|,(?!\d)", " ", said)  # a comma between digits is a decimal comma
    return " ".join(word for word in said.split() if word not in fillers)


def _from_phrases(said: str, now: datetime, phrases: Sequence[Phrase], fillers: AbstractSet[str]) -> Span | None:
    squeezed = said.replace(" ", "")
    matches: list[tuple[Phrase, list[time] | None]] = []
    for phrase in phrases:
        for words in {_plain(way, fillers).replace(" ", "") for way in phrase.say} - {""}:
            if squeezed == words:
                matches.append((phrase, None))
            elif squeezed.startswith(words) or squeezed.endswith(words):
                rest = squeezed.removeprefix(words) if squeezed.startswith(words) else squeezed.removesuffix(words)
                if clocks := _clocks(rest):
                    matches.append((phrase, clocks))
    if not matches:
        return None
    if not any(_walls(phrase, clocks, now.date()) for phrase, clocks in matches):
        _refuse(f"this time of day is not part of {matches[0][0].say[0]!r}", "give a date and time: 2026-11-20 23:30")
    spans = [span for phrase, clocks in matches for span in _readings(phrase, clocks, now)]
    if not spans:
        _refuse_to_come()
    return Span(min(span.earliest for span in spans), max(span.latest for span in spans))


def _readings(phrase: Phrase, clocks: Sequence[time] | None, now: datetime) -> list[Span]:
    day, back = now.date() + timedelta(days=phrase.day), _DAY
    if phrase.weekday is not None:
        day, back = day - timedelta(days=(now.weekday() - phrase.weekday) % 7), timedelta(weeks=1)
    these, before = (
        [span for start, end in _walls(phrase, clocks, first) if (span := between(start, end, now))]
        for first in (day, day - back)
    )
    small_hours = now.hour < _SMALL_HOURS
    if not these:
        return before if small_hours or phrase.weekday is not None else []
    if small_hours and phrase.weekday is None and phrase.crosses_midnight():
        return these + before
    return these


def _walls(phrase: Phrase, clocks: Sequence[time] | None, day: date) -> list[tuple[datetime, datetime]]:
    """Return the stretches of wall time that a phrase and a clock time can mean, when the phrase begins on `day`."""
    opens = phrase.opens(day)
    closes = opens + timedelta(hours=phrase.hours)
    if clocks is None:
        return [(opens, closes)]
    for clock in clocks:  # the first reading of the clock that lies in the stretch, on each day of it
        wall = datetime.combine(day, clock)
        wall += _DAY if wall < opens else timedelta()
        if wall < closes:
            days = -((wall - closes) // _DAY)
            return [(wall + n * _DAY, wall + n * _DAY) for n in range(days)]
    return []


def _from_date(said: str, now: datetime) -> Span | None:
    found = _DATE.fullmatch(said)
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        _refuse(f"there is no day {found[1]}-{found[2]}-{found[3]}", "write year, month and day: 2026-11-20")
    if day.year > now.year + 1:  # far years end where datetime ends, so they are turned away before they are converted
        _refuse_to_come()
    if day.year < now.year - 11:
        _refuse_too_old()
    if found[4] is None:
        span = between(datetime.combine(day, time()), datetime.combine(day, time()) + _DAY, now)
    elif clocks := _clocks(found[4]):
        wall = datetime.combine(day, clocks[0])
        span = between(wall, wall, now)
    else:
        try:
            wall = datetime.fromisoformat(f"{day}T{found[4].replace(' ', '').upper()}")
        except ValueError:
            _refuse(f"there is no time {found[4]!r}", "write hours and minutes: 2026-11-20 23:30")
        if wall.tzinfo is None:
            span = between(wall, wall, now)
        else:
            instant = wall.astimezone(UTC)
            span = Span(instant, instant) if instant <= now.astimezone(UTC) else None
    return span or _refuse_to_come()


def _from_clock(said: str, now: datetime) -> Span | None:
    clocks = _clocks(said)
    if not clocks:
        if re.fullmatch(r"\d+:\d+(:\d+)?", said):
            _refuse(f"there is no time {said!r}", "write hours and minutes of a day: 22:15")
        return None
    wall = datetime.combine(now.date(), clocks[0])
    return between(wall, wall, now) or between(wall - _DAY, wall - _DAY, now)


def _clocks(said: str) -> list[time]:
    """Return the readings of a clock time, the likelier first; none if it is not one."""
    found = _CLOCK.fullmatch(said)
    if found is None or (found[2] is None and found[4] is None):
        return []
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    if found[4]:
        if not 1 <= hour <= 12:
            return []
        hour = hour % 12 + (12 if found[4] == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return []
    readings = [time(hour, minute, second)]
    if not found[4] and 1 <= hour <= 12:
        readings.append(time((hour + 12) % 24, minute, second))
    return readings


def _from_duration(said: str, now: datetime, units: Mapping[str, timedelta]) -> Span | None:
    parts = list(_AMOUNT.finditer(said))
    if "".join(part[0] for part in parts).replace(" ", "") != said.replace(" ", "") or not parts:
        return None
    if len(parts) == 1 and not parts[0][2]:
        sizes = [_HOUR]
    elif all(part[2] in units for part in parts):
        sizes = [units[part[2]] for part in parts]
    else:
        return None
    if sizes != sorted(set(sizes), reverse=True):  # "6 hours 1 day", "1 hour 2 hours": more likely a slip than a sum
        return None
    ticks = sum(
        (Fraction(part[1].replace(",", ".")) * (size // _TICK) for part, size in zip(parts, sizes, strict=True)),
        Fraction(0),
    )
    if ticks > TEN_YEARS // _TICK:
        _refuse_too_old()
    ago = timedelta(microseconds=round(ticks))
    here = now.astimezone(UTC)
    exact = here - ago
    if sizes[-1] < _DAY or ago % _DAY:
        return Span(exact, exact)
    midnight = datetime.combine(now.date() - ago, time())
    first, last = instants(midnight, now)[0], instants(midnight + _DAY, now)[1]
    return Span(min(first, exact), min(max(last, exact), here))


def _refuse_to_come() -> NoReturn:
    _refuse("this time has not come yet", "check the day, or say how many hours ago it was")


def _refuse_too_old() -> NoReturn:
    _refuse("this is more than ten years ago", "check the date, or say how many days ago it was")


def _refuse(what: str, mend: str) -> NoReturn:
    raise AnswerProblems([Problem("when", 0, 0, what, mend)])
