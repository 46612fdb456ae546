"""Written rules to compiled rules, red flags to rows, and pages in an order in which each follows its parents."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from unblush.authoring.model.pack import LEVEL_NAMES, Complaint, Pack
from unblush.authoring.model.question import Page
from unblush.authoring.model.rule import Rule as WrittenRule
from unblush.compiled.arrays import Flag
from unblush.compiled.arrays import Item as ItemRow
from unblush.compiled.arrays import Page as PageRow
from unblush.compiled.rules import Rule, RuleKind
from unblush.vocabulary import ItemId, ItemKind, PageId, PageKind, RuleId


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
    """Return the rows of the pages, in the same order."""
    return tuple(
        PageRow(
            id=PageId(page.id),
            kind=PageKind(page.kind),
            role=page.role,
            burden=page.burden,
            documents=page.documents,
            sexual=page.sexual,
            ask_if=compile_rule(page.ask_if) if page.ask_if else None,
            always_if=compile_rule(page.always_if) if page.always_if else None,
            items=tuple(
                ItemRow(
                    ItemId(item.id),
                    ItemKind(item.kind),
                    item.red_flag,
                    compile_rule(item.ask_if) if item.ask_if else None,
                )
                for item in page.items
            ),
            low=page.quantity.low if page.quantity else None,
            high=page.quantity.high if page.quantity else None,
        )
        for page in pages
    )


def compile_flags(pack: Pack, pages: tuple[PageRow, ...]) -> tuple[Flag, ...]:
    """Return the red flags whose items and numbers this complaint can ask, most urgent first."""
    asked = {item.id for page in pages for item in page.items} | {page.id for page in pages}
    rows = []
    for flag in pack.red_flags.values():
        rule = compile_rule(flag.when)
        if {*rule.items(), *rule.numbers()} <= asked:
            level = LEVEL_NAMES.index(flag.level)
            floor = LEVEL_NAMES.index(flag.floor_if_unanswered)
            rows.append(Flag(RuleId(flag.id), level, floor, flag.interrupts, rule))
    return tuple(sorted(rows, key=lambda row: (-row.level, row.id)))


__all__ = ["CycleError", "compile_flags", "compile_pages", "compile_rule", "pages_in_order"]
