"""What a page ought to say, what a question may cry for, and the answers to questions, as they are written."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from unblush.authoring.model.claim import TermText
from unblush.authoring.model.record import Id, Record, Sourced, SourcedText, Text

Terms = tuple[TermText, ...]


class LeftOut(Sourced):
    """Something that a page about certain conditions ought to say, and the terms by which it is seen to say it."""

    id: Id
    title: Text
    text: Text
    about: tuple[Id, ...] = Field(min_length=1, description="conditions: where the page speaks of one of them")
    topics: Terms = Field(default=(), description="or where it meets one of these terms")
    said_by: tuple[Terms, ...] = Field(min_length=1, description="said where every group is met in one paragraph")
    harm: Literal["none", "low", "moderate", "high"]


class Quality(Record):
    """One DISCERN-style question that a program can judge by terms, and what it is worth."""

    id: Id
    question: Text
    good: Text
    bad: Text
    when: Literal["present", "absent"]
    terms: tuple[Terms, ...] = Field(min_length=1)
    points: int = Field(ge=1, le=5)


class ChecklistFile(Record):
    """The schema of checklist.yaml."""

    leaves_out: tuple[LeftOut, ...] = ()
    quality: tuple[Quality, ...] = ()


class Alarm(Record):
    """Words in a question that mean: help first."""

    flag: Id
    groups: tuple[Terms, ...] = Field(min_length=1, description="all of which must be met")
    never_if: Terms = ()
    examples: tuple[Text, ...] = Field(min_length=3, description="questions in which it fires")
    silent: tuple[Text, ...] = Field(min_length=1, description="near misses in which no alarm fires")


class AlarmFile(Record):
    """The schema of alarms.yaml."""

    alarms: tuple[Alarm, ...]


class AnswerEntry(Record):
    """A question people ask, and its short answer."""

    id: Id
    question: Text
    answer: SourcedText
    asks: tuple[Text, ...] = Field(min_length=3, description="ways to ask it")
    about: tuple[Id, ...] = Field(default=(), description="conditions to read on about")
    advice: tuple[Id, ...] = ()
    depends: Id | None = Field(default=None, description="the complaint whose interview to start")
    key: Terms = Field(default=(), description="words of which one must be in the question")


class AnswerFile(Record):
    """The schema of answers/*.yaml."""

    answers: tuple[AnswerEntry, ...]


class Asked(Record):
    """A question in a person's own words, and the entry it must reach; `none` for: I don't know."""

    text: Text
    reaches: Id
    number: int | None = Field(default=None, description="its number among the questions readers of pages have")


class AskedFile(Record):
    """The schema of questions_asked.yaml: what the finding of answers is measured on."""

    asked: tuple[Asked, ...]
