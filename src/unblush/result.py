"""What an assessment holds: ids, numbers and reasons; the words are added by `rendering`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unblush.vocabulary import ConditionId, ItemId, PageId, RuleId


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


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that follows from one person's current answers, and from which pack."""

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
