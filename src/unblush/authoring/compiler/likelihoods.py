"""Findings: leaks and links as noisy-OR rows, and the average answer that stands for the unexplained."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from unblush.authoring.compiler.ages import bands_of, shares_of, spread
from unblush.authoring.model.condition import Condition
from unblush.authoring.model.pack import Complaint, Pack
from unblush.authoring.model.question import Graded, Item
from unblush.authoring.model.record import Chance
from unblush.authoring.model.rule import Rule
from unblush.compiled.arrays import Finding, Node
from unblush.vocabulary import ItemId

SMALLEST = 1e-6
Term = tuple[float, frozenset[str]]
"""A signed product of absences: an indicator as a sum of `sign x all of these findings are absent`."""


def compile_findings(
    pack: Pack, complaint: Complaint, page_index: dict[str, int], nodes: tuple[Node, ...]
) -> tuple[Finding, ...]:
    """Return every finding of a complaint with its parents, the unexplained last among them."""
    conditions = pack.nodes(complaint.id)
    findings = []
    for page_id, index in page_index.items():
        page = pack.pages[page_id]
        counted = {name for graded in page.graded for name in graded.items}
        for item in page.items:
            if item.leak is not None and item.id not in counted:
                findings.append(_binary(pack, item, index, conditions))
        findings.extend(_graded(pack, graded, index, conditions) for graded in page.graded)
    average = _Averages(pack, nodes, findings)
    return tuple(
        average.with_unexplained(finding, pack.pages[list(page_index)[finding.page]].ask_if) for finding in findings
    )


def _binary(pack: Pack, item: Item, page: int, conditions: Sequence[Condition]) -> Finding:
    parents, q = [], []
    for i, condition in enumerate(conditions):
        link = condition.findings.get(item.id)
        if isinstance(link, Chance):
            parents.append(i)
            q.append(link.p)
    if item.leak is None:
        raise ValueError(f"{item.id} is a finding without a leak")  # checked before
    leak = spread(item.leak, bands_of(pack.manifest), shares_of(pack.manifest))
    leak = tuple(max(value, SMALLEST) for value in leak)
    return Finding(ItemId(item.id), page, (ItemId(item.id),), item.red_flag, (leak,), tuple(parents), (tuple(q),))


def _graded(pack: Pack, graded: Graded, page: int, conditions: Sequence[Condition]) -> Finding:
    parents: list[int] = []
    q: list[list[float]] = [[], []]
    for i, condition in enumerate(conditions):
        link = condition.findings.get(graded.id)
        if link is not None and not isinstance(link, Chance):
            parents.append(i)
            for threshold in (0, 1):
                q[threshold].append(link.p[threshold])
    bands = len(pack.manifest.ages) + 1
    leak = tuple((max(graded.leak.p[threshold], SMALLEST),) * bands for threshold in (0, 1))
    items = tuple(ItemId(name) for name in graded.items)
    return Finding(ItemId(graded.id), page, items, False, leak, tuple(parents), tuple(tuple(row) for row in q))


class _Averages:
    """The average answer of a complainer: exact sums over the network without the unexplained."""

    def __init__(self, pack: Pack, nodes: tuple[Node, ...], findings: Iterable[Finding]) -> None:
        self.known = nodes[:-1]
        self.findings = {finding.id: finding for finding in findings}
        shares = shares_of(pack.manifest)
        self.priors = [[_prior(node, a) for node in self.known] for a in range(len(shares))]
        weights = [
            share * (1 - math.prod(1 - p for p in prior)) for share, prior in zip(shares, self.priors, strict=True)
        ]
        self.weights = [weight / sum(weights) for weight in weights]

    def with_unexplained(self, finding: Finding, asked_if: Rule | None) -> Finding:
        """Add the unexplained node as a parent, so that it answers as the average complainer does."""
        given = signed_absences(asked_if, set(self.findings))
        rows = []
        for threshold in range(len(finding.leak)):
            absent = self._chance(finding, threshold, given)
            leak = sum(w * finding.leak[threshold][a] for a, w in enumerate(self.weights))
            rows.append((*finding.q[threshold], min(max(1 - absent / (1 - leak), 0.0), 1 - SMALLEST)))
        return replace(finding, parents=(*finding.parents, len(self.known)), q=tuple(rows))

    def _chance(self, finding: Finding, threshold: int, given: list[Term]) -> float:
        """Return P(finding at or below the threshold | complaint, page asked)."""
        together = alone = 0.0
        for a, weight in enumerate(self.weights):
            whole = 1 - math.prod(1 - p for p in self.priors[a])
            for sign, absences in given:
                rows = [(self.findings[ItemId(name)], 0) for name in sorted(absences)]
                alone += weight / whole * sign * self._all_absent(rows, a)
                together += weight / whole * sign * self._all_absent([*rows, (finding, threshold)], a)
        return together / alone if alone > 0 else 1.0

    def _all_absent(self, rows: list[tuple[Finding, int]], a: int) -> float:
        """Return P(all rows at or below their thresholds, complaint present) in age band a."""
        stays = [1.0] * len(self.known)
        constant = 1.0
        for finding, threshold in rows:
            constant *= 1 - finding.leak[threshold][a]
            for parent, q in zip(finding.parents, finding.q[threshold], strict=True):
                if parent < len(self.known):
                    stays[parent] *= 1 - q
        prior = self.priors[a]
        any_on = math.prod(1 - p + p * s for p, s in zip(prior, stays, strict=True))
        none_on = math.prod(1 - p for p in prior)
        return constant * (any_on - none_on)


def _prior(node: Node, band: int) -> float:
    """Return the prior of a node in a band as if it had no risk factors asked: close enough for an average."""
    odds = math.exp(node.base[band])
    return node.shows * odds / (1 + odds)


def signed_absences(rule: Rule | None, known: set[str]) -> list[Term]:
    """Write a rule's indicator as a signed sum of products of absences; leaves that are no findings count as true."""
    if rule is None or rule.number is not None:
        return [(1.0, frozenset())]
    if rule.item is not None:
        return [(1.0, frozenset()), (-1.0, frozenset({rule.item}))] if rule.item in known else [(1.0, frozenset())]
    if rule.not_ is not None:
        return _complement(signed_absences(rule.not_, known))
    if rule.all is not None:
        return _product([signed_absences(part, known) for part in rule.all])
    parts = [_complement(signed_absences(part, known)) for part in rule.any or rule.of or ()]
    return _complement(_product(parts))


def _complement(terms: list[Term]) -> list[Term]:
    return [(1.0, frozenset()), *((-sign, names) for sign, names in terms)]


def _product(factors: list[list[Term]]) -> list[Term]:
    total: dict[frozenset[str], float] = {frozenset(): 1.0}
    for factor in factors:
        longer: dict[frozenset[str], float] = {}
        for names, sign in total.items():
            for other_sign, other in factor:
                longer[names | other] = longer.get(names | other, 0.0) + sign * other_sign
        total = {names: sign for names, sign in longer.items() if sign}
    return [(sign, names) for names, sign in total.items()]
