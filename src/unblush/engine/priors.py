"""Priors given what is known of risk factors: an unasked one folds in as its average.

Unasked risk factors are averaged for each node by itself; that two nodes share one is neglected (documented
approximation, the same in every engine and in the exports).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import Any

from unblush.compiled.arrays import Node, Numbers
from unblush.engine.identity import Identity

Exposure = bool | None


def node_prior(numbers: Numbers, node: Node, band: int, states: Mapping[int, Exposure]) -> float:
    """Return P(node is producing the complaint) for an age band and the known states of risk factors."""
    shift = 0.0
    unasked: list[tuple[float, float]] = []
    for risk, log_odds in node.risks:
        state = states.get(risk)
        if state is None:
            unasked.append((numbers.risks[risk].exposed[band], log_odds))
        elif state:
            shift += log_odds
    return node.shows * _average(node.base[band] + shift, tuple(unasked))


@lru_cache(maxsize=16384)
def _average(base: float, unasked: tuple[tuple[float, float], ...]) -> float:
    total = 0.0
    for combination in product((False, True), repeat=len(unasked)):
        weight, log_odds = 1.0, base
        for on, (exposed, ratio) in zip(combination, unasked, strict=True):
            weight *= exposed if on else 1.0 - exposed
            if on:
                log_odds += ratio
        if weight > 0.0:
            total += weight / (1.0 + math.exp(-log_odds))
    return total


class PriorTable:
    """The priors of one state of knowledge, and what learning one more risk factor would make of them."""

    def __init__(self, numbers: Numbers, band: int, states: Mapping[int, Exposure]) -> None:
        self._numbers, self._band, self._states = numbers, band, dict(states)
        self.now = tuple(node_prior(numbers, node, band, self._states) for node in numbers.nodes)
        self._one: dict[tuple[int, bool], tuple[tuple[int, float], ...]] = {}
        self.kept: dict[Any, Any] = {}  # what others derive from these priors and would derive again

    def after(self, answer: Mapping[int, bool]) -> tuple[tuple[int, float], ...]:
        """Return the nodes that learning these risk factors touches, with the prior each would have."""
        touched = sorted({node for risk in answer for node in self._numbers.risks[risk].nodes})
        states = {**self._states, **answer}
        return tuple(
            (node, node_prior(self._numbers, self._numbers.nodes[node], self._band, states)) for node in touched
        )

    def after_one(self, risk: int, exposed: bool) -> tuple[tuple[int, float], ...]:
        """Return the same for one risk factor; kept, for it is asked for more than once a turn."""
        key = (risk, exposed)
        if key not in self._one:
            self._one[key] = self.after({risk: exposed})
        return self._one[key]

    def odds_factors(self, changed: tuple[tuple[int, float], ...]) -> tuple[float, tuple[tuple[int, float], ...]]:
        """Return what a change of priors does: a scale, and a factor on the odds of each node touched."""
        scale = 1.0
        factors = []
        for node, then in changed:
            now = self.now[node]
            scale *= (1.0 - then) / (1.0 - now)
            factors.append((node, then * (1.0 - now) / ((1.0 - then) * now)))
        return scale, tuple(factors)


def prior_table(numbers: Numbers, band: int, states: Mapping[int, Exposure]) -> PriorTable:
    """Return the table of a state of knowledge; the last few are kept, keyed by the pack and what is known."""
    return _table(Identity(numbers), band, tuple(sorted(states.items())))


def forget() -> None:
    """Drop the tables of the last people: a server keeps nothing that follows from an answer."""
    _table.cache_clear()


@lru_cache(maxsize=32)
def _table(identity: Identity, band: int, states: tuple[tuple[int, Exposure], ...]) -> PriorTable:
    return PriorTable(identity.numbers, band, dict(states))
