"""The posterior as a sum of product distributions, so that every open answer can be weighed in one pass.

Two kinds, used alike. *Exact*: each positive is split as 1 - (product), which gives 2^positives signed terms
(Quickscore, Heckerman 1989), and the excluded "all nodes off" is one more. *Leading sets*: beyond `EXACT_UP_TO`
positives, the heaviest assignments of the nodes, and the posterior mass they cover; the rest bounds the error.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from unblush.engine.evidence import Evidence
from unblush.engine.frontier import Posterior

EXACT_UP_TO: Final = 4
"""Positives up to which the signed mixture is used. Its terms cancel: at six positives five digits were left."""

MOST_SETS: Final = 64
CANDIDATES: Final = 14
LEAST_MARGINAL: Final = 1e-3
SIZES: Final = ((1, CANDIDATES), (2, CANDIDATES), (3, 9), (4, 6))
"""Sizes of the sets that are tried, and among how many of the likeliest nodes."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """`weights[s]` sums to 1 (terms may be negative); `on[i][s]` is the chance of node i inside term s.

    With `points` every term is one assignment: its chances are 0 or 1 and its weights positive.
    """

    weights: tuple[float, ...]
    on: tuple[tuple[float, ...], ...]
    covered: float
    points: bool


@dataclass(frozen=True, slots=True)
class LeadingSets:
    """The heaviest assignments: which nodes are on, their posterior weight, and how much they cover together."""

    sets: tuple[tuple[int, ...], ...]
    weights: tuple[float, ...]
    covered: float


def mixture_of(evidence: Evidence, posterior: Posterior, leading: LeadingSets) -> Mixture:
    """Return the posterior as a mixture: exact for few positives, leading sets for many."""
    if len(evidence.positives) <= EXACT_UP_TO:
        return signed_mixture(evidence, posterior)
    rows = [[0.0] * len(leading.sets) for _ in evidence.chance]
    for column, nodes in enumerate(leading.sets):
        for node in nodes:
            rows[node][column] = 1.0
    whole = sum(leading.weights)
    return Mixture(
        tuple(w / whole for w in leading.weights), tuple(tuple(row) for row in rows), leading.covered, points=True
    )


def signed_mixture(evidence: Evidence, posterior: Posterior) -> Mixture:
    """Split every positive into 1 minus a product: 2^positives signed terms, exact."""
    total = math.exp(posterior.log_evidence - evidence.log_scale)
    signs = [1.0]
    for positive in evidence.positives:
        signs += [-sign * positive.keep for sign in signs]
    spare = [[1.0] * len(evidence.positives) for _ in evidence.chance]
    for index, positive in enumerate(evidence.positives):
        for node, value in positive.spare:
            spare[node][index] = value
    weights = signs
    on: list[list[float]] = []
    for p, spared in zip(evidence.chance, spare, strict=True):
        factor = [1.0]
        for value in spared:
            factor += [f * value for f in factor] if value != 1.0 else factor
        if any(value != 1.0 for value in spared):
            weights = [w * (1.0 - p + p * f) for w, f in zip(weights, factor, strict=True)]
            on.append([p * f / (1.0 - p + p * f) for f in factor])
        else:
            on.append([p] * len(signs))
    weights = [w / total for w in weights]
    if evidence.complaint:
        leaks = math.prod(1.0 - positive.keep for positive in evidence.positives)
        weights.append(-math.prod(1.0 - p for p in evidence.chance) * leaks / total)
        for row in on:
            row.append(0.0)
    return Mixture(tuple(weights), tuple(tuple(row) for row in on), 1.0, points=False)


def leading_sets(evidence: Evidence, posterior: Posterior) -> LeadingSets:
    """Return the heaviest assignments among subsets of the likeliest nodes, up to four at once."""
    ranked = sorted(range(len(evidence.chance)), key=lambda i: (-posterior.marginals[i], i))
    likely = [i for i in ranked[:CANDIDATES] if posterior.marginals[i] >= LEAST_MARGINAL] or ranked[:1]
    subsets: list[tuple[int, ...]] = [] if evidence.complaint else [()]
    for size, among in SIZES:
        subsets += combinations(likely[:among], size)
    odds = [p / (1.0 - p) for p in evidence.chance]
    scale = math.exp(sum(math.log1p(-p) for p in evidence.chance) - (posterior.log_evidence - evidence.log_scale))
    spares = [dict(positive.spare) for positive in evidence.positives]
    weighed = []
    for nodes in subsets:
        weight = scale
        for node in nodes:
            weight *= odds[node]
        for positive, spare in zip(evidence.positives, spares, strict=True):
            rest = positive.keep
            for node in nodes:
                rest *= spare.get(node, 1.0)
            weight *= 1.0 - rest
        weighed.append((weight, nodes))
    weighed.sort(key=lambda pair: -pair[0])  # stable: of equal weights the smaller set first
    best = weighed[:MOST_SETS]
    return LeadingSets(
        tuple(nodes for _, nodes in best),
        tuple(weight for weight, _ in best),
        min(1.0, sum(weight for weight, _ in best)),
    )
