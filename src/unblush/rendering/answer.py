"""The reply to a question in words: help first where the words cry for it, then the short answer, then the sources."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from unblush.claims.questions import Found, Reply
from unblush.compiled.catalogue import Catalogue
from unblush.interview.interview import Profile
from unblush.rendering.advising import advice_view
from unblush.rendering.citations import Citations, SourceView
from unblush.rendering.report import FlagView, Line, flag_view
from unblush.rendering.terminal import cited, flag_lines, heading, source_lines, wrap

SCHEMA: Final = "unblush.answer/1"
MOST_ADVICE: Final = 3


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry that answers: the question it is for, the answer, what to do, and where to read on."""

    id: str
    question: str
    answer: Line
    advice: tuple[Line, ...]
    topic: str
    complaint: str
    likeness: float


@dataclass(frozen=True, slots=True)
class AnswerView:
    """Everything that is shown in reply to a question."""

    alarms: tuple[FlagView, ...]
    emergency: str
    entries: tuple[EntryView, ...]
    sources: tuple[SourceView, ...]

    def as_document(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {"schema": SCHEMA, **dataclasses.asdict(self)}


def build_answer(reply: Reply, words: Catalogue, profile: Profile) -> AnswerView:
    """Return a reply in words for a person and region."""
    cites = Citations(words)
    services = words.regions[profile.region.value].services
    alarms = tuple(flag_view(flag, services, cites) for flag in (words.flags[name] for name in reply.alarms))
    return AnswerView(
        alarms=alarms,
        emergency=words.word("ask.emergency_any", **services) if alarms else "",
        entries=tuple(_entry(found, words, profile, cites) for found in reply.found),
        sources=cites.views(),
    )


def lines_of_answer(view: AnswerView, words: Catalogue) -> Iterator[str]:
    """Yield a reply as lines at most 80 columns wide."""
    if view.alarms:
        yield from wrap(words.word("answer.interrupt"))
        yield from wrap(view.emergency)
        for flag in view.alarms:
            yield from flag_lines(flag)
        yield ""
    if not view.entries and not view.alarms:
        yield from wrap(words.word("answer.none"))
        yield from wrap(words.word("answer.none_next"))
        return
    for number, entry in enumerate(view.entries):
        if number == 1:
            yield from heading(words.word("answer.also"))
        elif number:
            yield ""
        if number:
            yield from wrap(entry.question)
        yield from wrap(cited(entry.answer.text, entry.answer.behind))
        if number == 0:
            for line in entry.advice:
                yield from wrap(cited(line.text, line.behind), "- ")
        if entry.complaint:
            yield from wrap(words.word("answer.depends", complaint=entry.complaint))
        elif entry.topic:
            yield from wrap(words.word("answer.more", topic=entry.topic))
    if view.sources:
        yield from heading(words.word("result.sources"))
        yield from source_lines(view.sources)
    yield ""
    yield from wrap(words.word("result.not_a_diagnosis"))


def _entry(found: Found, words: Catalogue, profile: Profile, cites: Citations) -> EntryView:
    entry = found.entry
    advice = [advice_view(words.advice[name], words, profile, cites) for name in entry.advice[:MOST_ADVICE]]
    return EntryView(
        id=entry.id,
        question=entry.question,
        answer=Line(entry.answer.text, cites.mark(entry.answer)),
        advice=tuple(Line(view.text, view.behind) for view in advice),
        topic=entry.about[0] if entry.about else "",
        complaint=entry.depends,
        likeness=round(found.likeness, 3),
    )
