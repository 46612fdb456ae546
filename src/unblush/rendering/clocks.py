"""Deadlines and windows in words: how long is left, until when, and what to do."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from unblush.compiled.catalogue import Catalogue, ClockWords
from unblush.rendering.citations import Citations
from unblush.rendering.known import Told
from unblush.result import ClockReading, ClockState

ORDER: Final = ("emergency_contraception", "hiv", "assault", "pregnancy", "tests")
IN_HOURS: Final = 72.0
"""Up to so many hours the time left is said in hours, beyond in days."""


@dataclass(frozen=True, slots=True)
class NoteView:
    """Something about a clock that holds for this person, and what stands behind it."""

    text: str
    behind: str


@dataclass(frozen=True, slots=True)
class ClockView:
    """One clock: how it stands in a word and a sentence, what to do, and what holds for this person."""

    id: str
    group: str
    title: str
    state: str
    stands: str
    do: str
    behind: str
    notes: tuple[NoteView, ...]
    hours: float | None
    at: str


def clock_views(
    readings: tuple[ClockReading, ...],
    words: Catalogue,
    facts: Told,
    services: Mapping[str, str],
    now: datetime | None,
    cites: Citations,
) -> tuple[ClockView, ...]:
    """Return the clocks in the order in which they press: by group, deadlines first, then as the pack lists them."""
    ranked = sorted(readings, key=lambda reading: ORDER.index(words.clocks[reading.clock].group))
    return tuple(_view(reading, words, facts, services, now, cites) for reading in ranked)


def early_clock_views(
    readings: tuple[ClockReading, ...],
    complaint: str,
    words: Catalogue,
    services: Mapping[str, str],
    now: datetime | None,
) -> tuple[ClockView, ...]:
    """Return clocks as they are shown amid the questions: what to do, without its sources, which come last."""
    nothing_yet = Told(complaint, frozenset(), {}, frozenset())
    views = clock_views(readings, words, nothing_yet, services, now, Citations(words))
    return tuple(replace(view, behind="") for view in views)


def _view(
    reading: ClockReading,
    words: Catalogue,
    facts: Told,
    services: Mapping[str, str],
    now: datetime | None,
    cites: Citations,
) -> ClockView:
    clock = words.clocks[reading.clock]
    at = moment(reading, now)
    notes = tuple(
        NoteView(note.said.text.format(**services), cites.mark(note.said))
        for note in clock.notes
        if facts.holds(note.when) and reading.state is not ClockState.CLOSED
    )
    return ClockView(
        id=clock.id,
        group=clock.group,
        title=clock.title,
        state=reading.state.value,
        stands=stands(reading, words, at),
        do=_do(reading, clock).format(**services),
        behind=cites.mark(clock.do),
        notes=notes,
        hours=None if reading.hours is None else round(reading.hours, 1),
        at=at.isoformat(timespec="minutes") if at is not None else "",
    )


def moment(reading: ClockReading, now: datetime | None) -> datetime | None:
    """Return when a clock closes or opens, in the person's own zone; a deadline is never rounded up."""
    if now is None or reading.hours is None:
        return None
    # by way of UTC: adding hours to a local time would walk over a change of the clocks as if there were none
    return (now.astimezone(UTC) + timedelta(hours=reading.hours)).astimezone(now.tzinfo)


def stands(reading: ClockReading, words: Catalogue, at: datetime | None) -> str:
    """Return where a clock stands, in one sentence."""
    if reading.state is ClockState.UNKNOWN or reading.hours is None:
        return words.word("clock.unknown")
    if reading.state is ClockState.CLOSED:
        return words.word("clock.closed")
    if reading.state is ClockState.READY:
        return words.word("clock.ready")
    if reading.state is ClockState.NOT_YET:
        days = math.ceil(reading.hours / 24)
        return (
            words.word("clock.not_yet_date", date=date_words(words, at), days=days)
            if at is not None
            else words.word("clock.not_yet", days=days)
        )
    until = words.word("clock.until", when=date_words(words, at, clock=True)) if at is not None else ""
    left = time_words(words, reading.hours)
    key = "clock.open_by_cycle" if reading.by_cycle else "clock.open"
    sentence = words.word(key, left=left, until=until)
    if reading.best:
        sentence += " " + words.word("clock.best", left=time_words(words, reading.best))
    return sentence


def time_words(words: Catalogue, hours: float) -> str:
    """Return a time left in whole hours or days, rounded down: better too early than too late."""
    if hours < 1:
        return words.word("clock.under_an_hour")
    if hours <= IN_HOURS:
        return words.word("clock.hour" if int(hours) == 1 else "clock.hours", hours=int(hours))
    return words.word("clock.days", days=int(hours / 24))


def date_words(words: Catalogue, at: datetime, *, clock: bool = False) -> str:
    """Return a date in words, such as Tuesday 24 November 2026, with the time of day where it matters."""
    day = words.word(f"clock.weekday.{at.weekday()}")
    month = words.word(f"clock.month.{at.month}")
    key = "clock.date_time" if clock else "clock.date"
    return words.word(key, weekday=day, day=at.day, month=month, year=at.year, time=f"{at.hour:02}:{at.minute:02}")


def _do(reading: ClockReading, clock: ClockWords) -> str:
    if reading.state is ClockState.UNKNOWN:
        return clock.unknown
    return clock.over if reading.state is ClockState.CLOSED else clock.do.text
