"""All cases of a pack at once: the confusion of triage with under-triage first, failures, and lengths."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unblush.evaluation.play import Played
from unblush.evaluation.verdicts import Failure, Miss, expected_range, judge_case
from unblush.vocabulary import LEVELS, SAME_DAY


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a set of cases.

    `confusion[expected][given]` counts cases by the least level expected and the level given, for cases outside
    their accepted range given is where they landed; `urgent_missed` are emergencies and same-day cases that came out
    less urgent; `urgent_bound` the one-sided 95 % upper bound of that rate (Clopper-Pearson). `by_complaint` has the
    number of cases, of those not as expected, and the median of pages.
    """

    cases: int
    failures: tuple[Failure, ...]
    confusion: dict[tuple[int, int], int]
    under: int
    over: int
    urgent: int
    urgent_missed: int
    urgent_bound: float
    pages_median: float
    pages_p95: int
    pages_most: int
    emergency_pages: tuple[int, ...]
    widest: int
    leaders_right: int
    leaders_asked: int
    by_complaint: dict[str, tuple[int, int, float]]


def summarise(played: Sequence[Played]) -> Summary:
    """Return the summary of played cases."""
    failures = [failure for one in played for failure in judge_case(one)]
    confusion: Counter[tuple[int, int]] = Counter()
    urgent = urgent_missed = 0
    for one in played:
        low, high = expected_range(one)
        level = one.assessment.triage.level
        # within the accepted range, the level given is the level expected
        confusion[(level if low <= level <= high else low if level < low else high, level)] += 1
        if low >= SAME_DAY:
            urgent += 1
            urgent_missed += level < low
    misses = Counter(failure.miss for failure in failures)
    pages = sorted(one.pages for one in played)
    asked = [one for one in played if one.case.expect.likely]
    wrong = {failure.case for failure in failures if failure.miss is Miss.LEADER}
    return Summary(
        cases=len(played),
        failures=tuple(sorted(failures, key=lambda f: (list(Miss).index(f.miss), f.case))),
        confusion=dict(confusion),
        under=misses[Miss.UNDER_TRIAGE],
        over=misses[Miss.OVER_TRIAGE],
        urgent=urgent,
        urgent_missed=urgent_missed,
        urgent_bound=upper_bound(urgent_missed, urgent),
        pages_median=statistics.median(pages),
        pages_p95=pages[max(0, math.ceil(0.95 * len(pages)) - 1)],
        pages_most=pages[-1],
        emergency_pages=tuple(sorted(one.emergency_after for one in played if one.emergency_after is not None)),
        widest=max(one.widest for one in played),
        leaders_right=sum(one.case.id not in wrong for one in asked),
        leaders_asked=len(asked),
        by_complaint=_by_complaint(played, {failure.case for failure in failures}),
    )


def _by_complaint(played: Sequence[Played], failed: set[str]) -> dict[str, tuple[int, int, float]]:
    groups: dict[str, list[Played]] = {}
    for one in played:
        groups.setdefault(one.case.complaint, []).append(one)
    return {
        name: (
            len(group),
            sum(one.case.id in failed for one in group),
            float(statistics.median(one.pages for one in group)),
        )
        for name, group in groups.items()
    }


def upper_bound(events: int, trials: int, confidence: float = 0.95) -> float:
    """Return the one-sided Clopper-Pearson (1934) upper bound of a rate, by bisection."""
    if trials == 0:
        return 1.0
    low, high = events / trials, 1.0
    while high - low > 1e-9:
        rate = (low + high) / 2
        chance = sum(math.comb(trials, k) * rate**k * (1 - rate) ** (trials - k) for k in range(events + 1))
        low, high = (rate, high) if chance > 1 - confidence else (low, rate)
    return high


def lines_of(summary: Summary) -> Iterator[str]:
    """Yield the summary as plain lines, under-triage first."""
    yield f"{summary.cases} cases, {len({f.case for f in summary.failures})} of them not as expected"
    yield ""
    yield (
        f"under-triage {summary.under}, of emergency and same-day cases {summary.urgent_missed} of {summary.urgent} "
        f"(95 % upper bound {summary.urgent_bound:.1%}); over-triage {summary.over}"
    )
    yield ""
    yield "expected (down) against given (across):"
    short = ["self", "routine", "2 weeks", "days", "same day", "emergency"]
    yield " " * 18 + "".join(f"{name:>10}" for name in short)
    for expected, name in enumerate(LEVELS):
        row = "".join(f"{summary.confusion.get((expected, given), 0) or '.':>10}" for given in range(len(LEVELS)))
        yield f"{name:<18}{row}"
    yield ""
    yield f"pages: median {summary.pages_median:g}, 95th percentile {summary.pages_p95}, most {summary.pages_most}"
    for name, (cases, failed, pages) in summary.by_complaint.items():
        yield f"  {name:<26} {cases:>4} cases, {failed} not as expected, {pages:g} pages"
    if summary.emergency_pages:
        after = Counter(summary.emergency_pages)
        yield "an emergency was named after: " + ", ".join(f"{n} pages in {c} cases" for n, c in sorted(after.items()))
    yield f"leading explanation as expected: {summary.leaders_right} of {summary.leaders_asked}"
    yield f"widest table: {summary.widest} bits"
    if summary.failures:
        yield ""
        yield "not as expected:"
        for failure in summary.failures:
            yield f"  {failure.miss.value:<24} {failure.case}: {failure.detail}"
