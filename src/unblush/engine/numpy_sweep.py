"""The frontier sweep on NumPy arrays, for one person or for many redraws of one person at once.

The table over the present findings is kept as a matrix: one half of the bits as rows, the other as columns. What a
node that is on does to the table is then two small matrix products, the Kronecker factors of its findings.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from unblush.compiled.arrays import Numbers
from unblush.engine.evidence import Evidence
from unblush.engine.frontier import Posterior, by_level
from unblush.engine.frontier import infer as infer_plain

Array = npt.NDArray[np.float64]

MOST_BITS: Final = 12
"""Present findings up to which the whole table is kept; beyond it the reference is asked, which closes bits early."""


def infer_many(numbers: Numbers, evidences: Sequence[Evidence]) -> list[Posterior]:
    """Return the posteriors of evidences that share their positives and parents, as redraws of one person do."""
    first = evidences[0]
    shape = [(p.finding, len(p.spare)) for p in first.positives]
    alike = all(
        e.complaint == first.complaint and [(p.finding, len(p.spare)) for p in e.positives] == shape
        for e in evidences[1:]
    )
    if not alike or len(shape) > MOST_BITS:
        return [infer_plain(numbers, evidence) for evidence in evidences]

    levels = [node.level for node in numbers.nodes]
    chance: Array = np.array([e.chance for e in evidences])
    keep: Array = np.array([[p.keep for p in e.positives] for e in evidences]).reshape(len(evidences), len(shape))
    spare = np.ones((len(evidences), len(shape), len(levels)))
    for row, evidence in enumerate(evidences):
        for bit, positive in enumerate(evidence.positives):
            for node, value in positive.spare:
                spare[row, bit, node] = value
    parents = {node for positive in first.positives for node, _ in positive.spare}
    order = [node for node in by_level(numbers) if node in parents]
    half = len(shape) // 2
    # rows: the later bits, columns: the earlier ones; axis 0 runs over the nodes visited
    left = _operators(spare[:, half:][:, :, order], chance[:, order])
    right = np.swapaxes(_operators(spare[:, :half][:, :, order], None), 2, 3)

    off = np.prod(1.0 - chance, axis=1) * np.prod(1.0 - keep, axis=1)
    all_off = off if first.complaint else np.zeros(len(evidences))
    table = _start(keep[:, half:])[:, :, None] * _start(keep[:, :half])[:, None, :]
    rest = 1.0 - chance[:, :, None, None]
    caused = []
    need_at: dict[int, Array] = {}
    for step, node in enumerate(order):
        need_at.setdefault(levels[node], table[:, -1, -1])
        on = left[step] @ table @ right[step]
        caused.append(on)
        table = table * rest[:, node] + on
    total = table[:, -1, -1]
    whole = total - all_off

    marginals = chance * (total / whole)[:, None]
    back = np.zeros_like(table)
    back[:, -1, -1] = 1.0
    left_back, right_back = np.swapaxes(left, 2, 3), np.swapaxes(right, 2, 3)
    for step in range(len(order) - 1, -1, -1):
        node = order[step]
        marginals[:, node] = np.einsum("rij,rij->r", caused[step], back) / whole
        back = back * rest[:, node] + left_back[step] @ back @ right_back[step]

    own = np.array(levels)
    need = np.empty((len(evidences), len(numbers.loss)))
    for level in range(len(numbers.loss)):
        above = np.prod(1.0 - chance[:, own > level], axis=1)
        noted = [at for at in need_at if at > level]
        explained = need_at[min(noted)] if noted else total
        need[:, level] = np.clip((explained * above - all_off) / whole, 0.0, 1.0)
    return [_posterior(e, marginals[row], need[row], float(whole[row]), len(shape)) for row, e in enumerate(evidences)]


def _operators(spare: Array, chance: Array | None) -> Array:
    """Return, for each node, what it does to its share of the bits: the Kronecker product of [[r, 0], [1-r, 1]].

    `spare` has shape (redraws, bits, nodes); the result (nodes, redraws, 2^bits, 2^bits). The last bit is the most
    significant. `chance` multiplies the operator of each node, shape (redraws, nodes).
    """
    redraws, bits, nodes = spare.shape
    whole = np.ones((nodes, redraws, 1, 1))
    if chance is not None:
        whole *= chance.T[:, :, None, None]
    for bit in range(bits):
        r = spare[:, bit].T[:, :, None, None]
        size = whole.shape[2]
        wider = np.zeros((nodes, redraws, 2 * size, 2 * size))
        wider[:, :, :size, :size] = whole * r
        wider[:, :, size:, :size] = whole * (1.0 - r)
        wider[:, :, size:, size:] = whole
        whole = wider
    return whole


def _start(keep: Array) -> Array:
    """Return the table before any node: each finding caused by its leak or not; shape (redraws, 2^bits)."""
    table = np.ones((len(keep), 1))
    for bit in range(keep.shape[1]):
        k = keep[:, bit, None]
        table = np.concatenate([table * k, table * (1.0 - k)], axis=1)
    return table


def _posterior(evidence: Evidence, marginals: Array, need: Array, whole: float, width: int) -> Posterior:
    if whole <= 0.0:
        return Posterior(evidence.chance, (1.0,) * len(need), -math.inf, width, exact=True)
    return Posterior(
        tuple(np.minimum(marginals, 1.0).tolist()),
        tuple(need.tolist()),
        evidence.log_scale + math.log(whole),
        width,
        exact=True,
    )
