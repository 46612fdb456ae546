"""Plays a case through a real interview, the way the person in it would answer."""

from __future__ import annotations

from dataclasses import dataclass

from unblush.authoring.model.case import Case
from unblush.compiled.arrays import Page
from unblush.engine.facts import Facts
from unblush.engine.triage import flag_states
from unblush.interview.desk import Desk
from unblush.interview.interview import Interview, Profile
from unblush.rendering.report import Report, build_report
from unblush.result import Assessment
from unblush.vocabulary import DECLINED, EMERGENCY, NONE, UNKNOWN, Answer, ItemId, Mark, PageId, PageKind, Region, Whom


@dataclass(frozen=True, slots=True)
class Played:
    """How the interview of a case went: `emergency_after` pages an emergency was named, if one was."""

    case: Case
    interview: Interview
    assessment: Assessment
    report: Report
    pages: int
    emergency_after: int | None
    widest: int


def play(case: Case, desk: Desk) -> Played:
    """Hold the interview of a case to its end and assess it; emergencies are acknowledged and gone past."""
    numbers = desk.numbers(case.complaint)
    interview = desk.begin(case.complaint, Profile(Whom(case.whom), Region(case.region)))
    pages = {page.id: page for page in numbers.pages}
    emergency_after: int | None = None
    widest = 0
    while True:
        turn = desk.turn(interview)
        widest = max(widest, turn.posterior.width)
        states = flag_states(numbers, turn.facts)
        if emergency_after is None and states.floor == EMERGENCY:
            emergency_after = len(interview.given)
        if turn.next_page is None:
            break
        answer = reply(case, pages[turn.next_page], turn.facts)
        interview = interview.answer(numbers, turn.next_page, answer)
    assessment = desk.assess(interview, reasons=False)
    report = build_report(assessment, desk.words, numbers, interview.profile)
    return Played(case, interview, assessment, report, len(interview.given), emergency_after, widest)


def reply(case: Case, page: Page, facts: Facts) -> Answer:
    """Answer one page as the person of a case would: what is not said of them is not so."""
    if page.id in case.declined:
        return DECLINED
    if page.id in case.unknown:
        return UNKNOWN
    if page.kind is PageKind.NUMBER:
        number = case.numbers.get(page.id)
        return UNKNOWN if number is None else Answer(Mark.ANSWERED, number=number)
    chosen = tuple(ItemId(name) for name in facts.offered[PageId(page.id)] if name in case.present)
    if chosen:
        return Answer(Mark.ANSWERED, chosen)
    return {"none": NONE, "unknown": UNKNOWN, "declined": DECLINED}[case.otherwise]
