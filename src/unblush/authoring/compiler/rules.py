"""Written rules to compiled rules, red flags to rows, and pages in an order in which each follows its parents."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import TopologicalSorter
from typing import Final

from unblush.authoring.model.clock import Clock as WrittenClock
from unblush.authoring.model.pack import LEVEL_NAMES, Complaint, Pack
from unblush.authoring.model.question import Page
from unblush.authoring.model.rule import Rule as WrittenRule
from unblush.compiled.arrays import Flag
from unblush.compiled.arrays import Item as ItemRow
from unblush.compiled.arrays import Page as PageRow
from unblush.compiled.clocks import Clock
from unblush.compiled.rules import Rule, RuleKind
from unblush.vocabulary import ClockId, ItemId, ItemKind, PageId, PageKind, RuleId


def compile_rule(written: WrittenRule) -> Rule:
    """Return a rule as flat data; `any` becomes at least one."""
    if written.item is not None:
        return Rule(RuleKind.ITEM, written.item)
    if written.number is not None:
        return Rule(RuleKind.NUMBER, written.number, low=written.from_, high=written.below)
    parts = tuple(compile_rule(part) for part in written.parts())
    if written.not_ is not None:
        return Rule(RuleKind.NOT, parts=parts)
    if written.all is not None:
        return Rule(RuleKind.ALL, parts=parts)
    return Rule(RuleKind.AT_LEAST, parts=parts, count=written.at_least or 1)


def pages_in_order(pack: Pack, complaint: Complaint) -> list[Page]:
    """Return the pages of a complaint, each after the pages that its `ask_if` speaks of.

    Raises:
        CycleError: where two pages wait for each other.
    """
    own = {page.id: page for page in pack.pages.values() if complaint.id in page.complaints}
    asked_on = pack.item_pages()
    written = list(own)  # never the order of a set, which differs from run to run
    graph = TopologicalSorter(
        {page_id: sorted(_waits_for(page, asked_on) & own.keys(), key=written.index) for page_id, page in own.items()}
    )
    return [own[page_id] for page_id in graph.static_order()]


def _waits_for(page: Page, asked_on: dict[str, Page]) -> set[str]:
    rules = [page.ask_if, page.always_if, *(item.ask_if for item in page.items)]
    names: set[str] = set()
    for rule in rules:
        if rule is not None:
            names.update(asked_on[item].id for item in rule.items())
            names.update(rule.numbers())
    return names - {page.id}


def compile_pages(pages: list[Page]) -> tuple[PageRow, ...]:
    """Return the rows of the pages, in the same order; their rules lose what these pages never ask."""
    asked = frozenset({item.id for page in pages for item in page.items} | {page.id for page in pages})

    def kept(written: WrittenRule | None) -> Rule | None:
        """Return what is left of a rule; None where it always holds, `NEVER` where it never does."""
        rule = prune(compile_rule(written), asked) if written is not None else True
        return rule if isinstance(rule, Rule) else None if rule else NEVER

    return tuple(
        PageRow(
            id=PageId(page.id),
            kind=PageKind(page.kind),
            role=page.role,
            burden=page.burden,
            documents=page.documents,
            sexual=page.sexual,
            ask_if=kept(page.ask_if),
            always_if=kept(page.always_if) if page.always_if else None,
            items=tuple(
                ItemRow(
                    ItemId(item.id),
                    ItemKind(item.kind),
                    item.red_flag,
                    kept(item.ask_if),
                )
                for item in page.items
            ),
            low=page.quantity.low if page.quantity else None,
            high=page.quantity.high if page.quantity else None,
            unit=page.quantity.unit if page.quantity else "",
        )
        for page in pages
    )


def compile_flags(pack: Pack, complaint: Complaint, pages: tuple[PageRow, ...]) -> tuple[Flag, ...]:
    """Return the red flags that can fire in this complaint, most urgent first; what it never asks is not so."""
    asked = asked_by(pages, pack.clocks.values())
    rows = []
    for flag in pack.red_flags.values():
        rule = prune(compile_rule(flag.when), asked)
        if isinstance(rule, Rule) and (not flag.complaints or complaint.id in flag.complaints):
            level = LEVEL_NAMES.index(flag.level)
            floor = LEVEL_NAMES.index(flag.floor_if_unanswered)
            rows.append(Flag(RuleId(flag.id), level, floor, flag.interrupts, rule))
    return tuple(sorted(rows, key=lambda row: (-row.level, row.id)))


def compile_clocks(pack: Pack, complaint: Complaint, pages: tuple[PageRow, ...]) -> tuple[Clock, ...]:
    """Return the clocks whose event this complaint asks about, as written order; one not shown in it still counts."""
    asked = asked_by(pages, pack.clocks.values())
    rows = []
    for clock in pack.clocks.values():
        if not asked.isdisjoint(clock.since):
            written = clock.shown.get(complaint.id)
            shown = prune(compile_rule(written), asked) if written is not None else complaint.id in clock.shown
            rows.append(
                Clock(
                    ClockId(clock.id),
                    NEVER if shown is False else None if shown is True else shown,
                    tuple(PageId(page) for page in clock.since if page in asked),
                    clock.closes,
                    clock.opens,
                    clock.best_within,
                    clock.after_ovulation,
                    clock.unknown_until,
                )
            )
    return tuple(rows)


NEVER: Final = Rule(RuleKind.AT_LEAST)
"""A rule that never holds: at least one of nothing."""


def asked_by(pages: Iterable[PageRow | Page], clocks: Iterable[WrittenClock]) -> frozenset[str]:
    """Return the items, number pages and clocks of which something is known where these pages are asked."""
    known: set[str] = set()
    for page in pages:
        known.update(item.id for item in page.items)
        known.add(page.id)
    return frozenset(known | {clock.id for clock in clocks if not known.isdisjoint(clock.since)})


def prune(rule: Rule, asked: frozenset[str]) -> Rule | bool:
    """Return a rule without what is never asked, which counts as not so; True or False where that decides it."""
    if rule.kind in (RuleKind.ITEM, RuleKind.NUMBER):
        return rule if rule.name in asked else False
    parts = [prune(part, asked) for part in rule.parts]
    if rule.kind is RuleKind.NOT:
        only = parts[0]
        return Rule(RuleKind.NOT, parts=(only,)) if isinstance(only, Rule) else not only
    needed = len(parts) if rule.kind is RuleKind.ALL else rule.count
    needed -= sum(part is True for part in parts)
    rest = tuple(part for part in parts if isinstance(part, Rule))
    if needed <= 0:
        return True
    if needed > len(rest):
        return False
    if len(rest) == 1:
        return rest[0]
    return Rule(RuleKind.ALL, parts=rest) if needed == len(rest) else Rule(RuleKind.AT_LEAST, parts=rest, count=needed)
