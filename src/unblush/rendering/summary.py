"""A page for a clinician: how urgent first, then situation, background, assessment and recommendation (SBAR)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from unblush.compiled.arrays import Numbers
from unblush.compiled.catalogue import Catalogue, ItemWords
from unblush.engine.facts import Facts, Known, read_facts
from unblush.interview.interview import Interview
from unblush.rendering.clocks import ClockView, date_words
from unblush.rendering.report import FlagView, Report
from unblush.rendering.said import answer_words
from unblush.result import DEADLINE_STATES, Assessment
from unblush.vocabulary import AGE, ItemKind, Mark, Whom

UNSAID = (Mark.UNKNOWN, Mark.DECLINED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One explanation as clinicians call it, its share, and its codes."""

    clinical: str
    plain: str
    amount: str
    codes: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything on the page for a clinician, top first; `absent` and `unsaid` are folded away."""

    made: str
    level: str
    title: str
    do: str
    flags: tuple[FlagView, ...]
    clocks: tuple[ClockView, ...]
    situation: tuple[str, ...]
    background: tuple[str, ...]
    findings: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    notes: tuple[str, ...]
    recommendation: tuple[str, ...]
    absent: tuple[str, ...]
    unsaid: tuple[str, ...]
    closing: tuple[str, ...]


def build_summary(
    interview: Interview,
    assessment: Assessment,
    report: Report,
    words: Catalogue,
    numbers: Numbers,
    now: datetime | None = None,
) -> Summary:
    """Return the page of an interview for a clinician; `now`, with its zone, is when it was made."""
    facts = read_facts(numbers, interview.answers)
    kinds = {item.id: item.kind for page in numbers.pages for item in page.items}
    present = [item for page in numbers.pages for item in page.items if facts.items.get(item.id) is Known.PRESENT]
    absent = [name for name, known in facts.items.items() if known in (Known.ABSENT, Known.UNTICKED)]
    labels = {item.id: _clinical(item) for page in words.pages.values() for item in page.items}
    poor = (words.word("summary.poor_fit"),) if assessment.fit.poor else ()
    open_flags = tuple(words.word("summary.not_ruled_out", title=flag.title) for flag in report.not_ruled_out)
    return Summary(
        made=words.word("summary.made", date=date_words(words, now, clock=True)) if now is not None else "",
        level=report.level,
        title=report.title,
        do=report.do,
        flags=report.flags,
        clocks=tuple(clock for clock in report.clocks if clock.state in DEADLINE_STATES),
        situation=_situation(interview, facts, words, numbers),
        background=tuple(labels[item.id] for item in present if kinds[item.id] is not ItemKind.FINDING),
        findings=tuple(labels[item.id] for item in present if kinds[item.id] is ItemKind.FINDING),
        candidates=tuple(_candidates(report, words)),
        notes=(*poor, *open_flags, *report.sure),
        recommendation=tuple(line.text for block in report.advice if block.kind == "testing" for line in block.advice),
        absent=tuple(labels[name] for name in absent),
        unsaid=_unsaid(interview, facts, words),
        closing=(*((report.review,) if report.review else ()), *report.closing),
    )


def _situation(interview: Interview, facts: Facts, words: Catalogue, numbers: Numbers) -> tuple[str, ...]:
    other = interview.profile.whom is Whom.OTHER
    age = interview.answers.get(AGE)
    lines = [words.word("summary.about_other" if other else "summary.about_self")]
    if age is not None and age.number is not None:
        lines.append(words.word("summary.age", age=f"{age.number:g}"))
    lines.append(words.complaints[interview.complaint].opening + ".")
    for page in numbers.pages:
        answer = interview.answers.get(page.id)
        if answer is None or answer.number is None or page.id == AGE or page.id not in facts.applies:
            continue
        text = words.pages[page.id]
        lines.append(f"{text.asked(other=other)} {answer_words(words, text, answer, other=other)}.")
    return tuple(lines)


def _candidates(report: Report, words: Catalogue) -> list[Candidate]:
    found = []
    for view in report.explanations:
        condition = words.conditions[view.id]
        codes = ", ".join(f"{system} {code}" for system, code in condition.codes)
        if codes and not condition.codes_verified:
            codes = words.word("summary.codes_unverified", codes=codes)
        found.append(Candidate(view.clinical, view.name, view.amount, codes))
    return found


def _unsaid(interview: Interview, facts: Facts, words: Catalogue) -> tuple[str, ...]:
    """Return the questions that were met and not answered: what is not known is not the same as what is not there."""
    other = interview.profile.whom is Whom.OTHER
    lines = []
    for name, answer in interview.given:
        if answer.mark in UNSAID and name in facts.applies:
            page = words.pages[name]
            lines.append(f"{page.asked(other=other)} {answer_words(words, page, answer, other=other)}.")
    return tuple(lines)


def _clinical(item: ItemWords) -> str:
    """Return what clinicians call an item, or its label where the pack has no other word."""
    return item.clinical or item.label
