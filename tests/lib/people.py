"""Random people for the interview: answers that a pack's own pages offer."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from unblush.compiled.arrays import Numbers, Page
from unblush.engine.facts import open_pages, read_facts
from unblush.vocabulary import DECLINED, NONE, UNKNOWN, Answer, Answers, ItemId, Mark, PageId, PageKind


def some_answer(page: Page, offered: tuple[ItemId, ...], rng: random.Random) -> Answer:
    """Return any answer the page allows, don't know and rather not say among them."""
    kind = rng.random()
    if kind < 0.08:
        return UNKNOWN if rng.random() < 0.5 else DECLINED
    if page.kind is PageKind.NUMBER:
        low, high = page.low or 0.0, page.high or 100.0
        return Answer(Mark.ANSWERED, number=float(round(rng.uniform(low, min(high, 99)))))
    if not offered or kind < 0.45:
        return NONE
    size = 1 if page.kind is PageKind.SINGLE else rng.randint(1, min(3, len(offered)))
    return Answer(Mark.ANSWERED, tuple(rng.sample(offered, size)))


def some_answers(numbers: Numbers, rng: random.Random, pages: int) -> dict[PageId, Answer]:
    """Answer up to so many pages, each open when its turn comes."""
    answers: dict[PageId, Answer] = {}
    for _ in range(pages):
        facts = read_facts(numbers, answers)
        waiting = open_pages(numbers, facts)
        if not waiting:
            break
        page = numbers.pages[rng.choice(waiting)]
        answers[page.id] = some_answer(page, facts.offered[page.id], rng)
    return answers


def people(numbers: Numbers, most_pages: int = 12) -> st.SearchStrategy[Answers]:
    """Draw somebody part of the way through an interview."""
    return st.builds(
        lambda seed, pages: some_answers(numbers, random.Random(seed), pages),
        st.integers(0, 2**32),
        st.integers(0, most_pages),
    )
