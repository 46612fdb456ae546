"""Rules as flat data, and their three-valued truth: true, false, or unknown while answers are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from unblush.vocabulary import ItemId, PageId


class RuleKind(StrEnum):
    """The forms of a rule."""

    ITEM = "item"
    ALL = "all"
    AT_LEAST = "at_least"  # `any` is at least one
    NOT = "not"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a leaf (an item, or a number within [low, high)) or a combination of `parts`."""

    kind: RuleKind
    name: str = ""
    parts: tuple[Rule, ...] = ()
    count: int = 1
    low: float | None = None
    high: float | None = None

    def items(self) -> Iterator[ItemId]:
        """Yield every item named inside."""
        if self.kind is RuleKind.ITEM:
            yield ItemId(self.name)
        for part in self.parts:
            yield from part.items()

    def denies(self) -> bool:
        """Return whether a `not` stands anywhere inside."""
        return self.kind is RuleKind.NOT or any(part.denies() for part in self.parts)

    def denied(self, *, under_not: bool = False) -> Iterator[ItemId]:
        """Yield the items whose presence could make the rule false."""
        if self.kind is RuleKind.ITEM and under_not:
            yield ItemId(self.name)
        for part in self.parts:
            yield from part.denied(under_not=under_not != (self.kind is RuleKind.NOT))

    def numbers(self) -> Iterator[PageId]:
        """Yield every number page named inside."""
        if self.kind is RuleKind.NUMBER:
            yield PageId(self.name)
        for part in self.parts:
            yield from part.numbers()


def truth(
    rule: Rule | None, item: Callable[[ItemId], bool | None], number: Callable[[PageId], float | None]
) -> bool | None:
    """Evaluate a rule by Kleene's strong logic: None where the missing answers could decide it."""
    if rule is None:
        return True
    if rule.kind is RuleKind.ITEM:
        return item(ItemId(rule.name))
    if rule.kind is RuleKind.NUMBER:
        value = number(PageId(rule.name))
        if value is None:
            return None
        return (rule.low is None or value >= rule.low) and (rule.high is None or value < rule.high)
    values = [truth(part, item, number) for part in rule.parts]
    if rule.kind is RuleKind.NOT:
        return None if values[0] is None else not values[0]
    needed = len(values) if rule.kind is RuleKind.ALL else rule.count
    if values.count(True) >= needed:
        return True
    return None if values.count(True) + values.count(None) >= needed else False
