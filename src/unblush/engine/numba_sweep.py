"""The frontier sweep compiled by Numba: the same steps as `frontier`, on flat tables."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from numba import njit

from unblush.compiled.arrays import Numbers
from unblush.engine.evidence import Evidence
from unblush.engine.frontier import LEVEL_ORDER_UP_TO, Posterior, by_level
from unblush.engine.frontier import infer as infer_plain

Array = npt.NDArray[np.float64]


@njit(cache=True)
def _width(spare: Array, order: npt.NDArray[np.int64]) -> int:
    """Return the most bits that are open at once when nodes are visited in this order."""
    bits = widest = 0
    for step in range(order.shape[0]):
        for f in range(spare.shape[0]):
            if spare[f, order[step]] < 1.0:
                first = True
                for earlier in range(step):
                    if spare[f, order[earlier]] < 1.0:
                        first = False
                        break
                bits += first
        widest = max(widest, bits)
        for f in range(spare.shape[0]):
            if spare[f, order[step]] < 1.0:
                last = True
                for later in range(step + 1, order.shape[0]):
                    if spare[f, order[later]] < 1.0:
                        last = False
                        break
                bits -= last
    return widest


@njit(cache=True)
def _sweep(
    chance: Array,
    keep: Array,
    spare: Array,
    order: npt.NDArray[np.int64],
    levels: npt.NDArray[np.int64],
    complaint: bool,
    marginals: Array,
    need: Array,
) -> tuple[float, int]:
    """Fill marginals and need; return P(positives, complaint) and the width in bits."""
    nodes, positives, steps = chance.shape[0], keep.shape[0], order.shape[0]
    first = np.full(positives, steps, np.int64)
    last = np.full(positives, -1, np.int64)
    for step in range(steps):
        for f in range(positives):
            if spare[f, order[step]] < 1.0:
                first[f] = min(first[f], step)
                last[f] = step
    start = 1.0
    all_off = 1.0 if complaint else 0.0
    for f in range(positives):
        all_off *= 1.0 - keep[f]
        if last[f] < 0:
            start *= 1.0 - keep[f]
    for i in range(nodes):
        all_off *= 1.0 - chance[i]

    offsets = np.zeros(steps + 1, np.int64)
    bits = widest = 0
    for step in range(steps):
        for f in range(positives):
            bits += first[f] == step
        widest = max(widest, bits)
        visited = False
        for f in range(positives):
            if spare[f, order[step]] < 1.0:
                visited = True
        offsets[step + 1] = offsets[step] + ((1 << bits) if visited else 0)
        for f in range(positives):
            bits -= last[f] == step
    caused = np.empty(offsets[steps])
    slots = np.full((steps, positives), -1, np.int64)
    slot = np.full(positives, -1, np.int64)
    table = np.empty(1 << widest)
    other = np.empty(1 << widest)
    table[0] = start
    size, bits = 1, 0
    noted = np.full(levels.max() + 1, -1.0)
    for step in range(steps):
        node = order[step]
        if offsets[step + 1] == offsets[step]:
            continue
        if noted[levels[node]] < 0.0:
            value = table[size - 1]
            for f in range(positives):
                if last[f] >= 0 and first[f] >= step:
                    value *= 1.0 - keep[f]
            noted[levels[node]] = value
        for f in range(positives):
            if first[f] == step:
                for s in range(size):
                    table[size + s] = table[s] * (1.0 - keep[f])
                    table[s] *= keep[f]
                slot[f] = bits
                bits += 1
                size *= 2
        p = chance[node]
        on = caused[offsets[step] : offsets[step + 1]]
        for s in range(size):
            on[s] = table[s] * p
        for f in range(positives):
            r = spare[f, node]
            if slot[f] >= 0 and r < 1.0:
                half = 1 << slot[f]
                for base in range(0, size, 2 * half):
                    for s in range(base, base + half):
                        on[s + half] += on[s] * (1.0 - r)
                        on[s] *= r
        for f in range(positives):
            slots[step, f] = slot[f]
        for s in range(size):
            table[s] = table[s] * (1.0 - p) + on[s]
        for f in range(positives):
            if last[f] == step:
                half = 1 << slot[f]
                count = 0
                for base in range(half, size, 2 * half):
                    for s in range(base, base + half):
                        table[count] = table[s]
                        count += 1
                size = count
                for g in range(positives):
                    if slot[g] > slot[f]:
                        slot[g] -= 1
                slot[f] = -1
                bits -= 1
    total = table[0]
    whole = total - all_off
    if whole <= 0.0:
        return whole, widest

    for i in range(nodes):
        marginals[i] = min(1.0, chance[i] * total / whole)
    back = table
    back[0] = 1.0
    size = 1
    for step in range(steps - 1, -1, -1):
        node = order[step]
        if offsets[step + 1] == offsets[step]:
            continue
        full = offsets[step + 1] - offsets[step]
        # where the bits that close after this step say "not caused", nothing comes back
        for s in range(full):
            other[s] = 0.0
        for t in range(size):
            s = 0
            place = 0
            for b in range(64):
                if (1 << b) >= full:
                    break
                closing = False
                for f in range(positives):
                    if last[f] == step and slots[step, f] == b:
                        closing = True
                if closing:
                    s |= 1 << b
                else:
                    s |= ((t >> place) & 1) << b
                    place += 1
            other[s] = back[t]
        size = full
        total_on = 0.0
        on = caused[offsets[step] : offsets[step + 1]]
        for s in range(size):
            back[s] = other[s]
            total_on += on[s] * other[s]
        marginals[node] = min(1.0, total_on / whole)
        p = chance[node]
        for f in range(positives):
            r = spare[f, node]
            if slots[step, f] >= 0 and r < 1.0:
                half = 1 << slots[step, f]
                for base in range(0, size, 2 * half):
                    for s in range(base, base + half):
                        other[s] = other[s] * r + other[s + half] * (1.0 - r)
        for s in range(size):
            back[s] = back[s] * (1.0 - p) + other[s] * p
        for g in range(positives - 1, -1, -1):
            if first[g] == step:
                half = size // 2
                for s in range(half):
                    back[s] = keep[g] * back[s] + (1.0 - keep[g]) * back[s + half]
                size = half

    for level in range(need.shape[0]):
        above = 1.0
        for i in range(nodes):
            if levels[i] > level:
                above *= 1.0 - chance[i]
        explained = total
        for own in range(noted.shape[0] - 1, level, -1):
            if noted[own] >= 0.0:
                explained = noted[own]
        need[level] = max(0.0, min(1.0, (explained * above - all_off) / whole))
    return whole, widest


class NumbaSweep:
    """The order and levels of a pack, ready for the compiled sweep."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self.order = np.array(by_level(numbers), dtype=np.int64)
        self.levels = np.array([node.level for node in numbers.nodes], dtype=np.int64)

    def infer(self, evidence: Evidence) -> Posterior:
        """Return the exact posterior; beyond the width of the level order the reference is asked."""
        chance = np.array(evidence.chance)
        keep = np.array([positive.keep for positive in evidence.positives])
        spare = np.ones((len(keep), len(chance)))
        for row, positive in enumerate(evidence.positives):
            for node, value in positive.spare:
                spare[row, node] = value
        if len(keep) > LEVEL_ORDER_UP_TO and _width(spare, self.order) > LEVEL_ORDER_UP_TO:
            return infer_plain(self.numbers, evidence)
        marginals, need = np.empty(len(chance)), np.empty(len(self.numbers.loss))
        whole, width = _sweep(chance, keep, spare, self.order, self.levels, evidence.complaint, marginals, need)
        if whole <= 0.0:
            return Posterior(evidence.chance, (1.0,) * len(need), -math.inf, width, exact=True)
        log_evidence = evidence.log_scale + math.log(whole)
        return Posterior(tuple(marginals.tolist()), tuple(need.tolist()), log_evidence, width, exact=True)
