"""Exact inference in the noisy-OR network, in plain Python: the reference that every other engine must equal.

The sweep visits the nodes one after the other and carries a table over the findings that are present and not yet
settled: one bit each, "already caused" or not. A node that is on causes each of its findings with chance q, so weight
moves from "not caused" to "caused"; after its last parent a finding must be caused, and its bit goes. Every term is
positive, so nothing cancels: errors stay near 1e-15, also for a finding with forty parents, where a table over the
parents is impossible and a difference of products loses digits. Cost: sum over nodes of 2^(bits open then).

The complaint is the plain OR of the nodes, observed present: the one assignment with every node off is subtracted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from typing import Final

from unblush.compiled.arrays import Numbers
from unblush.engine.evidence import Evidence, Positive

WIDEST: Final = 14
"""The most bits a table may have; beyond it findings are left out and the result says that it is approximate."""

LEVEL_ORDER_UP_TO: Final = 12
"""Up to this width nodes are visited by level, which gives the need for free; beyond it by the narrowest frontier."""


@dataclass(frozen=True, slots=True)
class Plan:
    """In which order nodes are visited, and which positives open before and close after each visit."""

    order: tuple[int, ...]
    opens: tuple[tuple[int, ...], ...]
    closes: tuple[tuple[int, ...], ...]
    width: int


@dataclass(frozen=True, slots=True)
class Posterior:
    """The answer of an engine.

    `marginals[i]` is P(node i produces the complaint | e); `need[l]` is P(highest level among the nodes at work <= l
    | e); `log_evidence` is log P(e, complaint); `width` the largest table in bits; `exact` false where findings had
    to be left out.
    """

    marginals: tuple[float, ...]
    need: tuple[float, ...]
    log_evidence: float
    width: int
    exact: bool


def plan_sweep(order: Sequence[int], positives: Sequence[Positive]) -> Plan:
    """Plan a sweep that visits the nodes of `order` that some positive has as a parent."""
    parents = [{node for node, _ in positive.spare} for positive in positives]
    visited = [node for node in order if any(node in nodes for nodes in parents)]
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for step, node in enumerate(visited):
        for index, nodes in enumerate(parents):
            if node in nodes:
                first.setdefault(index, step)
                last[index] = step
    opens = [tuple(i for i, s in first.items() if s == step) for step in range(len(visited))]
    closes = [tuple(i for i, s in last.items() if s == step) for step in range(len(visited))]
    width = bits = 0
    for opened, closed in zip(opens, closes, strict=True):
        bits += len(opened)
        width = max(width, bits)
        bits -= len(closed)
    return Plan(tuple(visited), tuple(opens), tuple(closes), width)


def narrow_order(nodes: Sequence[int], positives: Sequence[Positive]) -> tuple[int, ...]:
    """Return an order that greedily keeps the frontier narrow: next the node that opens least and closes most."""
    waiting = [{node for node, _ in positive.spare} for positive in positives]
    left = [node for node in nodes if any(node in parents for parents in waiting)]
    opened: set[int] = set()
    order: list[int] = []
    while left:

        def cost(node: int) -> tuple[int, int]:
            touched = [i for i, parents in enumerate(waiting) if node in parents]
            return (
                sum(i not in opened for i in touched) - sum(len(waiting[i]) == 1 for i in touched),
                min((len(waiting[i]) for i in touched), default=0),
            )

        best = min(left, key=cost)
        left.remove(best)
        order.append(best)
        for index, parents in enumerate(waiting):
            if best in parents:
                opened.add(index)
                parents.discard(best)
    return tuple(order)


def by_level(numbers: Numbers) -> tuple[int, ...]:
    """Return the nodes, least urgent first."""
    return tuple(sorted(range(len(numbers.nodes)), key=lambda i: (numbers.nodes[i].level, i)))


def infer(numbers: Numbers, evidence: Evidence) -> Posterior:
    """Return the exact posterior; see `Posterior`."""
    levels = [node.level for node in numbers.nodes]
    order = by_level(numbers)
    plan = plan_sweep(order, evidence.positives)
    if plan.width <= LEVEL_ORDER_UP_TO:
        return _infer(evidence, plan, levels, len(numbers.loss), exact=True)
    narrow, exact = narrow_plan(order, evidence)
    whole = _infer(narrow.evidence, narrow.plan, levels, len(numbers.loss), exact=exact, with_need=False)
    need = [_chance_within(narrow.evidence, levels, level, whole.log_evidence) for level in range(len(numbers.loss))]
    return Posterior(whole.marginals, tuple(need), whole.log_evidence, whole.width, exact)


@dataclass(frozen=True, slots=True)
class NarrowPlan:
    """A plan in the narrowest order found, and the evidence that it is for."""

    plan: Plan
    evidence: Evidence


def narrow_plan(order: Sequence[int], evidence: Evidence) -> tuple[NarrowPlan, bool]:
    """Return a plan within `WIDEST` bits; findings with the most parents go where nothing else helps."""
    kept = list(evidence.positives)
    while True:
        plan = plan_sweep(narrow_order(order, kept), kept)
        if plan.width <= WIDEST:
            slim = Evidence(evidence.chance, tuple(kept), evidence.log_scale, evidence.complaint)
            return NarrowPlan(plan, slim), len(kept) == len(evidence.positives)
        kept.remove(max(kept, key=lambda positive: len(positive.spare)))


def _chance_within(evidence: Evidence, levels: Sequence[int], level: int, log_evidence: float) -> float:
    """Return P(no node above a level is on | e): the same sweep with those nodes forced off."""
    off = 1.0
    chance = list(evidence.chance)
    for node, own in enumerate(levels):
        if own > level:
            off *= 1.0 - chance[node]
            chance[node] = 0.0
    limited = Evidence(tuple(chance), evidence.positives, evidence.log_scale, evidence.complaint)
    plan = plan_sweep(narrow_order(range(len(levels)), evidence.positives), evidence.positives)
    total = _infer(limited, plan, levels, 0, exact=True, with_need=False).log_evidence
    return 0.0 if total == -math.inf else off * math.exp(total - log_evidence)


def _infer(
    evidence: Evidence, plan: Plan, levels: Sequence[int], n_levels: int, *, exact: bool, with_need: bool = True
) -> Posterior:
    chance, positives = evidence.chance, evidence.positives
    spare = [dict(positive.spare) for positive in positives]
    leaked = [1.0 - positive.keep for positive in positives]
    all_off = math.prod(1.0 - p for p in chance) * math.prod(leaked) if evidence.complaint else 0.0
    waiting = [math.prod(leaked[i] for later in plan.opens[step:] for i in later) for step in range(len(plan.order))]
    opened_ever = {index for opened in plan.opens for index in opened}

    table = [math.prod(value for index, value in enumerate(leaked) if index not in opened_ever)]
    bits: list[int] = []
    on_tables: list[list[float]] = []
    kept_bits: list[tuple[int, ...]] = []
    need_at: dict[int, float] = {}  # by level: the weight in which all is explained by nodes below it
    for step, node in enumerate(plan.order):
        if with_need:
            need_at.setdefault(levels[node], table[-1] * waiting[step])
        for index in plan.opens[step]:
            keep = positives[index].keep
            table = [value * keep for value in table] + [value * (1.0 - keep) for value in table]
            bits.append(index)
        p = chance[node]
        on = [value * p for value in table]
        for position, index in enumerate(bits):
            if node in spare[index]:
                on = _cause(on, position, spare[index][node])
        on_tables.append(on)
        kept_bits.append(tuple(bits))
        table = [value * (1.0 - p) + more for value, more in zip(table, on, strict=True)]
        for index in plan.closes[step]:
            position = bits.index(index)
            table = _caused_half(table, position)
            bits.pop(position)
    total = table[-1]
    evidence_chance = total - all_off
    if evidence_chance <= 0.0:
        return Posterior(chance, (1.0,) * n_levels, -math.inf, plan.width, exact)

    marginals = [p * total / evidence_chance for p in chance]
    back = [1.0]
    for step in range(len(plan.order) - 1, -1, -1):
        node, open_bits = plan.order[step], list(kept_bits[step])
        after = list(open_bits)
        positions = []
        for index in plan.closes[step]:
            positions.append(after.index(index))
            after.remove(index)
        for position in reversed(positions):
            back = _insert_bit(back, position)
        marginals[node] = sum(map(mul, on_tables[step], back)) / evidence_chance
        p = chance[node]
        caused = back
        for position, index in enumerate(open_bits):
            if node in spare[index]:
                caused = _cause_back(caused, position, spare[index][node])
        back = [(1.0 - p) * value + p * more for value, more in zip(back, caused, strict=True)]
        for index in reversed(plan.opens[step]):
            keep, half = positives[index].keep, len(back) // 2
            back = [keep * a + (1.0 - keep) * b for a, b in zip(back[:half], back[half:], strict=True)]
    need = _need(need_at, levels, chance, total, all_off, evidence_chance, n_levels) if with_need else ()
    return Posterior(
        tuple(min(m, 1.0) for m in marginals),
        need,
        evidence.log_scale + math.log(evidence_chance),
        plan.width,
        exact,
    )


def _need(
    need_at: dict[int, float],
    levels: Sequence[int],
    chance: Sequence[float],
    total: float,
    all_off: float,
    evidence_chance: float,
    n_levels: int,
) -> tuple[float, ...]:
    need = []
    for level in range(n_levels):
        above = math.prod(1.0 - chance[i] for i, own in enumerate(levels) if own > level)
        noted = [own for own in need_at if own > level]
        explained = need_at[min(noted)] if noted else total
        need.append(max(0.0, min(1.0, (explained * above - all_off) / evidence_chance)))
    return tuple(need)


def _cause(table: list[float], position: int, spare: float) -> list[float]:
    """Move weight from "not caused" to "caused" at one bit: the share 1 - spare moves."""
    step, size = 1 << position, len(table)
    q = 1.0 - spare
    moved = [0.0] * size
    if step <= size // (2 * step):
        for offset in range(step):
            low, high = table[offset :: 2 * step], table[offset + step :: 2 * step]
            moved[offset :: 2 * step] = [value * spare for value in low]
            moved[offset + step :: 2 * step] = [b + a * q for a, b in zip(low, high, strict=True)]
    else:
        for start in range(0, size, 2 * step):
            middle, end = start + step, start + 2 * step
            low, high = table[start:middle], table[middle:end]
            moved[start:middle] = [value * spare for value in low]
            moved[middle:end] = [b + a * q for a, b in zip(low, high, strict=True)]
    return moved


def _cause_back(table: list[float], position: int, spare: float) -> list[float]:
    """Apply the transpose of `_cause`, for the backward sweep."""
    step, size = 1 << position, len(table)
    q = 1.0 - spare
    moved = table[:]
    if step <= size // (2 * step):
        for offset in range(step):
            low, high = table[offset :: 2 * step], table[offset + step :: 2 * step]
            moved[offset :: 2 * step] = [a * spare + b * q for a, b in zip(low, high, strict=True)]
    else:
        for start in range(0, size, 2 * step):
            middle, end = start + step, start + 2 * step
            low, high = table[start:middle], table[middle:end]
            moved[start:middle] = [a * spare + b * q for a, b in zip(low, high, strict=True)]
    return moved


def _caused_half(table: list[float], position: int) -> list[float]:
    """Keep the half of a table in which one bit says "caused"."""
    step = 1 << position
    half: list[float] = []
    for start in range(step, len(table), 2 * step):
        half.extend(table[start : start + step])
    return half


def _insert_bit(table: list[float], position: int) -> list[float]:
    """Undo `_caused_half`: zero where the bit says "not caused"."""
    step = 1 << position
    longer: list[float] = []
    nothing = [0.0] * step
    for start in range(0, len(table), step):
        longer.extend(nothing)
        longer.extend(table[start : start + step])
    return longer
