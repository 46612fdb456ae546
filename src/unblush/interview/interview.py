"""One person's run: an immutable record of answers. Answering returns a new one; changing one's mind loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from unblush.compiled.arrays import Numbers
from unblush.engine.facts import read_facts
from unblush.errors import AnswerProblems, Problem, UnknownName, did_you_mean
from unblush.vocabulary import Answer, Answers, Mark, PageId, PageKind, Region, Whom


@dataclass(frozen=True, slots=True)
class Profile:
    """What is not about the body: for whom, and whose services are named."""

    whom: Whom = Whom.SELF
    region: Region = Region.GENERIC


@dataclass(frozen=True, slots=True)
class Interview:
    """The answers so far, in the order they were given, and the pack they were given to.

    An answer that no longer applies, because the answer it followed from has changed, is kept and ignored; it counts
    again when it applies again. `acknowledged` are emergencies that the person has seen and chose to go on after.
    `at` is the moment from which "hours ago" counts, with its zone; None where nobody needs the time of day.
    """

    complaint: str
    pack_digest: str
    profile: Profile = Profile()
    given: tuple[tuple[PageId, Answer], ...] = ()
    acknowledged: frozenset[str] = frozenset()
    at: datetime | None = None

    @property
    def answers(self) -> Answers:
        """The answers by page."""
        return dict(self.given)

    def answer(self, numbers: Numbers, page: PageId, answer: Answer) -> Interview:
        """Return the interview with this answer given or changed; later answers that still apply are kept.

        Raises:
            UnknownName: where there is no such page.
            AnswerProblems: where the answer does not fit the page.
        """
        check_answer(numbers, page, answer)
        kept = dict(self.given)
        kept[page] = answer  # a changed answer keeps its place, a new one comes last
        return replace(self, given=tuple(kept.items()))

    def without(self, page: PageId) -> Interview:
        """Return the interview with one page unanswered again, as after going back."""
        return replace(self, given=tuple(pair for pair in self.given if pair[0] != page))

    def resumed(self, numbers: Numbers, now: datetime) -> Interview:
        """Return the interview taken up again at a later moment: what was so many hours ago is longer ago now.

        A clock that stands earlier than before changes nothing: deadlines never grow. The zone is that of `now`: what
        was kept knows only the offset that held then, and not that clocks may change before a deadline.
        """
        if self.at is None or now <= self.at:
            return replace(self, at=now if self.at is None else self.at.astimezone(now.tzinfo))
        gone = (now - self.at).total_seconds() / 3600
        hours = {page.id: page.high for page in numbers.pages if page.unit == "hours"}

        def later(page: PageId, answer: Answer) -> Answer:
            if answer.number is None or page not in hours:
                return answer
            longest = hours[page]
            since = answer.number + gone
            return replace(answer, number=since if longest is None else min(since, longest))

        return replace(self, given=tuple((page, later(page, answer)) for page, answer in self.given), at=now)

    def acknowledge(self, flags: Mapping[str, object] | frozenset[str]) -> Interview:
        """Return the interview after the person has seen these emergencies and goes on."""
        return replace(self, acknowledged=self.acknowledged | frozenset(flags))

    def standing(self, numbers: Numbers) -> Mapping[PageId, Answer]:
        """Return the answers that count now: those whose page still applies."""
        applies = read_facts(numbers, self.answers).applies
        return {page: answer for page, answer in self.given if page in applies}


def check_answer(numbers: Numbers, page_id: PageId, answer: Answer) -> None:
    """Refuse an answer that the page does not offer.

    Raises:
        UnknownName: where there is no such page.
        AnswerProblems: where an item is not on the page, a single page has two, or a number is out of range.
    """
    page = next((page for page in numbers.pages if page.id == page_id), None)
    if page is None:
        raise UnknownName("question", page_id, [page.id for page in numbers.pages])
    problems = []
    offered = [item.id for item in page.items]
    for name in answer.chosen:
        if name not in offered:
            problems.append(_problem(page_id, f"there is no answer {name!r}", did_you_mean(name, offered)))
    if len(set(answer.chosen)) != len(answer.chosen):
        problems.append(_problem(page_id, "an answer is given twice", "name each once"))
    if page.kind is PageKind.SINGLE and len(answer.chosen) > 1:
        problems.append(_problem(page_id, "only one answer can be chosen here", "keep the one that fits best"))
    if page.kind is PageKind.NUMBER:
        if answer.chosen or answer.mark is Mark.NONE:
            problems.append(_problem(page_id, "this question wants a number", "give a number, unknown or declined"))
        elif answer.number is not None and not _within(answer.number, page.low, page.high):
            mend = f"give a number from {page.low:g} to {page.high:g}"
            problems.append(_problem(page_id, f"{answer.number:g} is out of range", mend))
    elif answer.number is not None:
        problems.append(_problem(page_id, "this question does not want a number", "name one of: " + ", ".join(offered)))
    if problems:
        raise AnswerProblems(problems)


def _within(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _problem(page: PageId, what: str, mend: str) -> Problem:
    return Problem(page, 0, 0, what, mend)
