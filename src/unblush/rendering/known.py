"""What was told, as rules need it once the interview is over: an item without an answer is not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unblush.compiled.arrays import Numbers
from unblush.compiled.rules import Rule, truth
from unblush.result import Assessment
from unblush.vocabulary import AGE, ItemId, PageId

OVULATION_PASSED = PageId("ovulation_passed")
"""The chance that ovulation has passed: a number that rules may name and no page asks."""

SPOKEN_TO_AS_ADULT = 18.0
"""The age by which advice is chosen for somebody who would not say theirs."""


@dataclass(frozen=True, slots=True)
class Told:
    """The complaint, the items that are there, the numbers given or worked out, and the red flags that fire."""

    complaint: str
    items: frozenset[ItemId]
    numbers: Mapping[PageId, float]
    fired: frozenset[str]

    def present(self, name: str) -> bool:
        """Return whether an item was reported."""
        return ItemId(name) in self.items

    def holds(self, rule: Rule | None) -> bool:
        """Return whether a rule holds for showing a text."""
        return rule is None or truth(rule, lambda name: name in self.items, self._number) is True

    def _number(self, name: PageId) -> float | None:
        return self.numbers.get(name, SPOKEN_TO_AS_ADULT if name == AGE else None)


def told(numbers: Numbers, assessment: Assessment) -> Told:
    """Return what was told in the interview behind an assessment."""
    if assessment.complaint != numbers.complaint:
        raise ValueError(f"the assessment is about {assessment.complaint}, the numbers about {numbers.complaint}")
    given = dict(assessment.numbers_given)
    for reading in assessment.clocks:
        if reading.hours is not None:
            given[PageId(reading.clock)] = reading.hours
    if assessment.ovulation_passed is not None:
        given[OVULATION_PASSED] = assessment.ovulation_passed[1]
    return Told(numbers.complaint, frozenset(assessment.present), given, frozenset(assessment.triage.fired))
