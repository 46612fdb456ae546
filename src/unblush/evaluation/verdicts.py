"""What a case expected against what came out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from unblush.evaluation.play import Played
from unblush.vocabulary import LEVELS, ClockId


class Miss(StrEnum):
    """The ways in which a case can fail, the worst first."""

    UNDER_TRIAGE = "under-triage"
    RED_FLAG_MISSED = "red flag missed"
    OVER_TRIAGE = "over-triage"
    RED_FLAG_FALSE = "red flag fired falsely"
    ADVICE_MISSING = "advice missing"
    ADVICE_WRONG = "advice that must not stand"
    LEADER = "leading explanation"
    LISTED = "explanation not listed"
    TOLD = "not told about"
    CLOCK = "clock"
    FIT = "fit"
    LENGTH = "too many pages"


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing about a case that did not come out as expected."""

    case: str
    miss: Miss
    detail: str


def judge_case(played: Played) -> list[Failure]:
    """Return everything that did not come out as the case expects."""
    return [Failure(played.case.id, miss, detail) for miss, detail in _misses(played)]


def expected_range(played: Played) -> tuple[int, int]:
    """Return the lowest and highest level that the case accepts."""
    expect = played.case.expect
    low = LEVELS.index(expect.triage or expect.at_least or LEVELS[0])
    high = LEVELS.index(expect.triage or expect.at_most or LEVELS[-1])
    return low, high


def _misses(played: Played) -> Iterator[tuple[Miss, str]]:
    expect, assessment = played.case.expect, played.assessment
    level = assessment.triage.level
    low, high = expected_range(played)
    if level < low:
        yield Miss.UNDER_TRIAGE, f"{LEVELS[level]}, expected at least {LEVELS[low]}"
    if level > high:
        yield Miss.OVER_TRIAGE, f"{LEVELS[level]}, expected at most {LEVELS[high]}"
    fired = set(assessment.triage.fired)
    if missed := set(expect.red_flags) - fired:
        yield Miss.RED_FLAG_MISSED, ", ".join(sorted(missed))
    if false := set(expect.no_red_flags) & fired:
        yield Miss.RED_FLAG_FALSE, ", ".join(sorted(false))
    listed = [explanation.condition for explanation in assessment.explanations]
    if expect.likely and listed[0] not in expect.likely:
        yield Miss.LEADER, f"{listed[0]}, expected {' or '.join(expect.likely)}"
    if listed[0] in expect.not_likely:
        yield Miss.LEADER, f"{listed[0]} must not lead"
    if unlisted := set(expect.among) - set(listed):
        yield Miss.LISTED, ", ".join(sorted(unlisted))
    said = {advice.id for block in played.report.advice for advice in block.advice}
    if missing := set(expect.must_say) - said:
        yield Miss.ADVICE_MISSING, ", ".join(sorted(missing))
    if wrong := set(expect.must_not_say) & said:
        yield Miss.ADVICE_WRONG, ", ".join(sorted(wrong))
    if untold := set(expect.told_about) - {view.id for view in played.report.told}:
        yield Miss.TOLD, ", ".join(sorted(untold))
    states = {reading.clock: reading.state.value for reading in assessment.clocks}
    for clock, state in expect.clocks.items():
        if states.get(ClockId(clock)) != state:
            yield Miss.CLOCK, f"{clock} is {states.get(ClockId(clock), 'not shown')}, expected {state}"
    if expect.poor_fit is not None and expect.poor_fit != assessment.fit.poor:
        yield Miss.FIT, "poor" if assessment.fit.poor else "not poor"
    asked = played.emergency_after if expect.red_flags and played.emergency_after is not None else played.pages
    if expect.pages_at_most is not None and asked > expect.pages_at_most:
        yield Miss.LENGTH, f"{asked}, expected at most {expect.pages_at_most}"
