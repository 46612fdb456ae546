"""What every written thing shares: strictness, ids, numbers that never travel without their source."""

from __future__ import annotations

import itertools
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
CiteKey = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{2,4}$")]
AgeRange = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,3}(-[0-9]{1,3}|\+)?$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Probability = Annotated[float, Field(ge=0.0, le=1.0)]
Strength = Literal["high", "moderate", "low", "very_low"]
Level = Literal["self_care", "routine", "within_two_weeks", "within_days", "same_day", "emergency"]

OLDEST = 120


class Record(BaseModel):
    """A part of the pack: unknown keys are errors, types are exact, nothing changes after reading."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", populate_by_name=True)


class Sourced(Record):
    """Something that says where it comes from: `source`, or `basis: expert`, or both."""

    source: tuple[CiteKey, ...] = Field(default=(), description="ids of statements or sources")
    basis: Literal["expert"] | None = Field(default=None, description="our judgement; a clinician must look at it")
    strength: Strength | None = Field(default=None, description="of the evidence; very_low where only basis: expert")

    @model_validator(mode="after")
    def _says_where_from(self) -> Self:
        if not self.source and self.basis is None:
            raise ValueError("has neither a source nor `basis: expert`")
        return self

    @property
    def graded(self) -> Strength:
        """The strength, which is very_low for a bare judgement."""
        return self.strength or ("very_low" if not self.source else "low")


class SourcedText(Sourced):
    """A sentence for people, with its source."""

    text: Text


class _Number(Sourced):
    range: tuple[float, float] | None = Field(default=None, description="low and high")

    @model_validator(mode="after")
    def _strength_with_source(self) -> Self:
        if self.source and self.strength is None:
            raise ValueError("a number with a source also needs its `strength`")
        if self.range is not None and self.range[0] > self.range[1]:
            raise ValueError(f"the range {list(self.range)} runs backwards")
        return self

    def _check_within(self, value: float) -> None:
        if self.range is not None and not self.range[0] <= value <= self.range[1]:
            raise ValueError(f"{value} lies outside its range {list(self.range)}")


class Chance(_Number):
    """A probability, `p`, with its range and source."""

    p: Probability

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        self._check_within(self.p)
        return self


class GradedChance(_Number):
    """Two probabilities for a graded finding: of at least one, and of several."""

    p: tuple[Probability, Probability]

    @model_validator(mode="after")
    def _falls(self) -> Self:
        if self.p[1] > self.p[0]:
            raise ValueError("the chance of several cannot be above the chance of at least one")
        return self


class ByAge(Record):
    """Values for ages that differ from the rest."""

    age: dict[AgeRange, Probability]

    @model_validator(mode="after")
    def _ranges_are_apart(self) -> Self:
        spans = sorted(age_span(text) for text in self.age)
        for (low, high), (after, _) in itertools.pairwise(spans):
            if after <= high:
                raise ValueError(f"two age ranges meet at {after}")
            if high < low:
                raise ValueError(f"the age range {low}-{high} runs backwards")
        return self


class Share(_Number):
    """A share of people, `value`, with other values for some ages."""

    value: Probability
    by: ByAge | None = None

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        self._check_within(self.value)
        return self


class OddsRatio(_Number):
    """How many times the odds rise in the exposed, against the unexposed."""

    odds_ratio: Annotated[float, Field(gt=0.0, le=1000.0)]

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        self._check_within(self.odds_ratio)
        return self


class Review(Record):
    """Who has looked at it: nobody yet (draft), or a named clinician."""

    state: Literal["draft", "reviewed"]
    by: Text | None = None
    role: Text | None = None
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None

    @model_validator(mode="after")
    def _signed(self) -> Self:
        if (self.state == "reviewed") != (None not in (self.by, self.role, self.date)):
            raise ValueError("a reviewed item names by, role and date; a draft names none of them")
        return self


def age_span(text: str) -> tuple[int, int]:
    """Read `13-17` as (13, 17), `12` as (12, 12) and `75+` as (75, 120); whole years, both ends included."""
    if text.endswith("+"):
        return int(text[:-1]), OLDEST
    low, _, high = text.partition("-")
    return int(low), int(high or low)
