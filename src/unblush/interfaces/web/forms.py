"""What a form sent, read as an answer; what does not fit is said in words beside the field it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final, Protocol, TypeVar

from unblush.clocks.moments import Phrase
from unblush.compiled.arrays import Page
from unblush.compiled.catalogue import Catalogue
from unblush.errors import AnswerProblems
from unblush.interview.codec import hours_said
from unblush.vocabulary import DECLINED, NONE, UNKNOWN, Answer, ItemId, Mark, PageKind

MARKS: Final = {"none": NONE, "unknown": UNKNOWN, "declined": DECLINED}
"""What can be chosen instead of an answer; no item of a pack has such an id."""

E = TypeVar("E", bound=Enum)

LONGEST: Final = 60
MOST_DAYS_AGO: Final = 14
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?")


class Form(Protocol):
    """The fields of a form, as Starlette gives them."""

    def getlist(self, key: str) -> Sequence[object]:
        """Return every value of a field."""
        ...


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend: the id of the field, and what is wrong in words."""

    field: str
    text: str


class NotUnderstood(Exception):
    """A form that cannot be read as an answer; holds what to say of it, and never what was typed."""

    def __init__(self, *mistakes: Mistake) -> None:
        self.mistakes = mistakes
        super().__init__(len(mistakes))


def field(form: Form, name: str) -> str:
    """Return one text field, without control characters and bounded in length."""
    for value in form.getlist(name):
        if isinstance(value, str):
            kept = "".join(c for c in unicodedata.normalize("NFKC", value[:400]) if c.isprintable())
            return kept.strip()[:LONGEST]
    return ""


def one_of(value: str, kind: type[E], otherwise: E) -> E:
    """Return the member that a text names; `otherwise` where it names none."""
    try:
        return kind(value)
    except ValueError:
        return otherwise


def read_answer(
    form: Form,
    page: Page,
    offered: Sequence[ItemId],
    words: Catalogue,
    now: datetime | None,
    phrases: Sequence[Phrase] = (),
) -> Answer:
    """Return the answer that a form gives to a page; `now`, with its zone, lets a day and a time be read.

    Raises:
        NotUnderstood: with every mistake in words.
    """
    chosen = [value for value in dict.fromkeys(form.getlist("a")) if isinstance(value, str)]
    marks = [value for value in chosen if value in MARKS]
    if page.kind is PageKind.NUMBER:
        return _number(form, page, marks, words, now, phrases)
    items = [ItemId(value) for value in chosen if value in offered]
    if len(items) + len(marks) != len(chosen):
        raise NotUnderstood(Mistake("a-1", words.word("web.error.not_offered")))
    if not chosen:
        key = "web.error.choose" if page.kind is PageKind.TICK else "web.error.choose_one"
        raise NotUnderstood(Mistake("a-1", words.word(key)))
    if (marks and items) or len(marks) > 1:
        raise NotUnderstood(Mistake("a-1", words.word("web.error.both")))
    if marks:
        return MARKS[marks[0]]
    if page.kind is PageKind.SINGLE and len(items) > 1:
        raise NotUnderstood(Mistake("a-1", words.word("web.error.choose_one")))
    return Answer(Mark.ANSWERED, tuple(items))


def _number(
    form: Form, page: Page, marks: list[str], words: Catalogue, now: datetime | None, phrases: Sequence[Phrase]
) -> Answer:
    typed = field(form, "n")
    day = field(form, "day")
    if marks and not typed and not day and "none" not in marks:
        return MARKS[marks[0]]
    if marks:
        raise NotUnderstood(Mistake("n", words.word("web.error.both_number")))
    low, high = page.low or 0.0, page.high if page.high is not None else 1e6
    hint = words.word("web.error.number", low=f"{low:g}", high=f"{high:g}", unit=words.word(f"unit.{page.unit}"))
    if typed:
        if _NUMBER.fullmatch(typed):
            number: float | None = float(typed.replace(",", "."))
        else:
            number = _moment(typed, page, phrases, now)
        if number is None or not low <= number <= high:
            raise NotUnderstood(Mistake("n", hint))
        return Answer(Mark.ANSWERED, number=number)
    if day and now is not None and page.unit == "hours":
        if not (day.isascii() and day.isdigit()) or int(day) > MOST_DAYS_AGO:
            raise NotUnderstood(Mistake("day", words.word("web.error.day")))
        date = (now - timedelta(days=int(day))).date()
        number = _moment(f"{date.isoformat()} {field(form, 'time')}".strip(), page, phrases, now)
        if number is None:
            raise NotUnderstood(Mistake("time", words.word("web.error.time")))
        return Answer(Mark.ANSWERED, number=min(number, high))
    raise NotUnderstood(Mistake("n", hint))


def _moment(text: str, page: Page, phrases: Sequence[Phrase], now: datetime | None) -> float | None:
    """Return the hours since what was said; None where it is no moment."""
    try:
        return hours_said(page, text, phrases, now)
    except AnswerProblems:
        return None
