"""The first page: what brings you here, for whom, where, and what this is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from unblush.compiled.catalogue import Catalogue
from unblush.interfaces.web.forms import Mistake
from unblush.vocabulary import Region, Whom

ZONES: Final = (
    "Europe/London",
    "Europe/Dublin",
    "Europe/Paris",
    "Europe/Athens",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Sao_Paulo",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Dhaka",
    "Asia/Manila",
    "Australia/Sydney",
    "Pacific/Auckland",
)
"""Zones to choose from: one for each clock that many readers of English live by."""

ZONE_OF_REGION: Final = {Region.UK: "Europe/London", Region.IN: "Asia/Kolkata"}
"""Regions with one clock need not be asked for it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: see components/choices.html."""

    value: str
    label: str
    explain: str = ""
    checked: bool = False
    exclusive: bool = False
    picture: object = None


@dataclass(frozen=True, slots=True)
class StartContext:
    """Everything on the first page."""

    mistakes: tuple[Mistake, ...]
    emergency: str
    complaints: tuple[Choice, ...]
    whom: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    zones: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    intended_use: str


def start_context(
    words: Catalogue,
    languages: Sequence[tuple[str, str]],
    region: Region = Region.GENERIC,
    mistakes: tuple[Mistake, ...] = (),
) -> StartContext:
    """Return the first page as somebody in a region meets it."""
    complaints = [
        Choice(c.id, c.entry, words.word("web.start.also", opening=c.opening)) for c in words.complaints.values()
    ]
    return StartContext(
        mistakes=mistakes,
        emergency=words.word("ask.emergency_any", **words.regions[region.value].services),
        complaints=tuple(complaints),
        whom=tuple(Choice(w.value, words.word(f"web.whom.{w.name.lower()}"), checked=w is Whom.SELF) for w in Whom),
        regions=tuple(Choice(r.value, words.regions[r.value].name, checked=r is region) for r in Region),
        zones=(("", words.word("web.start.zone_none")), *((zone, zone.replace("_", " ")) for zone in ZONES)),
        languages=tuple(languages),
        intended_use=words.intended_use,
    )
