"""Cases: vignettes with the outcome they must have; part of the content, not of the code."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from unblush.authoring.model.record import Id, Level, Record, Sourced, Text


class Expected(Record):
    """What the result of a case must be."""

    triage: Level | None = None
    at_least: Level | None = None
    at_most: Level | None = None
    likely: tuple[Id, ...] = Field(default=(), description="one of these leads the explanations")
    among: tuple[Id, ...] = Field(default=(), description="each of these is listed")
    not_likely: tuple[Id, ...] = Field(default=(), description="none of these leads")
    red_flags: tuple[Id, ...] = Field(default=(), description="each of these fires")
    no_red_flags: tuple[Id, ...] = Field(default=(), description="none of these fires")
    must_say: tuple[Id, ...] = Field(default=(), description="advice that stands in the result")
    must_not_say: tuple[Id, ...] = ()
    told_about: tuple[Id, ...] = Field(default=(), description="conditions that are no node and are told about")
    poor_fit: bool | None = None
    clocks: dict[Id, Literal["open", "closed", "unknown", "not_yet", "ready"]] = Field(
        default={}, description="how each of these clocks must stand"
    )
    pages_at_most: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _one_level(self) -> Self:
        if self.triage is None and self.at_least is None and self.at_most is None:
            raise ValueError("a case says the `triage` it expects, or at_least / at_most")
        if self.triage is not None and (self.at_least or self.at_most):
            raise ValueError("`triage` is exact; drop at_least and at_most")
        return self


class Case(Sourced):
    """One person: what is true of them, what they cannot say, and what must come out."""

    id: Id
    kind: Literal["typical", "early", "look_alike", "red_flag", "red_flag_absent", "minor", "unknown", "contradiction"]
    about: tuple[Id, ...] = Field(default=(), description="conditions or red flags it speaks of")
    opening: Text
    complaint: Id
    whom: Literal["self", "someone-else"] = "self"
    region: Literal["uk", "us", "in", "generic"] = "uk"
    numbers: dict[Id, float] = Field(default={}, description="ages, hours and the like, by page")
    present: tuple[Id, ...] = Field(default=(), description="items that are true; all others are not")
    unknown: tuple[Id, ...] = Field(default=(), description="pages answered with: I don't know")
    declined: tuple[Id, ...] = Field(default=(), description="pages answered with: I'd rather not say")
    otherwise: Literal["none", "unknown", "declined"] = "none"
    expect: Expected


class CaseFile(Record):
    """The schema of cases/*.yaml."""

    cases: tuple[Case, ...] = Field(min_length=1)
