"""Recover what was planted: people drawn from the pack give the pack's own probabilities back."""

from __future__ import annotations

import math
import random

from unblush.compiled.arrays import Numbers
from unblush.engine.backend import engine_named
from unblush.engine.evidence import weigh
from unblush.engine.priors import node_prior
from unblush.evaluation.calibrate import draw_person, simulate

FAST = engine_named("numpy")


def within(count: int, trials: int, p: float) -> bool:
    """Return whether a count fits a probability within four standard errors."""
    return abs(count - trials * p) <= 4 * math.sqrt(trials * p * (1 - p)) + 1


def test_drawn_people_have_the_nodes_that_the_pack_gives_complainers(tiny_numbers: Numbers) -> None:
    rng = random.Random(1)
    drawn = [draw_person(tiny_numbers, rng) for _ in range(4000)]
    bands = [tiny_numbers.age_band(person.age) for person in drawn]
    for band in range(len(tiny_numbers.ages)):
        mine = [person for person, own in zip(drawn, bands, strict=True) if own == band]
        priors = [node_prior(tiny_numbers, node, band, {}) for node in tiny_numbers.nodes]
        expected = FAST.infer(tiny_numbers, weigh(tiny_numbers, priors, band, ())).marginals
        for node, p in enumerate(expected):
            assert within(sum(node in person.nodes for person in mine), len(mine), p), (band, node)


def test_posteriors_are_calibrated_on_people_drawn_from_the_pack(numbers: Numbers) -> None:
    """Of explanations given p, a share p is at work: whole interviews, the policy choosing what to ask."""
    rng = random.Random(2)
    bins: dict[int, list[tuple[float, bool]]] = {}
    for _ in range(250):
        person, answers, _ = simulate(numbers, FAST, rng)
        from unblush.engine.turn import take_turn

        marginals = take_turn(numbers, answers, FAST).posterior.marginals
        for node, p in enumerate(marginals):
            bins.setdefault(min(int(p * 5), 4), []).append((p, node in person.nodes))
    for seen in bins.values():
        mean = sum(p for p, _ in seen) / len(seen)
        hits = sum(hit for _, hit in seen)
        spread = 4 * math.sqrt(sum(p * (1 - p) for p, _ in seen))
        assert abs(hits - mean * len(seen)) <= spread + 0.06 * len(seen), (mean, hits / len(seen), len(seen))
