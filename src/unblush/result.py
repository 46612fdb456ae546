"""What an assessment holds: ids, numbers and reasons; the words are added by `rendering`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from unblush.vocabulary import ClockId, ConditionId, ItemId, PageId, RuleId


class ReasonKind(StrEnum):
    """What put the triage level where it is."""

    RED_FLAG = "red_flag"
    EXPECTED_LOSS = "expected_loss"
    ROBUSTNESS = "robustness"
    POOR_FIT = "poor_fit"
    NOT_RULED_OUT = "not_ruled_out"


@dataclass(frozen=True, slots=True)
class TriageReason:
    """One thing that asks for at least this level; `name` is a rule or a condition."""

    kind: ReasonKind
    level: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Triage:
    """How soon: the highest level among its reasons, which are sorted most urgent first."""

    level: int
    reasons: tuple[TriageReason, ...]
    fired: tuple[RuleId, ...]
    not_ruled_out: tuple[RuleId, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A condition with its posterior, and the middle 90 % of it over the redraws of the numbers."""

    condition: ConditionId
    probability: float
    low: float
    high: float


class PartKind(StrEnum):
    """The parts of a waterfall, in their order."""

    BASE_RATE = "base_rate"
    AGE = "age"
    RISK_FACTOR = "risk_factor"
    COMPLAINT = "complaint"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One part of the log-odds of a condition, in nats; `absent` where the answer was that it is not there."""

    kind: PartKind
    items: tuple[ItemId, ...]
    absent: bool
    nats: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Base rate, then each answer's weight: `parts` add up to `log_odds`, the posterior's."""

    condition: ConditionId
    parts: tuple[Contribution, ...]
    log_odds: float


class Grade(StrEnum):
    """How strongly a certificate holds."""

    NONE_CAN = "none_can"
    FEWER_THAN_ONE_IN = "fewer_than_one_in"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whether the answers not yet given could still move the advice (red-flag floor and loss-minimising level).

    `none_can`: proved, `checked` completions enumerated or a bound. `fewer_than_one_in`: of `checked` simulated
    completions `changed` moved it, and the 95 % upper bound together with the mass not simulated is below 1/one_in.
    """

    grade: Grade
    one_in: int
    checked: int
    changed: int
    not_covered: float


@dataclass(frozen=True, slots=True)
class Flip:
    """One answer that would change the level if it were otherwise: `present` is what it would become."""

    item: ItemId
    present: bool
    level: int


@dataclass(frozen=True, slots=True)
class Robustness:
    """In which share of the redraws the level and the leading explanation stay as they are."""

    redraws: int
    level_stays: float
    leader_stays: float
    careful_level: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How well the answers fit: the posterior of "unexplained", and the surprise in standard deviations."""

    unexplained: float
    surprise: float
    poor: bool


class ClockState(StrEnum):
    """Where a clock stands: a deadline is open, closed or unknown; a window not yet open, ready or unknown."""

    OPEN = "open"
    CLOSED = "closed"
    NOT_YET = "not_yet"
    READY = "ready"
    UNKNOWN = "unknown"


DEADLINE_STATES: Final = (ClockState.OPEN, ClockState.CLOSED, ClockState.UNKNOWN)
"""The states of a clock that closes; a window has the others."""


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One clock as it stands: `hours` until it closes or opens (negative once it has), and `since` the event.

    `by_cycle` says that ovulation and not the event holds the deadline open; `best` are the hours left of the best
    time, 0 once that is over, None where the clock has none.
    """

    clock: ClockId
    state: ClockState
    hours: float | None
    since: float | None
    best: float | None
    by_cycle: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the conception model says to somebody who tries: ranges (low, high) of chances, and days.

    `cycle` is the chance in one cycle or try, `year` that of the next twelve cycles, for sex only. `best_days` are the
    first and the last day, counted from today, on which at least one woman in ten with such cycles is fertile.
    """

    routes: tuple[str, ...]
    cycle: tuple[float, float]
    year: tuple[float, float] | None
    best_days: tuple[int, int] | None
    cites: tuple[str, ...]
    expert: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that follows from one person's current answers, and from which pack.

    `ovulation_passed` is the chance that ovulation lies behind (low, middle, high), where the dates were given.
    """

    complaint: str
    pack_digest: str
    age: float | None
    triage: Triage
    explanations: tuple[Explanation, ...]
    waterfall: Waterfall | None
    certificate: Certificate
    flips: tuple[Flip, ...]
    robustness: Robustness
    fit: Fit
    present: tuple[ItemId, ...]
    pages_asked: tuple[PageId, ...]
    numbers_given: tuple[tuple[PageId, float], ...]
    exact: bool
    clocks: tuple[ClockReading, ...] = ()
    ovulation_passed: tuple[float, float, float] | None = None
    outlook: Outlook | None = None
