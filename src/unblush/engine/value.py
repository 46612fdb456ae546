"""How much each open page is worth asking: the expected fall in the risk of wrong advice, and a little more.

risk(e) = min over levels of the expected loss (the pack's matrix) under the need. The value of an answer not yet
given is risk now minus the expected risk after it; to it comes the entropy of the explanations, the red flags it
could raise, what a clinician would want documented, minus the burden of the page.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from unblush.compiled.arrays import Numbers
from unblush.engine.mixture import Mixture
from unblush.engine.prospects import Outcome, Prospect, entropy
from unblush.vocabulary import ItemId, PageId


@dataclass(frozen=True, slots=True)
class ItemValue:
    """What settling one thing is worth: in loss units, in nats about the explanations, in red flags it could raise.

    `moves` is the chance that the answer by itself would change the level.
    """

    name: ItemId
    page: int
    risk_falls: float
    entropy_falls: float
    flags: float
    moves: float


@dataclass(frozen=True, slots=True)
class PageValue:
    """What asking one page is worth, in loss units, and the items that make it so."""

    page: PageId
    total: float
    items: tuple[ItemValue, ...]

    @property
    def nats(self) -> float:
        """What the page says about which explanation it is."""
        return sum(max(item.entropy_falls, 0.0) for item in self.items)


@dataclass(frozen=True, slots=True)
class Weighed:
    """An outcome's chance, the mass of each level of need with it, and each node's joint chance with it."""

    chance: float
    need: tuple[float, ...]
    joint: tuple[float, ...]


def expected_losses(need: Sequence[float], loss: Sequence[Sequence[float]]) -> list[float]:
    """Return the expected loss of advising each level; `need` is cumulative and ends at 1."""
    exact = [need[0], *(b - a for a, b in itertools.pairwise(need))]
    return [sum(map(mul, row, exact)) for row in loss]


def least_loss(need: Sequence[float], loss: Sequence[Sequence[float]]) -> tuple[int, float]:
    """Return the level of least expected loss and that loss; of equals, the more urgent."""
    losses = expected_losses(need, loss)
    best = min(range(len(losses)), key=lambda level: (losses[level], -level))
    return best, losses[best]


class Weigher:
    """Weighs outcomes against one mixture: plain Python, a few products and sums over its terms each."""

    def __init__(self, numbers: Numbers, mixture: Mixture) -> None:
        self.on = mixture.on
        self.weights = mixture.weights
        self.levels = [node.level for node in numbers.nodes]
        self.loss = numbers.loss
        self.limited: list[tuple[float, ...]] = []
        for level in range(len(self.loss)):
            weights = list(self.weights)
            for node, own in enumerate(self.levels):
                if own > level:
                    weights = [w * (1.0 - p) for w, p in zip(weights, self.on[node], strict=True)]
            self.limited.append(tuple(weights))
        self.need = tuple(sum(weights) for weights in self.limited)
        self.marginals = tuple(sum(map(mul, self.weights, row)) for row in self.on)

    def weigh(self, outcome: Outcome) -> Weighed:
        """Return the chance of an outcome and what it would leave of need and nodes."""
        need, joint = [0.0] * len(self.loss), [0.0] * len(self.on)
        for sign, product in outcome.terms:
            scale = sign * product.scale
            if not product.factors:
                need = [n + scale * m for n, m in zip(need, self.need, strict=True)]
                joint = [j + scale * m for j, m in zip(joint, self.marginals, strict=True)]
                continue
            factors = dict(product.factors)
            running = [1.0] * len(self.weights)
            waiting = sorted(factors, key=lambda node: self.levels[node])
            for level in range(len(self.loss)):
                while waiting and self.levels[waiting[0]] <= level:
                    node = waiting.pop(0)
                    change = factors[node] - 1.0
                    running = [r * (1.0 + p * change) for r, p in zip(running, self.on[node], strict=True)]
                need[level] += scale * sum(map(mul, self.limited[level], running))
            mass = list(map(mul, self.weights, running))
            for node, row in enumerate(self.on):
                factor = factors.get(node)
                if factor is None:
                    joint[node] += scale * sum(map(mul, mass, row))
                else:
                    change = factor - 1.0
                    joint[node] += scale * sum(
                        m * p * factor / (1.0 + p * change) for m, p in zip(mass, row, strict=True)
                    )
        return Weighed(need[-1], tuple(need), tuple(joint))


def item_value(weigher: Weigher, prospect: Prospect, floor: int, level: int, raised: Mapping[ItemId, int]) -> ItemValue:
    """Return what a prospect is worth; `raised[item]` is the level of the red flag that the item would raise."""
    weighed = [(outcome, weigher.weigh(outcome)) for outcome in prospect.outcomes]
    whole = sum(max(w.chance, 0.0) for _, w in weighed)
    _, risk_now = least_loss(weigher.need, weigher.loss)
    risk_after = entropy_after = flags = moves = 0.0
    for outcome, w in weighed:
        if w.chance <= 1e-12 or whole <= 0.0:
            continue
        share = w.chance / whole
        need = [min(max(n / w.chance, 0.0), 1.0) for n in w.need]
        by_loss, risk = least_loss(need, weigher.loss)
        risk_after += share * risk
        entropy_after += share * entropy([min(max(j / w.chance, 0.0), 1.0) for j in w.joint])
        top = max((raised.get(item, 0) for item in outcome.present), default=0)
        if top > level:
            flags += share * weigher.loss[level][top]
        moves += share * (max(by_loss, top, floor) != level)
    entropy_now = entropy([min(max(m, 0.0), 1.0) for m in weigher.marginals])
    return ItemValue(prospect.name, prospect.page, risk_now - risk_after, entropy_now - entropy_after, flags, moves)


def page_values(numbers: Numbers, values: Iterable[ItemValue], pages: Sequence[int]) -> tuple[PageValue, ...]:
    """Add up the values of the items of each page, and return the pages, the most valuable first."""
    policy = numbers.policy
    by_page: dict[int, list[ItemValue]] = {index: [] for index in pages}
    for value in values:
        by_page[value.page].append(value)
    ranked = []
    for index, items in by_page.items():
        page = numbers.pages[index]
        total = sum(max(v.risk_falls, 0.0) + policy.entropy_weight * max(v.entropy_falls, 0.0) + v.flags for v in items)
        total += policy.document_weight * page.documents - policy.burden_weight * page.burden
        ranked.append(PageValue(page.id, total, tuple(items)))
    return tuple(sorted(ranked, key=lambda value: (-value.total, value.page)))
