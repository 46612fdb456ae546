"""A person's time zone, and the instants that its wall times can be."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from unblush.errors import AnswerProblems, Problem, did_you_mean

_LOCALTIME = Path("/etc/localtime")


@dataclass(frozen=True, slots=True)
class Span:
    """The instants between which something happened: `earliest <= latest`, both aware and in UTC.

    Deadlines count from `earliest`. Both ends belong to the span.
    """

    earliest: datetime
    latest: datetime

    def __post_init__(self) -> None:
        """Refuse ends in the wrong order, and ends that are not in UTC."""
        if self.earliest.tzinfo is not UTC or self.latest.tzinfo is not UTC or self.earliest > self.latest:
            raise ValueError(f"{self.earliest} to {self.latest} is not a span in UTC")


def between(start: datetime, end: datetime, now: datetime) -> Span | None:
    """Return the span of two wall times in the zone of `now`, cut at now; None if it has not begun."""
    here = now.astimezone(UTC)
    # Either the wall clock has shown the start today, or it has and was then put back. Instants alone would not do:
    # a skipped wall time has an instant before the change, when no clock had reached it.
    if start > now.replace(tzinfo=None) and start.replace(tzinfo=now.tzinfo).astimezone(UTC) > here:
        return None
    first, last = instants(start, now)[0], instants(end, now)[1]
    if last <= here:
        return Span(first, last)
    return Span(first, first if start == end else here)


def instants(wall: datetime, now: datetime) -> tuple[datetime, datetime]:
    """Return the earlier and the later instant that a wall time can be in the zone of `now`; mostly they are one."""
    both = [wall.replace(tzinfo=now.tzinfo, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return min(both), max(both)


def zone_named(name: str | None) -> tzinfo:
    """Return the zone of an IANA name ("Europe/London"; case does not matter), or of this machine for None.

    The machine's zone is the name or file in TZ, else what /etc/localtime is. Where neither can be read (Windows, a
    rule written out in TZ) it is the offset that holds now, which does not know when clocks change.

    Raises:
        AnswerProblems: there is no zone of that name.
    """
    if name is None:
        return _machine_zone()
    zone = _zone(name.strip())
    if zone is None:
        known = available_timezones()
        folded = {key.casefold(): key for key in known}
        zone = _zone(folded.get(name.strip().casefold(), ""))
        if zone is None:
            raise AnswerProblems([Problem("zone", 0, 0, f"there is no time zone {name!r}", did_you_mean(name, known))])
    return zone


def _machine_zone() -> tzinfo:
    named = os.environ.get("TZ")
    if named is None:
        place = _LOCALTIME.resolve()
        _, found, key = place.as_posix().rpartition("/zoneinfo/")
        zone = (_zone(key) if found else None) or _zone_in(place)
    else:
        named = named.removeprefix(":")
        zone = _zone_in(Path(named)) if named.startswith("/") else _zone(named)
    return zone or datetime.now(UTC).astimezone().tzinfo or UTC


def _zone(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key) if key else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder, such as "Europe"
        return None


def _zone_in(place: Path) -> ZoneInfo | None:
    try:
        with place.open("rb") as file:
            return ZoneInfo.from_file(file, key=place.as_posix())
    except (ValueError, OSError):
        return None
