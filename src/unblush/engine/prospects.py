"""What each open page could bring: its outcomes, as products over the nodes, ready to be weighed all at once.

An outcome is `scale x prod over nodes that are on of factor[node]`, relative to what is known now; a present finding
is the complement of its absence. Tick pages bring one prospect an item, single pages one for the whole page.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from unblush.compiled.arrays import Finding, Page
from unblush.engine.evidence import Situation
from unblush.vocabulary import ItemId, PageKind


@dataclass(frozen=True, slots=True)
class Product:
    """A likelihood of product form: `scale` times the factors of the nodes that are on."""

    scale: float
    factors: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A signed sum of products: one product for an absence, `1 - product` for a presence. `present` names items."""

    terms: tuple[tuple[float, Product], ...]
    present: tuple[ItemId, ...] = ()


@dataclass(frozen=True, slots=True)
class Prospect:
    """One thing that a page would settle: outcomes that are weighed against each other."""

    page: int
    name: ItemId
    outcomes: tuple[Outcome, ...]


_ALL = Product(1.0, ())


class Prospects:
    """Builds the prospects of open pages from what is known; one instance serves one turn."""

    def __init__(self, situation: Situation) -> None:
        self.numbers = numbers = situation.numbers
        self.facts = situation.facts
        self.band = situation.band
        self.priors = situation.priors
        self._findings: dict[int, list[int]] = {}
        for index, finding in enumerate(numbers.findings):
            self._findings.setdefault(finding.page, []).append(index)
        self._risks = {risk.id: index for index, risk in enumerate(numbers.risks)}

    def of_page(self, index: int) -> list[Prospect]:
        """Return what an unanswered page could bring; empty where nothing on it touches the network or has a rate.

        It depends on the priors and on what is offered alone, and is kept with the priors.
        """
        offered = self.facts.offered[self.numbers.pages[index].id]
        kept = self.priors.kept.get((index, offered))
        if kept is None:
            kept = self.priors.kept[(index, offered)] = self._of_page(index, set(offered))
        return kept

    def _of_page(self, index: int, offered: set[ItemId]) -> list[Prospect]:
        page = self.numbers.pages[index]
        if page.kind is PageKind.SINGLE:
            whole = self._single(index, page, offered)
            return [whole] if whole is not None else []
        prospects = []
        for row in self._findings.get(index, ()):
            finding = self.numbers.findings[row]
            if offered.issuperset(finding.items):
                prospects.append(Prospect(index, finding.id, self._finding(finding)))
        for item in page.items:
            risk = self._risks.get(item.id)
            if risk is not None and item.id in offered and self.numbers.risks[risk].nodes:
                yes, no = self._exposure({risk: True}), self._exposure({risk: False})
                outcomes = (Outcome(((1.0, no),)), Outcome(((1.0, yes),), (item.id,)))
                prospects.append(Prospect(index, item.id, outcomes))
        return prospects

    def _finding(self, finding: Finding) -> tuple[Outcome, ...]:
        recall = self.numbers.policy.recall
        steps = [
            self._at_most(finding, threshold, recall if threshold == 0 else 1.0)
            for threshold in range(len(finding.leak))
        ]
        if len(steps) == 1:
            return Outcome(((1.0, steps[0]),)), Outcome(((1.0, _ALL), (-1.0, steps[0])), finding.items)
        none, few = steps
        return (
            Outcome(((1.0, none),)),
            Outcome(((1.0, few), (-1.0, none)), finding.items[:1]),
            Outcome(((1.0, _ALL), (-1.0, few)), finding.items[:2]),
        )

    def _at_most(self, finding: Finding, threshold: int, recall: float) -> Product:
        factors = zip(finding.parents, finding.q[threshold], strict=True)
        return Product(
            1.0 - finding.leak[threshold][self.band] * recall,
            tuple((node, 1.0 - q * recall) for node, q in factors if q > 0.0),
        )

    def _single(self, index: int, page: Page, offered: set[ItemId]) -> Prospect | None:
        """One outcome a choice, and one for none of them; risk factors not chosen are a no."""
        findings = {self.numbers.findings[row].id: row for row in self._findings.get(index, ())}
        risks = [self._risks[item.id] for item in page.items if item.id in self._risks and item.id in offered]
        if not findings and not any(self.numbers.risks[risk].nodes for risk in risks):
            return None
        outcomes, none = [], [self._exposure(dict.fromkeys(risks, False))]
        for item in page.items:
            if item.id not in offered:
                continue
            chosen = self._exposure({risk: self.numbers.risks[risk].id == item.id for risk in risks})
            if item.id in findings:
                absent = self._at_most(self.numbers.findings[findings[item.id]], 0, 1.0)
                none.append(absent)
                terms = ((1.0, chosen), (-1.0, _times(chosen, absent)))
                outcomes.append(Outcome(terms, (item.id,)))
            elif item.id in self._risks:
                outcomes.append(Outcome(((1.0, chosen),), (item.id,)))
        nothing = none[0]
        for factor in none[1:]:
            nothing = _times(nothing, factor)
        return Prospect(index, ItemId(page.id), (Outcome(((1.0, nothing),)), *outcomes))

    def _exposure(self, answer: Mapping[int, bool]) -> Product:
        """Return what learning risk factors would do: their chance, and each node's odds against now."""
        chance = 1.0
        for risk, on in answer.items():
            exposed = self.numbers.risks[risk].exposed[self.band]
            chance *= exposed if on else 1.0 - exposed
        if len(answer) == 1:
            ((risk, on),) = answer.items()
            changed = self.priors.after_one(risk, on)
        else:
            changed = self.priors.after(answer)
        scale, factors = self.priors.odds_factors(changed)
        return Product(chance * scale, factors)


def _times(a: Product, b: Product) -> Product:
    factors = dict(a.factors)
    for node, factor in b.factors:
        factors[node] = factors.get(node, 1.0) * factor
    return Product(a.scale * b.scale, tuple(sorted(factors.items())))


def entropy(chances: list[float]) -> float:
    """Return the summed binary entropy of the nodes, in nats."""
    total = 0.0
    for p in chances:
        if 0.0 < p < 1.0:
            total -= p * math.log(p) + (1.0 - p) * math.log1p(-p)
    return total
