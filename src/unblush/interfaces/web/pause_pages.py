"""Pages between the questions: before the first, an emergency, the deadlines, asking once more, checking answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from unblush.compiled.catalogue import Catalogue
from unblush.interfaces.web.flow import Flow
from unblush.interfaces.web.walk import Walk
from unblush.interview.codec import answer_from_plain
from unblush.rendering.advising import AdviceView, advice_view
from unblush.rendering.citations import Citations
from unblush.rendering.clocks import ClockView, early_clock_views
from unblush.rendering.pictures.clock_strip import clock_strip
from unblush.rendering.pictures.picture import Picture
from unblush.rendering.report import FlagView, flag_view
from unblush.rendering.said import answer_words
from unblush.vocabulary import Whom


@dataclass(frozen=True, slots=True)
class BeforeContext:
    """What cannot wait for the first question."""

    token: str
    emergency: str
    at_once: tuple[AdviceView, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InterruptContext:
    """An emergency that was just told."""

    token: str
    do: str
    flags: tuple[FlagView, ...]


@dataclass(frozen=True, slots=True)
class ClocksContext:
    """The deadlines, before any other question."""

    token: str
    clocks: tuple[ClockView, ...]
    strip: Picture | None


@dataclass(frozen=True, slots=True)
class ConfirmContext:
    """Asks once more before an urgent answer is taken back."""

    token: str
    ask: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer as it stands: the page, what was asked, and what was said."""

    page: str
    ask: str
    said: str


@dataclass(frozen=True, slots=True)
class CheckContext:
    """Every answer that counts, to look over."""

    token: str
    lead: str
    enough: bool
    answers: tuple[AnswerLine, ...]


def before_context(walk: Walk, token: str, flow: Flow, words: Catalogue) -> BeforeContext:
    """Return what stands before the first question: help for this complaint, and the emergencies."""
    profile = walk.interview.profile
    services = words.regions[profile.region.value].services
    cites = Citations(words)
    names = words.complaints[walk.interview.complaint].at_once
    return BeforeContext(
        token=token,
        emergency=words.word("web.before.emergency", **services),
        at_once=tuple(advice_view(words.advice[name], words, profile, cites) for name in names),
        flags=tuple(words.flags[name].title for name in flow.desk.emergencies(walk.interview.complaint)),
    )


def interrupt_context(walk: Walk, token: str, flow: Flow, words: Catalogue) -> InterruptContext:
    """Return the emergencies that fire and were not yet seen."""
    services = words.regions[walk.interview.profile.region.value].services
    fired = [words.flags[name] for name in flow.interruptions(walk)]
    return InterruptContext(
        token=token,
        do=words.word("web.interrupt.do", **services),
        flags=tuple(flag_view(flag, services) for flag in fired),
    )


def clocks_context(walk: Walk, token: str, flow: Flow, words: Catalogue, now: datetime | None) -> ClocksContext:
    """Return the deadlines as they stand; their sources stand on the result."""
    services = words.regions[walk.interview.profile.region.value].services
    views = early_clock_views(flow.deadlines(walk), walk.interview.complaint, words, services, now)
    return ClocksContext(token=token, clocks=views, strip=clock_strip(views, words, "clocks-"))


def confirm_context(walk: Walk, token: str, flow: Flow, words: Catalogue) -> ConfirmContext:
    """Return the question, the answer that made it urgent and the one that would take that back."""
    if walk.page is None:
        raise ValueError("there is no question to confirm")
    page = flow.page(walk, walk.page)
    text = words.pages[walk.page]
    other = walk.interview.profile.whom is Whom.OTHER
    pending = answer_from_plain(page, walk.pending)
    before = walk.interview.answers[walk.page]
    return ConfirmContext(
        token=token,
        ask=text.asked(other=other),
        before=answer_words(words, text, before, other=other),
        now=answer_words(words, text, pending, other=other),
    )


def check_context(walk: Walk, token: str, flow: Flow, words: Catalogue, *, enough: bool) -> CheckContext:
    """Return every answer that counts now."""
    other = walk.interview.profile.whom is Whom.OTHER
    answers = tuple(
        AnswerLine(
            name, words.pages[name].asked(other=other), answer_words(words, words.pages[name], answer, other=other)
        )
        for name, answer in flow.standing(walk)
    )
    lead = words.word("ask.enough" if enough else "web.check.not_enough")
    return CheckContext(token=token, lead=lead, enough=enough, answers=answers)
