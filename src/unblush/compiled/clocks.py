"""Deadlines and windows as numbers, how ovulation is placed in a cycle, and what the conception model is asked."""

from __future__ import annotations

from dataclasses import dataclass

from unblush.compiled.rules import Rule
from unblush.vocabulary import ClockId, ItemId, PageId


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline (`closes`) or a window (`opens`), in hours after the event; `shown` is None where it always is.

    `since` are the pages that ask how many hours ago, the first with an answer counts. `after_ovulation` hours after
    the earliest likely ovulation keep a deadline open beyond `closes`; while the cycle is unknown it is not closed
    before `unknown_until`.
    """

    id: ClockId
    shown: Rule | None
    since: tuple[PageId, ...]
    closes: float | None
    opens: float | None
    best_within: float | None
    after_ovulation: float | None
    unknown_until: float | None

    @property
    def can_show(self) -> bool:
        """Whether there is anybody in this complaint to whom it is shown."""
        return self.shown is None or bool(self.shown.parts or self.shown.name)


@dataclass(frozen=True, slots=True)
class OutlookRule:
    """Which page and items tell the conception model what to answer; a route is `sex` or one of its own."""

    tried: PageId
    irregular: ItemId
    routes: tuple[tuple[ItemId, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Cycle:
    """The pages (in days) from which ovulation is placed: `luteal_days` before the next period."""

    since_period: PageId
    length: PageId
    luteal_days: int
