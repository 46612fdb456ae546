"""How soon: red-flag rules first, then the level of least expected loss; the most urgent of all wins.

Present red flags act through their rules. For the loss-minimising level a red flag that also is a finding is taken in
every way, as present, as absent and as unknown, and the most urgent level counts: so reporting one can never lower it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from unblush.compiled.arrays import Flag, Numbers
from unblush.compiled.rules import truth
from unblush.engine.evidence import Evidence, gather
from unblush.engine.facts import Facts, Known
from unblush.engine.frontier import Posterior
from unblush.engine.value import least_loss
from unblush.result import ReasonKind, Triage, TriageReason
from unblush.vocabulary import ROUTINE, ComplaintKind, ItemId

MOST_VARIED: Final = 3
"""Red flags that are varied in all three ways; any more are taken as present and as unknown."""

Infer = Callable[[Numbers, Evidence], Posterior]


@dataclass(frozen=True, slots=True)
class FlagStates:
    """The red flags that fire, and those that cannot be ruled out because their question has no answer."""

    fired: tuple[Flag, ...]
    open: tuple[Flag, ...]

    @property
    def floor(self) -> int:
        """The level that the fired flags ask for."""
        return max((flag.level for flag in self.fired), default=0)

    @property
    def bar(self) -> int:
        """The level that the open flags ask for: self-care is never advised past them."""
        return max((flag.floor_if_unanswered for flag in self.open), default=0)


def flag_states(numbers: Numbers, facts: Facts) -> FlagStates:
    """Evaluate every rule.

    Only red flags and numbers can be unknown to a rule; other items unanswered are no. In a pathway, which rests on
    its rules alone, everything without an answer is unknown.
    """
    unknown = {name for name in _could_be_flags(numbers, facts) if name not in facts.items}

    def item(name: ItemId) -> bool | None:
        known = facts.items.get(name)
        return None if known is None and name in unknown else known is Known.PRESENT

    derived = numbers.derived
    heard = unknown | {name for name, known in facts.items.items() if known is Known.PRESENT}
    values = [
        # a rule that needs one of its items is false while none of them is present or unknown
        (flag, truth(flag.rule, item, facts.number) if not needs or not names.isdisjoint(heard) else False)
        for flag, names, needs in zip(numbers.flags, derived.flag_items, derived.needs_items, strict=True)
    ]
    return FlagStates(
        tuple(flag for flag, value in values if value is True), tuple(flag for flag, value in values if value is None)
    )


def firm_floor(numbers: Numbers, facts: Facts) -> int:
    """Return the level of the rules that fire whatever is still answered."""
    unanswered = {item.id for page in numbers.pages if page.id not in facts.answered for item in page.items}

    def item(name: ItemId) -> bool | None:
        known = facts.items.get(name)
        return None if known is None and name in unanswered else known is Known.PRESENT

    return max((flag.level for flag in numbers.flags if truth(flag.rule, item, facts.number) is True), default=0)


def raised_by(numbers: Numbers, facts: Facts, items: Iterable[ItemId]) -> dict[ItemId, int]:
    """Return, for items that would make a rule fire, the highest level they would raise."""
    wanted = set(items)
    levels: dict[ItemId, int] = {}
    for flag, names in zip(numbers.flags, numbers.derived.flag_items, strict=True):
        for name in names & wanted:

            def item(other: ItemId, name: ItemId = name) -> bool | None:
                return True if other == name else facts.item(other) is True

            if truth(flag.rule, item, facts.number) is True:
                levels[name] = max(levels.get(name, 0), flag.level)
    return levels


def model_level(numbers: Numbers, facts: Facts, posterior: Posterior, infer: Infer, floor: int) -> int:
    """Return the loss-minimising level, the most urgent over the ways of taking the red flags that are present."""
    level = least_loss(posterior.need, numbers.loss)[0]
    if floor >= numbers.derived.highest_level:
        return level
    for variant in _variants(numbers, facts):
        level = max(level, least_loss(infer(numbers, gather(numbers, variant)).need, numbers.loss)[0])
    return level


def decide(states: FlagStates, by_loss: int, careful: int, leader: str, *, poor_fit: bool) -> Triage:
    """Return the most urgent of the reasons there are."""
    reasons = [TriageReason(ReasonKind.RED_FLAG, flag.level, flag.id) for flag in states.fired]
    reasons.append(TriageReason(ReasonKind.EXPECTED_LOSS, by_loss, leader))
    if careful > max(by_loss, states.floor):
        reasons.append(TriageReason(ReasonKind.ROBUSTNESS, careful, leader))
    if poor_fit:
        reasons.append(TriageReason(ReasonKind.POOR_FIT, ROUTINE))
    if states.open:
        reasons.append(TriageReason(ReasonKind.NOT_RULED_OUT, states.bar))
    reasons.sort(key=lambda reason: -reason.level)
    return Triage(
        reasons[0].level,
        tuple(reasons),
        tuple(flag.id for flag in states.fired),
        tuple(flag.id for flag in states.open),
    )


def _could_be_flags(numbers: Numbers, facts: Facts) -> set[ItemId]:
    """Return the items that this person could still report: red flags, and in a pathway all but what protects.

    What would silence a rule, such as a condom that stayed whole, counts only where it was said.
    """
    pathway = numbers.kind is ComplaintKind.PATHWAY
    denied = numbers.derived.denied
    return {
        item.id
        for page in numbers.pages
        if page.id in facts.applies
        for item in page.items
        if (item.red_flag or (pathway and item.id not in denied)) and item.id in facts.offered[page.id]
    }


def _variants(numbers: Numbers, facts: Facts) -> Iterator[Facts]:
    linked = [
        finding.id
        for finding in numbers.findings
        if finding.red_flag and finding.parents and facts.items.get(finding.id) is Known.PRESENT
    ]
    ways: list[tuple[Known | None, ...]] = [
        (Known.PRESENT, None, Known.ABSENT) if i < MOST_VARIED else (Known.PRESENT, None) for i in range(len(linked))
    ]
    for choice in product(*ways):
        if all(known is Known.PRESENT for known in choice):
            continue
        items = dict(facts.items)
        for name, known in zip(linked, choice, strict=True):
            if known is None:
                del items[name]
            else:
                items[name] = known
        yield replace(facts, items=items)
