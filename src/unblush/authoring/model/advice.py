"""Advice, red flags, and the words of the program itself; deadlines stand in `clock`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from unblush.authoring.model.record import Id, Level, Record, Sourced, Text
from unblush.authoring.model.rule import Rule


class Advice(Sourced):
    """One piece of advice, with its source."""

    id: Id
    kind: Literal[
        "support", "self_care", "treatment", "seek_care", "deadline", "testing", "minors", "reassurance", "partner"
    ]
    text: Text
    text_other: Text | None = None
    when: Rule | None = Field(default=None, description="shown only where this holds")
    complaints: tuple[Id, ...] = Field(default=(), description="only in these complaints; without it in all")
    always: bool = Field(default=False, description="shown whenever `when` holds, whatever the explanation")


class RedFlag(Sourced):
    """A rule that decides by itself how soon: nothing overrules it."""

    id: Id
    level: Level
    when: Rule
    complaints: tuple[Id, ...] = Field(default=(), description="only in these complaints; without it wherever it can")
    title: Text
    do: Text
    because: Text
    floor_if_unanswered: Level = Field(default="routine", description="the least level while it cannot be ruled out")
    interrupts: bool = Field(default=False, description="stop the interview at once and say so")
    always_shown: bool = Field(default=False, description="stands as text on every result")

    @model_validator(mode="after")
    def _emergencies_interrupt(self) -> Self:
        if self.level == "emergency" and not self.interrupts:
            raise ValueError("an emergency interrupts at once: write `interrupts: true`")
        return self


class AdviceFile(Record):
    """The schema of advice/*.yaml."""

    advice: tuple[Advice, ...] = Field(min_length=1)


class RedFlagFile(Record):
    """The schema of red_flags.yaml."""

    red_flags: tuple[RedFlag, ...] = Field(min_length=1)


Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_-]+)*$")]


class WordsFile(Record):
    """The schema of words/*.yaml: what the program itself says, by key; {names} in braces are filled in."""

    words: dict[Key, Text]
