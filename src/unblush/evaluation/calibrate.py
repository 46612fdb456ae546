"""Simulates whole interviews from the pack's own model, to learn how surprising ordinary answers are."""

from __future__ import annotations

import random
import statistics
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from unblush.compiled.arrays import Numbers, Page
from unblush.engine.backend import Engine
from unblush.engine.facts import Facts
from unblush.engine.fit import page_surprises, standardise
from unblush.engine.priors import node_prior
from unblush.engine.turn import take_turn
from unblush.vocabulary import AGE, NONE, Answer, Answers, ItemId, Mark, PageId, PageKind

SHARE_CALLED_POOR = 0.02
"""The share of people drawn from the model itself whose answers may be called a poor fit."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody drawn from the model: an age, the nodes at work, what is present, and the risk factors they have."""

    age: int
    nodes: frozenset[int]
    present: frozenset[ItemId]


def draw_person(numbers: Numbers, rng: random.Random) -> Person:
    """Return one complainer: age by its share among complainers, then nodes, then findings and risk factors.

    Risk factors are drawn first and nodes given them, so that both are as the pack says; people in whom no node
    produces the complaint are drawn again, and so are those whom no page would let through.
    """
    while True:
        band = bisect_left(list(accumulate(numbers.age_shares)), rng.random() * sum(numbers.age_shares))
        band = min(band, len(numbers.ages) - 1)
        exposed = {i: rng.random() < risk.exposed[band] for i, risk in enumerate(numbers.risks)}
        chances = [node_prior(numbers, node, band, exposed) for node in numbers.nodes]
        nodes = frozenset(i for i, p in enumerate(chances) if rng.random() < p)
        if nodes:
            break
    present: set[ItemId] = {ItemId(numbers.risks[i].id) for i, on in exposed.items() if on}
    for finding in numbers.findings:
        value = 0
        u = rng.random()
        for leak, row in zip(finding.leak, finding.q, strict=True):
            absent = 1.0 - leak[band]
            for parent, q in zip(finding.parents, row, strict=True):
                if parent in nodes:
                    absent *= 1.0 - q
            value += u < 1.0 - absent
        present.update(rng.sample(finding.items, value) if len(finding.items) > 1 else finding.items[:value])
    low, high = numbers.ages[band]
    return Person(rng.randint(low, min(high, 90)), nodes, frozenset(present))


def reply(person: Person, page: Page, facts: Facts, rng: random.Random, recall: float) -> Answer:
    """Return what a drawn person answers: on a tick page each thing is remembered with chance `recall`."""
    if page.kind is PageKind.NUMBER:
        low, high = page.low or 0.0, page.high or 100.0
        return Answer(Mark.ANSWERED, number=float(person.age) if page.id == AGE else rng.uniform(low, min(high, 96)))
    offered = [name for name in facts.offered[PageId(page.id)] if name in person.present]
    if page.kind is PageKind.SINGLE:
        return Answer(Mark.ANSWERED, (rng.choice(offered),)) if offered else NONE
    ticked = tuple(name for name in offered if rng.random() < recall)
    return Answer(Mark.ANSWERED, ticked) if ticked else NONE


def simulate(numbers: Numbers, engine: Engine, rng: random.Random) -> tuple[Person, Answers, Mapping[int, float]]:
    """Hold one interview with a drawn person; return the person, the answers and the surprise of each page."""
    person = draw_person(numbers, rng)
    answers: dict[PageId, Answer] = {}
    pages = {page.id: page for page in numbers.pages}
    while True:
        turn = take_turn(numbers, answers, engine)
        if turn.next_page is None:
            return person, answers, page_surprises(numbers, turn.facts, engine)
        page = pages[turn.next_page]
        answers[page.id] = reply(person, page, turn.facts, rng, numbers.policy.recall)


def page_moments(interviews: Sequence[Mapping[int, float]]) -> dict[int, tuple[float, float]]:
    """Return mean and variance of each page's surprise over simulated interviews."""
    values: dict[int, list[float]] = {}
    for interview in interviews:
        for page, surprise in interview.items():
            values.setdefault(page, []).append(surprise)
    return {
        page: (statistics.fmean(seen), statistics.variance(seen)) for page, seen in values.items() if len(seen) >= 5
    }


def surprise_cut_off(numbers: Numbers, interviews: Sequence[Mapping[int, float]]) -> float:
    """Return the surprise that only `SHARE_CALLED_POOR` of simulated interviews exceed."""
    ranked = sorted(standardise(numbers, interview) for interview in interviews)
    return ranked[min(len(ranked) - 1, int((1.0 - SHARE_CALLED_POOR) * len(ranked)))]
