"""The leading sets, all subsets weighed at once; the same sets and weights as `mixture.leading_sets`."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from unblush.engine.evidence import Evidence
from unblush.engine.frontier import Posterior
from unblush.engine.mixture import CANDIDATES, LEAST_MARGINAL, MOST_SETS, SIZES, LeadingSets


@lru_cache(maxsize=64)
def _subsets(likely: int) -> tuple[npt.NDArray[np.int_], ...]:
    """Return the subsets of `likely` ranked nodes as index arrays, one array a size."""
    return tuple(
        np.array(list(combinations(range(min(likely, among)), size)), dtype=int).reshape(-1, size)
        for size, among in SIZES
    )


@lru_cache(maxsize=64)
def _listed(likely: int) -> list[tuple[int, ...]]:
    """Return the same subsets as one list of tuples."""
    return [tuple(row) for subset in _subsets(likely) for row in subset.tolist()]


def leading_sets_of(evidence: Evidence, posterior: Posterior) -> LeadingSets:
    """Return the heaviest assignments among subsets of the likeliest nodes."""
    marginals = posterior.marginals
    ranked = sorted(range(len(marginals)), key=lambda i: (-marginals[i], i))
    likely = [i for i in ranked[:CANDIDATES] if marginals[i] >= LEAST_MARGINAL] or ranked[:1]
    chance = np.array([evidence.chance[i] for i in likely])
    odds = chance / (1.0 - chance)
    spare = np.ones((len(evidence.positives), len(likely)))
    place = {node: column for column, node in enumerate(likely)}
    for row, positive in enumerate(evidence.positives):
        for node, value in positive.spare:
            if node in place:
                spare[row, place[node]] = value
    keep = np.array([positive.keep for positive in evidence.positives])[:, None]
    scale = math.exp(sum(math.log1p(-p) for p in evidence.chance) - (posterior.log_evidence - evidence.log_scale))
    sets: list[tuple[int, ...]] = []
    weights: list[npt.NDArray[np.float64]] = []
    if not evidence.complaint:
        sets.append(())
        weights.append(np.array([scale * np.prod(1.0 - keep)]))
    for subset in _subsets(len(likely)):
        rest = keep * np.prod(spare[:, subset], axis=2)
        weights.append(scale * np.prod(odds[subset], axis=1) * np.prod(1.0 - rest, axis=0))
    flat = np.concatenate(weights)
    best = np.argsort(-flat, kind="stable")[:MOST_SETS]
    every = [*sets, *_listed(len(likely))]
    return LeadingSets(
        tuple(tuple([likely[i] for i in every[place]]) for place in best.tolist()),
        tuple(flat[best].tolist()),
        min(1.0, float(flat[best].sum())),
    )
