"""One interview at a terminal: what is said, what may be typed, and where it leads. It writes nothing to disk."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

import click

from unblush.compiled.arrays import Numbers, Page
from unblush.compiled.catalogue import ItemWords, PageWords
from unblush.engine.turn import Turn
from unblush.errors import AnswerProblems
from unblush.interfaces.cli.entry import choose_complaint
from unblush.interview.codec import hours_said
from unblush.interview.desk import Desk
from unblush.interview.interview import Interview, Profile, check_answer
from unblush.rendering.advising import advice_view
from unblush.rendering.citations import Citations
from unblush.rendering.clocks import early_clock_views
from unblush.rendering.terminal import clock_lines, heading, wrap
from unblush.vocabulary import DECLINED, NONE, UNKNOWN, Answer, Mark, PageId, PageKind, Whom


class Wish(Enum):
    """What a person wants instead of answering."""

    BACK = auto()
    WHY = auto()
    STOP = auto()
    LEAVE = auto()


_WISHES = {"b": Wish.BACK, "w": Wish.WHY, "x": Wish.STOP, "q": Wish.LEAVE}


@dataclass(frozen=True, slots=True)
class Offer:
    """The numbered choices of one question as they stand on the screen."""

    items: tuple[ItemWords, ...]
    none: int | None
    unknown: int
    declined: int


class Conversation:
    """Asks until the interview stops, is stopped, or is left."""

    numbers: Numbers

    def __init__(
        self,
        desk: Desk,
        profile: Profile,
        complaint: str | None = None,
        *,
        quiet: bool = False,
        now: datetime | None = None,
    ) -> None:
        self.desk = desk
        self.profile = profile
        self.words = desk.words
        self.complaint = complaint
        self.now = now
        self.clocks_shown = False
        self.err = quiet  # with --json, questions go to standard error so that the document stands alone

    def run(self) -> Interview | None:
        """Hold the interview; None where the person left. The end of input shows what follows so far."""
        self._welcome()
        complaint = self.complaint or choose_complaint(self.words, self.profile, self._line, self._read)
        if complaint is None:
            self._say(self.words.word("ask.bye"))
            return None
        self.numbers = self.desk.numbers(complaint)
        self._begin(complaint)
        interview = self.desk.begin(complaint, self.profile, self.now)
        asked: list[PageId] = []
        while True:
            turn = self.desk.turn(interview)
            if self.desk.interruptions(interview):
                outcome = self._interrupt(interview, asked)
                if outcome is None:
                    return interview
                interview = outcome
                continue
            if turn.next_page is None:
                self._say("", self.words.word("ask.enough"))
                return interview
            self._clocks_first(interview, turn.next_page)
            answered = self._ask(turn, turn.next_page, len(asked) + 1)
            if answered is Wish.LEAVE:
                self._say(self.words.word("ask.bye"))
                return None
            if answered is Wish.STOP:
                self._say(self.words.word("ask.show_now"))
                return interview
            if answered is Wish.BACK:
                interview = self._back(interview, asked)
            elif isinstance(answered, Answer):
                changed = interview.answer(self.numbers, turn.next_page, answered)
                asked.append(turn.next_page)
                interview = changed

    def _welcome(self) -> None:
        region = self.words.regions[self.profile.region.value]
        other = self.profile.whom is Whom.OTHER
        self._say(self.words.word("ask.welcome_other" if other else "ask.welcome"))
        for key in ("ask.private", "ask.not_diagnosis"):
            self._say(self.words.word(key))
        if not any(condition.reviewed_by for condition in self.words.conditions.values()):
            self._say(self.words.word("ask.draft"))
        self._say("", self.words.word("ask.emergency_any", **region.services))
        self._say("", self.words.word("ask.keys"))

    def _begin(self, complaint: str) -> None:
        """Say what cannot wait for the first question: emergencies, and help that stands before all."""
        region = self.words.regions[self.profile.region.value]
        cites = Citations(self.words)
        for name in self.words.complaints[complaint].at_once:
            self._wrapped(advice_view(self.words.advice[name], self.words, self.profile, cites).text)
        self._say("", self.words.word("ask.emergency_first", **region.services))
        for name in self.desk.emergencies(complaint):
            self._wrapped(self.words.flags[name].title, "- ")

    def _clocks_first(self, interview: Interview, next_page: PageId) -> None:
        """Show what has a time limit as soon as the deadline pages are answered, before any other question."""
        page = self.numbers.page(next_page)
        if self.clocks_shown or page.role == "deadline":
            return
        deadlines = self.desk.deadlines(interview)
        if not deadlines:
            return
        self.clocks_shown = True
        self._say("", self.words.word("clock.shown_first"))
        region = self.words.regions[self.profile.region.value]
        views = early_clock_views(deadlines, self.numbers.complaint, self.words, region.services, self.now)
        for line in clock_lines(views, "", self.words):
            self._line(line)

    def _ask(self, turn: Turn, page_id: PageId, number: int) -> Answer | Wish:
        page = self.numbers.page(page_id)
        words = self.words.pages[page_id]
        other = self.profile.whom is Whom.OTHER
        for line in heading(self.words.word("ask.question", number=number)):
            self._say(line)
        self._wrapped(words.asked(other=other))
        if words.help:
            self._wrapped(words.help)
        offer = self._offer(page, words, turn, other=other)
        while True:
            typed = self._read()
            if typed is None:
                return Wish.STOP
            if typed == "s":
                return UNKNOWN
            wish = _WISHES.get(typed)
            if wish is Wish.WHY:
                self._why(words, offer, other=other)
                continue
            if wish is not None:
                return wish
            answer = self._understand(page, offer, typed)
            if answer is not None:
                return answer
            self._not_understood(page, typed)

    def _offer(self, page: Page, words: PageWords, turn: Turn, *, other: bool) -> Offer:
        offered = set(turn.facts.offered[page.id])
        items = tuple(item for item in words.items if item.id in offered)
        labels = [item.named(other=other) for item in items]
        with_names = [
            f"{label} ({', '.join(item.names)})" if item.names else label
            for label, item in zip(labels, items, strict=True)
        ]
        none = None
        if page.kind is not PageKind.NUMBER:
            with_names.append(words.none_label or self.words.word("ask.none"))
            none = len(with_names)
        with_names += [self.words.word("ask.unknown"), self.words.word("ask.declined")]
        if page.kind is PageKind.NUMBER:
            key = "ask.number_hours" if words.unit == "hours" and self.now is not None else "ask.number"
            self._say(self.words.word(key, unit=self.words.word(f"unit.{words.unit}")))
            self._wrapped(with_names[0], "d. ")
            self._wrapped(with_names[1], "r. ")
            return Offer(items, None, -1, -1)
        for position, label in enumerate(with_names, start=1):
            self._wrapped(label, f"{position}. ")
        self._say(self.words.word("ask.tick" if page.kind is PageKind.TICK else "ask.single"))
        return Offer(items, none, len(with_names) - 1, len(with_names))

    def _understand(self, page: Page, offer: Offer, typed: str) -> Answer | None:
        if page.kind is PageKind.NUMBER:
            return self._understand_number(page, typed)
        try:
            positions = [int(part) for part in typed.replace(",", " ").split()]
        except ValueError:
            return None
        if positions == [offer.none]:
            return NONE
        if positions == [offer.unknown]:
            return UNKNOWN
        if positions == [offer.declined]:
            return DECLINED
        if not positions or not all(1 <= position <= len(offer.items) for position in positions):
            return None
        chosen = tuple(dict.fromkeys(item.id for i, item in enumerate(offer.items, 1) if i in positions))
        return self._checked(page, chosen, None)

    def _understand_number(self, page: Page, typed: str) -> Answer | None:
        if typed in ("d", "r"):
            return UNKNOWN if typed == "d" else DECLINED
        try:
            return self._checked(page, (), float(typed))
        except ValueError:
            pass
        try:
            hours = hours_said(page, typed, self.desk.phrases, self.now)
        except AnswerProblems:
            return None
        return None if hours is None else self._checked(page, (), hours)

    def _checked(self, page: Page, chosen: Iterable[str], number: float | None) -> Answer | None:
        answer = Answer(Mark.ANSWERED, tuple(chosen), number)  # type: ignore[arg-type]
        try:
            check_answer(self.numbers, page.id, answer)
        except AnswerProblems:
            return None
        return answer

    def _why(self, words: PageWords, offer: Offer, *, other: bool) -> None:
        self._wrapped(self.words.word("ask.why", why=words.why))
        for item in offer.items:
            if item.explain:
                label = item.named(other=other)
                self._wrapped(self.words.word("ask.means", label=label, explain=item.explain))

    def _not_understood(self, page: Page, typed: str) -> None:
        if page.kind is PageKind.NUMBER:
            key = "ask.hint_hours" if page.unit == "hours" else "ask.hint_number"
            hint = self.words.word(key, low=f"{page.low:g}", high=f"{page.high:g}")
        else:
            hint = self.words.word("ask.hint_tick" if page.kind is PageKind.TICK else "ask.hint_single")
        self._wrapped(self.words.word("ask.not_understood", typed=repr(typed), hint=hint))

    def _back(self, interview: Interview, asked: list[PageId]) -> Interview:
        if not asked:
            self._say(self.words.word("ask.no_earlier"))
            return interview
        earlier = interview.without(asked[-1])
        if self.desk.level_would_fall(interview, earlier) and not self._confirmed():
            return interview
        asked.pop()
        return earlier

    def _interrupt(self, interview: Interview, asked: list[PageId]) -> Interview | None:
        """Speak of an emergency at once. Return the interview to go on with, or None to show the result."""
        fired = self.desk.interruptions(interview)
        region = self.words.regions[self.profile.region.value]
        for line in heading(self.words.word("ask.interrupt")):
            self._say(line)
        self._wrapped(
            self.words.word("level.emergency.title").upper()
            + ". "
            + self.words.word("level.emergency.do", **region.services)
        )
        for name in fired:
            flag = self.words.flags[name]
            self._wrapped(flag.title + ".", "! ")
            self._wrapped(flag.do.format(**region.services), "  ")
            self._wrapped(flag.because.text, "  ")
        self._say("")
        self._wrapped(self.words.word("ask.interrupt_go_on"))
        while True:
            typed = self._read()
            if typed is None or typed in {"x", "q"}:
                return None
            if typed == "g":
                return interview.acknowledge(frozenset(fired))
            if typed == "b" and asked:
                if not self._confirmed():
                    return interview.acknowledge(frozenset(fired))
                return interview.without(asked.pop())
            self._wrapped(self.words.word("ask.interrupt_go_on"))

    def _confirmed(self) -> bool:
        """Ask once more before an urgent answer is taken back."""
        self._wrapped(self.words.word("ask.confirm_lower"))
        self._wrapped(self.words.word("ask.confirm_lower_keys"))
        return self._read() == "y"

    def _read(self) -> str | None:
        """Read one line; None at the end of input."""
        click.echo(self.words.word("ask.prompt") + "> ", nl=False, err=self.err)
        line = sys.stdin.readline()
        if not line:
            click.echo("", err=self.err)
            return None
        if not sys.stdin.isatty():
            click.echo(line.rstrip("\n"), err=self.err)  # so that a transcript of a pipe reads like one at a terminal
        return line.strip().lower()

    def _say(self, *lines: str) -> None:
        for line in lines:
            if line:
                self._wrapped(line)
            else:
                click.echo("", err=self.err)

    def _line(self, text: str) -> None:
        click.echo(text, err=self.err)

    def _wrapped(self, text: str, first: str = "") -> None:
        for line in wrap(text, first):
            click.echo(line, err=self.err)
