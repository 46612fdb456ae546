"""The ids and small words that every floor shares; what they mean stands in GLOSSARY.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

ConditionId = NewType("ConditionId", str)
ItemId = NewType("ItemId", str)
PageId = NewType("PageId", str)
RuleId = NewType("RuleId", str)
AdviceId = NewType("AdviceId", str)
ClockId = NewType("ClockId", str)
CiteId = NewType("CiteId", str)
"""A statement (M..., C..., U...) or a source (S...) of the pack's bibliography."""

LEVELS: Final = ("self_care", "routine", "within_two_weeks", "within_days", "same_day", "emergency")
"""Triage levels, least urgent first; a level is passed around as its index here."""

SELF_CARE: Final = 0
ROUTINE: Final = 1
SAME_DAY: Final = 4
EMERGENCY: Final = 5


AGE: Final = PageId("age")
"""The one page that every pack must have: whole years."""


class Mark(StrEnum):
    """What a person did with a question page."""

    ANSWERED = "answered"
    NONE = "none"  # "none of these", or "no"
    UNKNOWN = "unknown"  # "I don't know"
    DECLINED = "declined"  # "I'd rather not say"


class Region(StrEnum):
    """Whose services and phone numbers are named."""

    UK = "uk"
    US = "us"
    IN = "in"
    GENERIC = "generic"


class Whom(StrEnum):
    """Whether the person answers for themselves or about somebody else."""

    SELF = "self"
    OTHER = "someone-else"


class ComplaintKind(StrEnum):
    """What a complaint leads to: explanations with their shares, or deadlines and rules alone."""

    EXPLAIN = "explain"
    PATHWAY = "pathway"


class ItemKind(StrEnum):
    """What ticking an item does: reports a finding, shifts a prior, or only feeds rules."""

    FINDING = "finding"
    RISK_FACTOR = "risk_factor"
    CONTEXT = "context"


class PageKind(StrEnum):
    """How a page is answered: ticks, one choice, or a number."""

    TICK = "tick"
    SINGLE = "single"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said on one page: chosen items, a number, or why there is neither."""

    mark: Mark
    chosen: tuple[ItemId, ...] = ()
    number: float | None = None

    def __post_init__(self) -> None:
        said = bool(self.chosen) or self.number is not None
        if said != (self.mark is Mark.ANSWERED) or (self.chosen and self.number is not None):
            raise ValueError(f"an answer is items, a number or a reason for neither, not {self}")


Answers = Mapping[PageId, Answer]
"""The answers that stand now, by page; a page without an entry was not asked."""

NONE: Final = Answer(Mark.NONE)
UNKNOWN: Final = Answer(Mark.UNKNOWN)
DECLINED: Final = Answer(Mark.DECLINED)
