"""A report as plain lines: no box, no colour, nothing that a screen reader would have to spell out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from unblush.compiled.catalogue import Catalogue
from unblush.rendering.advising import AdviceBlock
from unblush.rendering.citations import SourceView
from unblush.rendering.clocks import ClockView
from unblush.rendering.report import FlagView, Line, Report

WIDTH = 78


def lines_of(report: Report, words: Catalogue) -> Iterator[str]:
    """Yield the lines of a report, at most 80 columns wide."""
    yield from heading(words.word("result.how_soon"))
    yield from wrap(f"{report.title.upper()}. {report.do}")
    for reason in report.reasons:
        yield from wrap(reason)
    if report.flags:
        yield from heading(words.word("result.flags"))
        for flag in report.flags:
            yield from flag_lines(flag)
    yield from clock_lines(report.clocks, report.ovulation, words)
    if report.outlook:
        yield from heading(words.word("outlook.heading"))
        yield from _lines(report.outlook, "- ")
    if report.explanations or report.poor_fit:
        yield from heading(words.word("result.likely"))
    if report.poor_fit:
        yield from wrap(report.poor_fit)
    for condition in report.explanations:
        yield from wrap(words.word("result.likely_one", name=condition.name, amount=condition.amount) + ".", "* ")
        yield from _lines(condition.lines)
    if report.told:
        yield from heading(words.word("result.told"))
        for condition in report.told:
            yield from wrap(condition.name + ".", "* ")
            yield from _lines(condition.lines)
    for block in report.advice:
        yield from advice_lines(block)
        if block.kind == "partner" and report.partner:
            yield from wrap(report.partner, "- ")
    if report.why_start:
        yield from heading(words.word("result.why") + ": " + report.why_heading)
        yield from wrap(report.why_start)
        for key, lines in (("result.why_for", report.speaks_for), ("result.why_against", report.speaks_against)):
            if lines:
                yield from wrap(words.word(key) + ":")
                yield from _lines(lines, "- ")
    if report.flips:
        yield from heading(words.word("result.flips"))
        for flip in report.flips:
            yield from wrap(flip, "- ")
    yield from heading(words.word("result.sure"))
    for text in (*report.sure, report.review):
        if text:
            yield from wrap(text, "- ")
    if report.not_ruled_out:
        yield from heading(words.word("result.not_ruled_out"))
        for flag in report.not_ruled_out:
            yield from wrap(f"{flag.title}. {flag.do}", "- ")
    if report.emergencies:
        yield from heading(words.word("result.emergencies"))
        for title in report.emergencies:
            yield from wrap(title, "- ")
    yield from heading(words.word("result.sources"))
    yield from source_lines(report.sources)
    yield ""
    for text in report.closing:
        yield from wrap(text)


def advice_lines(block: AdviceBlock) -> Iterator[str]:
    """Yield the advice of one kind under its heading."""
    yield from heading(block.heading)
    for advice in block.advice:
        yield from wrap(cited(advice.text, advice.behind), "- ")


def source_lines(sources: tuple[SourceView, ...]) -> Iterator[str]:
    """Yield the numbered sources."""
    for source in sources:
        link = f" {source.link}" if source.link else ""
        yield from wrap(f"{source.text} ({source.read_as}){link}", f"{source.number}. ")


def flag_lines(flag: FlagView) -> Iterator[str]:
    """Yield one red flag: its title, what to do, and why."""
    yield from wrap(flag.title + ".", "! ")
    yield from wrap(flag.do, "  ")
    yield from wrap(cited(flag.because.text, flag.because.behind), "  ")


def clock_lines(clocks: tuple[ClockView, ...], ovulation: str, words: Catalogue) -> Iterator[str]:
    """Yield the deadlines and windows, each group under its heading; nothing where there are none."""
    group = ""
    for clock in clocks:
        if clock.group != group:
            group = clock.group
            yield from heading(words.word(f"clock.group.{group}"))
            if group == "emergency_contraception" and ovulation:
                yield from wrap(ovulation)
        yield from wrap(f"{clock.title}: {clock.stands}", "* ")
        yield from wrap(cited(clock.do, clock.behind), "  ")
        for note in clock.notes:
            yield from wrap(cited(note.text, note.behind), "  - ")


def heading(text: str) -> Iterator[str]:
    """Yield an empty line and a heading underlined with plain dashes."""
    yield ""
    yield text
    yield "-" * min(len(text), WIDTH)


def wrap(text: str, first: str = "", later: str | None = None) -> Iterator[str]:
    """Yield a text broken to the width, with a hanging indent; links are never broken."""
    indent = " " * len(first) if later is None else later
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _lines(lines: tuple[Line, ...], bullet: str = "  ") -> Iterator[str]:
    for line in lines:
        yield from wrap(cited(line.text, line.behind), bullet)


def cited(text: str, behind: str) -> str:
    """Return a sentence with the numbers of its sources."""
    return f"{text} [{behind}]" if behind else text
