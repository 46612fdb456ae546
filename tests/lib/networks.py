"""Random small networks, and their answer by listing every assignment: the slowest and plainest oracle."""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import replace

from hypothesis import strategies as st

from unblush.compiled.arrays import Numbers
from unblush.engine.evidence import Evidence, Positive
from unblush.engine.frontier import Posterior


def with_levels(numbers: Numbers, levels: list[int]) -> Numbers:
    """Return numbers with as many nodes as levels; only the nodes' levels and the loss matter to inference."""
    node = numbers.nodes[0]
    nodes = tuple(replace(node, id=f"n{i}", level=level, risks=()) for i, level in enumerate(levels))
    return replace(numbers, nodes=nodes, findings=(), risks=(), pages=(), page_surprise=(), flags=(), first=())


def brute_force(levels: list[int], evidence: Evidence, n_levels: int = 6) -> Posterior:
    """Return the posterior by summing over every assignment of the nodes."""
    n = len(levels)
    total = 0.0
    marginals, need = [0.0] * n, [0.0] * n_levels
    for assignment in itertools.product((False, True), repeat=n):
        if evidence.complaint and not any(assignment):
            continue
        weight = math.prod(p if on else 1 - p for p, on in zip(evidence.chance, assignment, strict=True))
        for positive in evidence.positives:
            rest = positive.keep
            for node, spare in positive.spare:
                rest *= spare if assignment[node] else 1.0
            weight *= 1 - rest
        total += weight
        top = max((level for level, on in zip(levels, assignment, strict=True) if on), default=-1)
        for i in range(n):
            marginals[i] += weight * assignment[i]
        for level in range(n_levels):
            need[level] += weight * (top <= level)
    return Posterior(
        tuple(m / total for m in marginals),
        tuple(x / total for x in need),
        math.log(total) + evidence.log_scale,
        0,
        exact=True,
    )


def random_evidence(rng: random.Random, nodes: int, positives: int, parents: int) -> Evidence:
    """Return evidence with priors from 1e-4 to 0.3 and findings with up to `parents` parents."""
    chance = tuple(math.exp(rng.uniform(math.log(1e-4), math.log(0.3))) for _ in range(nodes))
    rows = []
    for index in range(positives):
        members = sorted(rng.sample(range(nodes), rng.randint(1, min(parents, nodes))))
        leak = rng.choice([0.001, 0.01, 0.05])
        rows.append(Positive(index, 1 - leak, tuple((i, 1 - rng.uniform(0.1, 0.95)) for i in members)))
    return Evidence(chance, tuple(rows), rng.uniform(-3, 0), rng.random() < 0.7)


@st.composite
def small_evidence(draw: st.DrawFn) -> tuple[list[int], Evidence]:
    """Draw levels and evidence of a network small enough to list."""
    nodes = draw(st.integers(1, 8))
    levels = draw(st.lists(st.integers(0, 5), min_size=nodes, max_size=nodes))
    chance = draw(st.lists(st.floats(1e-4, 0.6), min_size=nodes, max_size=nodes))
    positives = []
    for index in range(draw(st.integers(0, 6))):
        members = draw(st.sets(st.integers(0, nodes - 1), min_size=1))
        leak = draw(st.floats(1e-4, 0.3))
        spare = tuple((i, draw(st.floats(0.02, 0.98))) for i in sorted(members))
        positives.append(Positive(index, 1 - leak, spare))
    return levels, Evidence(tuple(chance), tuple(positives), 0.0, draw(st.booleans()))


def distance(a: Posterior, b: Posterior) -> float:
    """Return the largest difference between two posteriors."""
    pairs = [*zip(a.marginals, b.marginals, strict=True), *zip(a.need, b.need, strict=True)]
    return max([abs(x - y) for x, y in pairs] + [abs(a.log_evidence - b.log_evidence)])
