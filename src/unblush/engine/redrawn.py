"""Honesty about our own numbers: the same person under the bank of redraws."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from unblush.compiled.arrays import Numbers
from unblush.compiled.bank import Bank
from unblush.engine.backend import Engine
from unblush.engine.evidence import gather
from unblush.engine.facts import Facts
from unblush.engine.identity import Identity
from unblush.engine.value import least_loss
from unblush.result import Robustness


@dataclass(frozen=True, slots=True)
class Redraws:
    """What the redraws gave: the level of each, and for each node its sorted posteriors."""

    levels: tuple[int, ...]
    leaders: tuple[int, ...]
    posteriors: tuple[tuple[float, ...], ...]

    def middle(self, node: int, share: float = 0.9) -> tuple[float, float]:
        """Return the middle `share` of a node's posterior over the redraws."""
        values = self.posteriors[node]
        cut = (1.0 - share) / 2
        return values[round(cut * (len(values) - 1))], values[round((1.0 - cut) * (len(values) - 1))]


def redraw(numbers: Numbers, bank: Bank, facts: Facts, engine: Engine) -> Redraws:
    """Infer once for each redraw of the numbers."""
    levels, leaders, rows = [], [], []
    evidences = [gather(moved, facts) for moved in moved_numbers(numbers, bank)]
    for posterior in engine.infer_many(numbers, evidences):
        levels.append(least_loss(posterior.need, numbers.loss)[0])
        leaders.append(leader(posterior.marginals))
        rows.append(posterior.marginals)
    columns = tuple(tuple(sorted(column)) for column in zip(*rows, strict=True))
    return Redraws(tuple(levels), tuple(leaders), columns)


def leader(marginals: Sequence[float]) -> int:
    """Return the likeliest node; of equals the first."""
    return max(range(len(marginals)), key=lambda i: (marginals[i], -i))


def judge(numbers: Numbers, redraws: Redraws, by_loss: int, leading: int, floor: int) -> Robustness:
    """Return how often the advice and the leader stay, and the level to take where the advice does not."""
    policy = numbers.policy
    levels = sorted(max(level, floor) for level in redraws.levels)
    stays = sum(level == max(by_loss, floor) for level in levels) / len(levels)
    careful = max(by_loss, floor)
    if stays < policy.stays_at_least:
        careful = max(careful, levels[math.ceil(policy.robust_percentile * len(levels)) - 1])
    same = sum(other == leading for other in redraws.leaders) / len(levels)
    return Robustness(len(levels), stays, same, careful)


def moved_numbers(numbers: Numbers, bank: Bank) -> tuple[Numbers, ...]:
    """Return the numbers under every redraw; kept, for they serve every person."""
    return _moved(Identity(numbers), bank)


@lru_cache(maxsize=8)  # a pack has some six complaints: with fewer places, a server would draw anew for every result
def _moved(identity: Identity, bank: Bank) -> tuple[Numbers, ...]:
    return tuple(move(identity.numbers, draw) for draw in bank.draws())


def move(numbers: Numbers, draw: Sequence[float]) -> Numbers:
    """Return the numbers of one redraw; the layout is that of `compiled.bank`."""
    values = iter(draw)
    nodes = []
    for node in numbers.nodes:
        shift = next(values)
        risks = tuple((risk, odds + next(values)) for risk, odds in node.risks)
        nodes.append(replace(node, base=tuple(base + shift for base in node.base), risks=risks))
    findings = []
    for finding in numbers.findings:
        leaks, rows = [], []
        for row in finding.leak:
            factor = next(values)
            leaks.append(tuple(min(value * factor, 0.95) for value in row))
            rows.append(tuple(min(max(next(values), 1e-6), 1.0 - 1e-6) for _ in finding.parents))
        if len(rows) == 2:
            # of a graded finding, several can be no likelier than one
            rows[1] = tuple(map(min, rows[1], rows[0]))
            leaks[1] = tuple(map(min, leaks[1], leaks[0]))
        findings.append(replace(finding, leak=tuple(leaks), q=tuple(rows)))
    return replace(numbers, nodes=tuple(nodes), findings=tuple(findings))
