"""When to stop: no open page can move the advice, proved; or fewer than one completion in N would, by simulation.

It covers the red-flag floor and the loss-minimising level; robustness and fit are looked at once, at the end.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Final

from unblush.compiled.arrays import Numbers, Page
from unblush.engine.completions import SAMPLES
from unblush.engine.facts import Facts, open_pages, read_facts
from unblush.engine.triage import firm_floor
from unblush.result import Certificate, Grade
from unblush.vocabulary import NONE, Answer, Answers, Mark, PageId, PageKind

MOST_ENUMERATED: Final = 8
CONFIDENCE: Final = 0.95

LevelOf = Callable[[Facts], int]
Simulate = Callable[[int], tuple[int, int]]


def certify(
    numbers: Numbers,
    answers: Answers,
    facts: Facts,
    level: int,
    covered: float,
    one_moves: float,
    level_of: LevelOf,
    simulate: Simulate,
) -> Certificate:
    """Return the strongest certificate that can be had cheaply.

    `covered` is the posterior mass of the leading sets; `one_moves` the largest chance that a single answer would
    change the level, above which nothing need be simulated; `level_of` computes the level of complete facts exactly;
    `simulate(limit)` draws completions and returns how many were drawn and how many change the level.
    """
    one_in = numbers.policy.certificate_one_in
    if not open_pages(numbers, facts) or firm_floor(numbers, facts) >= highest_reachable(numbers, facts):
        return Certificate(Grade.NONE_CAN, one_in, 0, 0, 0.0)
    if (completions := _few_completions(numbers, answers, facts)) is not None:
        changed = sum(level_of(read_facts(numbers, complete)) != level for complete in completions)
        grade = Grade.OPEN if changed else Grade.NONE_CAN
        if grade is Grade.NONE_CAN:
            return Certificate(grade, one_in, len(completions), 0, 0.0)
    not_covered = max(0.0, 1.0 - covered)
    limit = changes_allowed(SAMPLES, 1.0 / one_in - not_covered)
    if limit < 0 or one_moves >= 1.0 / one_in:
        return Certificate(Grade.OPEN, one_in, 0, 0, not_covered)
    drawn, changed = simulate(limit)
    grade = Grade.FEWER_THAN_ONE_IN if drawn == SAMPLES and changed <= limit else Grade.OPEN
    return Certificate(grade, one_in, drawn, changed, not_covered)


def changes_allowed(samples: int, rate: float) -> int:
    """Return the most changes among the samples whose 95 % upper bound (Clopper-Pearson 1934) is below the rate.

    -1 where not even zero changes would do.
    """
    if rate <= 0.0:
        return -1
    allowed, cumulative = -1, 0.0
    for k in range(samples + 1):
        cumulative += math.comb(samples, k) * rate**k * (1.0 - rate) ** (samples - k)
        if cumulative > 1.0 - CONFIDENCE:
            break
        allowed = k
    return allowed


def highest_reachable(numbers: Numbers, facts: Facts) -> int:
    """Return a level that no completion exceeds: the nodes' highest, and that of rules not yet settled."""
    top = numbers.derived.highest_level
    unanswered = {item.id for page in numbers.pages if page.id not in facts.answered for item in page.items}
    for flag, names in zip(numbers.flags, numbers.derived.flag_items, strict=True):
        if flag.level > top and not unanswered.isdisjoint(names):
            top = flag.level
    return top


def page_answers(page: Page, offered: tuple[str, ...]) -> Iterator[Answer]:
    """Yield every way to answer a tick or single page within its offered items, "none of these" first."""
    yield NONE
    most = 1 if page.kind is PageKind.SINGLE else len(offered)
    for size in range(1, most + 1):
        for chosen in combinations([item.id for item in page.items if item.id in offered], size):
            yield Answer(Mark.ANSWERED, chosen)


def all_completions(numbers: Numbers, answers: Answers, most: int) -> Iterator[Mapping[PageId, Answer]]:
    """Yield every completion of the open tick and single pages, follow-ups included; stop after `most` + 1."""
    waiting: list[dict[PageId, Answer]] = [dict(answers)]
    yielded = 0
    while waiting and yielded <= most:
        partial = waiting.pop()
        facts = read_facts(numbers, partial)
        todo = [i for i in open_pages(numbers, facts) if numbers.pages[i].kind is not PageKind.NUMBER]
        if not todo:
            yielded += 1
            yield partial
            continue
        page = numbers.pages[todo[0]]
        waiting.extend({**partial, page.id: answer} for answer in page_answers(page, facts.offered[page.id]))


def _few_completions(numbers: Numbers, answers: Answers, facts: Facts) -> list[Mapping[PageId, Answer]] | None:
    """Return all completions where there are few, else None; the first pages alone often tell that there are many."""
    least = 1
    for index in open_pages(numbers, facts):
        page = numbers.pages[index]
        if page.kind is PageKind.NUMBER:
            return None
        offered = len(facts.offered[page.id])
        least *= offered + 1 if page.kind is PageKind.SINGLE else 2**offered
        if least > MOST_ENUMERATED:
            return None
    found = list(all_completions(numbers, answers, MOST_ENUMERATED))
    return found if len(found) <= MOST_ENUMERATED else None
