"""Answers to facts: what is known of each item, and which pages apply and are still open.

A ticked item is present. "None of these" makes every item of its page absent. An item left unticked on an answered
tick page is a weak no, except a red flag, which stays unknown. A single choice makes only the chosen item a finding.
"Don't know", "rather not say" and "not asked" say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from unblush.clocks.windows import hours_left
from unblush.compiled.arrays import Numbers, Page
from unblush.compiled.rules import Rule, truth
from unblush.vocabulary import AGE, Answers, ItemId, Mark, PageId, PageKind

ASKED_AS_ADULT: Final = 18.0
"""The age by which pages are chosen for somebody who would not say theirs; rules still treat it as unknown."""


class Known(IntEnum):
    """What is known of an item."""

    ABSENT = 0
    UNTICKED = 1
    PASSED_OVER = 2  # another choice of a single page was taken: no evidence, but not true either
    PRESENT = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What the current answers say: items, numbers, the pages that apply, and the hours left on each deadline."""

    items: Mapping[ItemId, Known]
    numbers: Mapping[PageId, float]
    applies: frozenset[PageId]
    answered: frozenset[PageId]
    offered: Mapping[PageId, tuple[ItemId, ...]]
    left: Mapping[PageId, float] = field(default_factory=dict)

    def item(self, name: ItemId) -> bool | None:
        """Return the truth of an item; None where it is unknown."""
        known = self.items.get(name)
        return None if known is None else known is Known.PRESENT

    def number(self, name: PageId) -> float | None:
        """Return a number that was given, or the hours left on a deadline."""
        given = self.numbers.get(name)
        return self.left.get(name) if given is None else given


def read_facts(numbers: Numbers, answers: Answers) -> Facts:
    """Read the answers in page order; those of pages that do not apply now are ignored here and kept by the caller."""
    items: dict[ItemId, Known] = {}
    given: dict[PageId, float] = {}
    assumed: dict[PageId, float] = {}
    applies: set[PageId] = set()
    answered: set[PageId] = set()
    offered: dict[PageId, tuple[ItemId, ...]] = {}

    def holds(rule: Rule | None) -> bool:
        return rule is None or truth(rule, lambda name: items.get(name) is Known.PRESENT, assumed.get) is True

    for page in numbers.pages:
        if not holds(page.ask_if):
            continue
        applies.add(page.id)
        shown = tuple(item.id for item in page.items if holds(item.ask_if))
        offered[page.id] = shown
        answer = answers.get(page.id)
        if answer is None:
            continue
        answered.add(page.id)
        if answer.number is not None:
            given[page.id] = assumed[page.id] = answer.number
        elif page.id == AGE:
            assumed[page.id] = ASKED_AS_ADULT
        elif answer.mark in (Mark.ANSWERED, Mark.NONE):
            chosen = set(answer.chosen) & set(shown)
            for item in page.items:
                if item.id in shown:
                    known = _known(page, item.id, item.red_flag, chosen)
                    if known is not None:
                        items[item.id] = known
    left = hours_left(numbers.clocks, numbers.cycle, given.get) if numbers.clocks else {}
    return Facts(items, given, frozenset(applies), frozenset(answered), offered, left)


def _known(page: Page, name: ItemId, red_flag: bool, chosen: set[ItemId]) -> Known | None:
    if name in chosen:
        return Known.PRESENT
    if not chosen:
        return Known.ABSENT
    if page.kind is PageKind.SINGLE:
        return Known.PASSED_OVER
    return None if red_flag else Known.UNTICKED


def open_pages(numbers: Numbers, facts: Facts) -> tuple[int, ...]:
    """Return the indices of the pages that apply, offer something, and were not answered in any way."""
    return tuple(
        index
        for index, page in enumerate(numbers.pages)
        if page.id in facts.applies
        and page.id not in facts.answered
        and (page.kind is PageKind.NUMBER or facts.offered[page.id])
    )
