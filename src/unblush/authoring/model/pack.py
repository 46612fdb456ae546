"""The pack: everything by id, with nothing dangling."""

from __future__ import annotations

import itertools
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from unblush.authoring.model.advice import Advice, RedFlag
from unblush.authoring.model.case import Case
from unblush.authoring.model.claim import Claim, Family, Labelled, LedgerCalibration, StanceFile
from unblush.authoring.model.clock import Clock, Cycle, Phrase
from unblush.authoring.model.conception import Conception
from unblush.authoring.model.condition import Condition
from unblush.authoring.model.dangling import Dangling, find_dangling
from unblush.authoring.model.question import Page
from unblush.authoring.model.reading import Alarm, AnswerEntry, Asked, LeftOut, Quality
from unblush.authoring.model.record import AgeRange, Id, Level, Probability, Record, Text, age_span
from unblush.authoring.model.region import RegionServices
from unblush.authoring.model.source import Source, Statement, Unused

LEVEL_NAMES: tuple[Level, ...] = (
    "self_care",
    "routine",
    "within_two_weeks",
    "within_days",
    "same_day",
    "emergency",
)


class Unexplained(Record):
    """The leak of the complaint: people whose fluid no entry explains."""

    share: Probability = Field(gt=0.0, lt=0.5, description="of complainers")
    urgency: Level
    threshold: Probability = Field(description="posterior above which the result says the answers fit badly")


class OutlookAsked(Record):
    """How the conception model answers in a complaint: the page of months tried, and the routes each item means."""

    tried: Id = Field(description="the number page, in months")
    irregular: Id = Field(description="the item that says that no cycle is like another")
    routes: dict[Id, tuple[Text, ...]] = Field(description="item to `sex` or routes of conception.yaml")


class Complaint(Record):
    """What brings a person, and how its interview runs."""

    id: Id
    kind: Literal["explain", "pathway"]
    name: Text
    opening: Text
    applies_when: Literal["has_penis", "has_vagina", "anyone"]
    entry: Text = Field(description="the line by which a person chooses it when asked what brings them")
    entry_other: Text
    at_once: tuple[Id, ...] = Field(default=(), description="advice that is said before the first question")
    partner: Id | None = Field(default=None, description="the complaint that the partner in the same event may have")
    first_hours: bool = Field(default=False, description="its results show what happens to semen in the first hours")
    first: tuple[Id, ...] = Field(min_length=1, description="pages that are always asked, in this order")
    pages_at_most: int = Field(ge=1, description="the ceiling of an interview")
    unexplained: Unexplained
    outlook: OutlookAsked | None = None


class Asking(Record):
    """The constants of question choice and stopping."""

    recall: Probability = Field(gt=0.0, description="chance that a person ticks what is true")
    certificate_one_in: int = Field(ge=5, description="stop when fewer than one completion in so many moves the advice")
    entropy_weight: float = Field(ge=0.0, description="loss units that one nat about the explanations is worth")
    explain_nats: float = Field(ge=0.0, description="go on while a page says at least so much about which explanation")
    explain_pages: int = Field(ge=0, description="but for that reason never beyond so many pages")
    document_weight: float = Field(ge=0.0, description="loss units that a documented answer is worth")
    burden_weight: float = Field(ge=0.0, description="loss units that one unit of burden costs")


class Honesty(Record):
    """When the wording turns cautious."""

    stays_at_least: Probability = Field(description="share of redraws that must keep the advice")
    robust_percentile: Probability
    redraws: int = Field(ge=10, le=500)
    concentration: dict[Literal["high", "moderate", "low", "very_low"], float] = Field(
        description="how many people a number of this strength is worth"
    )


class Manifest(Record):
    """The schema of pack.yaml."""

    id: Id
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    title: Text
    language: Literal["en"]
    licence: Text
    intended_use: Text
    ages: dict[AgeRange, Probability] = Field(description="age bands and the share of people in each")
    loss: dict[Level, tuple[float, ...]] = Field(description="cost of advising the key when the column is needed")
    complaints: tuple[Complaint, ...] = Field(min_length=1)
    asking: Asking
    honesty: Honesty
    review_policy: Text
    exempt_terms: tuple[Text, ...] = Field(description="words people need, left out of the reading grade")
    never_say: tuple[Text, ...] = Field(description="words that no text for people may hold")

    @model_validator(mode="after")
    def _tables_fit(self) -> Self:
        if tuple(self.loss) != LEVEL_NAMES or any(len(row) != len(LEVEL_NAMES) for row in self.loss.values()):
            raise ValueError(f"`loss` has one row and one column for each of {', '.join(LEVEL_NAMES)}, in this order")
        if any(row[i] != 0 for i, row in enumerate(self.loss.values())):
            raise ValueError("the loss of the right level is 0")
        spans = [age_span(text) for text in self.ages]
        if spans[0][0] != 0 or any(b[0] != a[1] + 1 for a, b in itertools.pairwise(spans)):
            raise ValueError("`ages` cover every age once, in order, from 0")
        if abs(sum(self.ages.values()) - 1) > 1e-6:
            raise ValueError("the shares of `ages` add up to 1")
        return self


class Standardisation(Record):
    """Figures simulated from the pack itself by `unblush pack calibrate`; generated, not written by hand."""

    for_numbers: Text = Field(description="digest of the numbers they were simulated from")
    interviews: int
    surprise_cut_off: float
    page_surprise: dict[Id, tuple[float, float]] = Field(description="mean and variance, in nats, by page")


class CalibrationFile(Record):
    """The schema of calibration.yaml."""

    complaints: dict[Id, Standardisation]


class Pack(Record):
    """All of it, by id. What exists here is valid; later code does not check again."""

    manifest: Manifest
    sources: dict[str, Source]
    statements: dict[str, Statement]
    pages: dict[str, Page]
    conditions: dict[str, Condition]
    red_flags: dict[str, RedFlag]
    advice: dict[str, Advice]
    words: dict[str, str]
    regions: dict[str, RegionServices]
    clocks: dict[str, Clock]
    cycle: Cycle | None
    phrases: tuple[Phrase, ...]
    claims: dict[str, Claim]
    stance: StanceFile | None
    families: tuple[Family, ...]
    sentences: tuple[Labelled, ...]
    leaves_out: dict[str, LeftOut]
    quality: dict[str, Quality]
    alarms: tuple[Alarm, ...]
    answers: dict[str, AnswerEntry]
    asked: tuple[Asked, ...]
    ledger_calibration: LedgerCalibration | None
    cases: dict[str, Case]
    unused: tuple[Unused, ...]
    calibration: dict[str, Standardisation]
    conception: Conception | None = None

    @model_validator(mode="after")
    def _nothing_dangles(self) -> Self:
        loose = self.dangling()
        if loose:
            raise ValueError("; ".join(f"{d.kind} {d.owner}: {d.what}" for d in loose))
        return self

    def dangling(self) -> list[Dangling]:
        """Return every id that is named and not defined."""
        return list(find_dangling(self))

    def nodes(self, complaint: str) -> tuple[Condition, ...]:
        """The conditions that can explain a complaint, by id."""
        return tuple(
            c for _, c in sorted(self.conditions.items()) if c.role == "explains" and complaint in c.complaints
        )

    def item_pages(self) -> dict[str, Page]:
        """The page on which each item and each graded finding is asked."""
        found = {item.id: page for page in self.pages.values() for item in page.items}
        found.update({graded.id: page for page in self.pages.values() for graded in page.graded})
        return found
