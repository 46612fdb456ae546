"""Clocks: deadlines that close, and windows from which on a test means something, counted from what the person said."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from unblush.authoring.model.record import Id, Record, Sourced, Text
from unblush.authoring.model.rule import Rule

OVULATION_PASSED = "ovulation_passed"
"""The one number that no page asks: the chance that ovulation has passed, worked out from the dates."""


def _always(raw: Any) -> Any:
    return None if raw == "always" else raw


Shown = Annotated[Rule | None, BeforeValidator(_always)]
"""A rule, or the word `always`."""


class Note(Sourced):
    """Something about one clock that holds for some people."""

    text: Text
    when: Rule


class Clock(Sourced):
    """A deadline (`closes`) or a window (`opens`), in hours after an event, and what to do about it."""

    id: Id
    kind: Literal["deadline", "window"]
    group: Literal["emergency_contraception", "hiv", "assault", "pregnancy", "tests"]
    title: Text
    shown: dict[Id, Shown] = Field(min_length=1, description="in which complaint, and when: a rule, or `always`")
    since: tuple[Id, ...] = Field(min_length=1, description="number pages in hours; the first with an answer counts")
    closes: float | None = Field(default=None, gt=0)
    opens: float | None = Field(default=None, gt=0)
    best_within: float | None = Field(default=None, gt=0)
    after_ovulation: float | None = Field(
        default=None, gt=0, description="or so many hours after the earliest likely ovulation, whichever is later"
    )
    unknown_until: float | None = Field(
        default=None, gt=0, description="not closed before this while the cycle is unknown"
    )
    do: Text
    over: Text | None = None
    unknown: Text
    notes: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _kind_fits(self) -> Self:
        if (self.closes is not None) != (self.kind == "deadline") or (self.opens is not None) != (
            self.kind == "window"
        ):
            raise ValueError("a deadline has `closes`, a window has `opens`")
        if (self.over is not None) != (self.kind == "deadline"):
            raise ValueError("a deadline says what to do once it is `over`, a window does not")
        if (self.after_ovulation is None) != (self.unknown_until is None):
            raise ValueError("`after_ovulation` and `unknown_until` go together")
        return self


class Cycle(Sourced):
    """How ovulation is placed in a cycle: so many days before the next period, counted in the shortest cycle."""

    since_period: Id = Field(description="the number page, in days since the last period began")
    length: Id = Field(description="the number page, in days from one period to the next, the shortest")
    luteal_days: int = Field(ge=7, le=20)


class Phrase(Record):
    """What people say instead of an hour, and which span of local time it means."""

    say: tuple[Text, ...] = Field(min_length=1)
    day: int = Field(ge=-31, le=0, description="the day the span begins on, counted from today")
    start: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    hours: float = Field(gt=0, le=72)
    weekday: int | None = Field(default=None, ge=0, le=6, description="0 is Monday: the most recent such day")


class ClockFile(Record):
    """The schema of clocks.yaml."""

    cycle: Cycle
    phrases: tuple[Phrase, ...] = ()
    clocks: tuple[Clock, ...] = Field(min_length=1)
