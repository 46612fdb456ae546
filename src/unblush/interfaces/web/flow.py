"""What follows from a press of a button: pure steps from one walk to the next, without HTTP and without words."""

from __future__ import annotations

from dataclasses import replace

from unblush.compiled.arrays import Page
from unblush.engine.facts import Facts, read_facts
from unblush.engine.turn import Turn
from unblush.errors import AnswerProblems
from unblush.interfaces.web.walk import Shown, Walk
from unblush.interview.codec import answer_from_plain, answer_to_plain
from unblush.interview.desk import Desk
from unblush.interview.interview import Interview
from unblush.result import ClockReading
from unblush.vocabulary import Answer, ItemId, PageId, RuleId


class Flow:
    """Steps through one desk's interviews for the length of one request; made anew for each."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._read: tuple[Interview, Facts] | None = None

    def facts(self, walk: Walk) -> Facts:
        """Return what the answers of a walk say; read once for all who ask of the same answers."""
        if self._read is None or self._read[0] is not walk.interview:
            numbers = self.desk.numbers(walk.interview.complaint)
            self._read = walk.interview, read_facts(numbers, walk.interview.answers)
        return self._read[1]

    def page(self, walk: Walk, name: PageId) -> Page:
        """Return a question page of the walk's complaint."""
        return self.desk.numbers(walk.interview.complaint).page(name)

    def offered(self, walk: Walk, name: PageId) -> tuple[ItemId, ...]:
        """Return the answers that a page offers this person."""
        return self.facts(walk).offered[name]

    def standing(self, walk: Walk) -> tuple[tuple[PageId, Answer], ...]:
        """Return the answers that count now, in the order in which they were first given."""
        applies = self.facts(walk).applies
        return tuple((page, answer) for page, answer in walk.interview.given if page in applies)

    def deadlines(self, walk: Walk) -> tuple[ClockReading, ...]:
        """Return the deadlines as they stand."""
        return self.desk.deadlines(walk.interview, self.facts(walk))

    def interruptions(self, walk: Walk) -> tuple[RuleId, ...]:
        """Return the emergencies that fire and were not yet acknowledged, most urgent first."""
        return self.desk.interruptions(walk.interview, self.facts(walk))

    def onward(self, walk: Walk) -> Walk:
        """Return the walk with what comes next on its screen: an emergency, a deadline, a question, or the check."""
        if self.interruptions(walk):
            return replace(walk, shown=Shown.INTERRUPT, page=None, pending=None)
        turn = self.turn(walk)
        if turn.next_page is None:
            return replace(walk, shown=Shown.CHECK, page=None, pending=None, enough=True)
        page = self.page(walk, turn.next_page)
        if not walk.clocks_seen and page.role != "deadline" and self.deadlines(walk):
            return replace(walk, shown=Shown.CLOCKS, page=None, pending=None, clocks_seen=True)
        return replace(walk, shown=Shown.QUESTION, page=turn.next_page, pending=None)

    def turn(self, walk: Walk) -> Turn:
        """Return where the interview stands."""
        return self.desk.turn(walk.interview)

    def answered(self, walk: Walk, answer: Answer) -> Walk:
        """Return the walk after an answer to the page on its screen; an urgent answer is not taken back unasked.

        Raises:
            AnswerProblems: where the answer does not fit the page, or no page is on the screen.
        """
        if walk.page is None:
            raise AnswerProblems([])
        changed = walk.interview.answer(self.desk.numbers(walk.interview.complaint), walk.page, answer)
        # a first answer adds to what is known; only a second one can take something back
        if walk.page in walk.interview.answers and self.desk.level_would_fall(walk.interview, changed):
            return replace(walk, shown=Shown.CONFIRM, pending=answer_to_plain(answer))
        return self.onward(replace(walk, interview=changed))

    def confirmed(self, walk: Walk, *, take_back: bool) -> Walk:
        """Return the walk after the person was asked once more whether an urgent answer shall go."""
        if not take_back or walk.page is None or walk.pending is None:
            return self.onward(replace(walk, pending=None))
        numbers = self.desk.numbers(walk.interview.complaint)
        answer = answer_from_plain(self.page(walk, walk.page), walk.pending)
        return self.onward(replace(walk, interview=walk.interview.answer(numbers, walk.page, answer)))

    def acknowledged(self, walk: Walk) -> Walk:
        """Return the walk after the person has seen an emergency and goes on all the same."""
        fired = frozenset(self.interruptions(walk))
        return self.onward(replace(walk, interview=walk.interview.acknowledge(fired)))

    def back(self, walk: Walk) -> Walk:
        """Return the walk one page earlier, with the answer that was given there; before the first stands the start."""
        earlier = None
        for name, _ in self.standing(walk):
            if name == walk.page and walk.shown in (Shown.QUESTION, Shown.CHANGE, Shown.CONFIRM):
                break
            earlier = name
        if earlier is None:
            return replace(walk, shown=Shown.BEFORE, page=None, pending=None)
        return self.change(walk, earlier)

    def change(self, walk: Walk, name: PageId) -> Walk:
        """Return the walk with a page that was answered before on its screen again.

        Raises:
            AnswerProblems: where the page has no answer that counts now.
        """
        if name not in {page for page, _ in self.standing(walk)}:
            raise AnswerProblems([])
        return replace(walk, shown=Shown.CHANGE, page=name, pending=None)

    def revisit(self, walk: Walk, there: Walk) -> Walk:
        """Return the walk with what `there` shows on its screen, and every answer given since; for Back and Forward."""
        if there.interview.complaint != walk.interview.complaint:
            return there
        if there.shown in (Shown.QUESTION, Shown.CHANGE) and there.page is not None:
            if there.page in {page for page, _ in self.standing(walk)}:
                return self.change(walk, there.page)
            if there.page in self.facts(walk).applies:
                return replace(walk, shown=Shown.QUESTION, page=there.page, pending=None)
        if there.shown is Shown.CHECK:
            return self.check(walk)
        if there.shown in (Shown.BEFORE, Shown.CLOCKS, Shown.RESULT):
            return replace(walk, shown=there.shown, page=None, pending=None)
        return self.onward(walk)

    def check(self, walk: Walk) -> Walk:
        """Return the walk with the list of its answers on its screen."""
        enough = not self.interruptions(walk) and self.turn(walk).next_page is None
        return replace(walk, shown=Shown.CHECK, page=None, pending=None, enough=enough)
