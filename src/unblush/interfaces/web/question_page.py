"""One question on one page: what is asked, why, the answers, and what was wrong with the last try."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from unblush.compiled.catalogue import Catalogue, ItemWords, PageWords
from unblush.interfaces.web.flow import Flow
from unblush.interfaces.web.forms import MARKS, MOST_DAYS_AGO, Mistake
from unblush.interfaces.web.start_page import Choice
from unblush.interfaces.web.walk import Walk
from unblush.rendering.clocks import date_words
from unblush.rendering.pictures.fluids import fluid_picture
from unblush.rendering.said import answer_words
from unblush.vocabulary import NONE, Answer, PageId, PageKind, Whom


@dataclass(frozen=True, slots=True)
class QuestionContext:
    """Everything on a question page."""

    token: str
    progress: str
    ask: str
    help: str
    why: str
    kind: str
    how: str
    options: tuple[Choice, ...]
    number_label: str
    number_hint: str
    unit: str
    typed: str
    days: tuple[tuple[str, str], ...]
    day: str
    time: str
    mistakes: tuple[Mistake, ...]
    by_field: Mapping[str, str]
    can_stop: bool


def question_context(
    walk: Walk,
    token: str,
    flow: Flow,
    words: Catalogue,
    now: datetime | None,
    mistakes: tuple[Mistake, ...] = (),
    typed: Mapping[str, str] | None = None,
) -> QuestionContext:
    """Return a question as this person meets it, with the answer that was given before.

    `typed` are the fields as they were sent, where something in them was wrong; `now` is None where no zone is known.
    """
    name = walk.page
    if name is None:
        raise ValueError("there is no question on the screen")
    page = flow.page(walk, name)
    text = words.pages[name]
    other = walk.interview.profile.whom is Whom.OTHER
    given = walk.interview.answers.get(name)
    asked = text.asked(other=other)
    typed = typed or {}
    standing = flow.standing(walk)
    position = next((index for index, (earlier, _) in enumerate(standing, 1) if earlier == name), len(standing) + 1)
    number = "" if given is None or given.number is None else f"{round(given.number, 1):g}"
    unit = words.word(f"unit.{text.unit}") if text.unit else ""
    hours = page.unit == "hours" and now is not None
    return QuestionContext(
        token=token,
        progress=_progress(words, position, page.role),
        ask=asked,
        help=text.help,
        why=text.why,
        kind=page.kind.value,
        how=_how(words, page.kind, asked),
        options=_options(flow, walk, name, text, words, given if not typed else None),
        number_label=words.word("web.number", unit=unit) if page.kind is PageKind.NUMBER else "",
        number_hint=_hint(words, page.low, page.high),
        unit=unit,
        typed=typed.get("n", number),
        days=_days(words, now) if hours and now is not None else (),
        day=typed.get("day", ""),
        time=typed.get("time", ""),
        mistakes=mistakes,
        by_field={mistake.field: mistake.text for mistake in mistakes},
        can_stop=bool(standing),
    )


def _options(
    flow: Flow, walk: Walk, name: PageId, text: PageWords, words: Catalogue, given: Answer | None
) -> tuple[Choice, ...]:
    page = flow.page(walk, name)
    other = walk.interview.profile.whom is Whom.OTHER
    offered = set(flow.offered(walk, name))
    chosen = set() if given is None else {*given.chosen, given.mark.value}

    def choice(item: ItemWords) -> Choice:
        label = item.named(other=other)
        names = f" ({', '.join(item.names)})" if item.names else ""
        drawn = fluid_picture(item.id, words, f"{name}-{item.id}-")
        return Choice(item.id, label + names, item.explain, item.id in chosen, picture=drawn)

    items = [choice(item) for item in text.items if item.id in offered]
    marks = {name: mark for name, mark in MARKS.items() if not (mark is NONE and page.kind is PageKind.NUMBER)}
    items += [
        Choice(name, answer_words(words, text, mark), checked=name in chosen, exclusive=True)
        for name, mark in marks.items()
    ]
    return tuple(items)


def _progress(words: Catalogue, position: int, role: str) -> str:
    key = "web.progress.deadline" if role == "deadline" else "web.progress"
    return words.word(key, number=position)


def _how(words: Catalogue, kind: PageKind, asked: str) -> str:
    """Return how to answer, where the question does not say so itself."""
    if kind is PageKind.NUMBER:
        return ""
    how = words.word("web.tick_all" if kind is PageKind.TICK else "web.tick_one")
    return "" if how in asked else how


def _hint(words: Catalogue, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    return words.word("web.number_hint", low=f"{low:g}", high=f"{high:g}")


def _days(words: Catalogue, now: datetime) -> tuple[tuple[str, str], ...]:
    """Return the days that can be chosen, today first."""
    days = [("", words.word("web.when.no_day"))]
    for ago in range(MOST_DAYS_AGO + 1):
        date = date_words(words, now - timedelta(days=ago))
        key = {0: "web.when.today", 1: "web.when.yesterday"}.get(ago)
        days.append((str(ago), words.word(key, date=date) if key else date))
    return tuple(days)
