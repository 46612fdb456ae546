"""Simulated completions of an interview: would the answers not yet given move the advice?

One completion draws an assignment of the nodes from the leading sets, then an answer to every page that is still open
or would open, and computes the level that the whole would give: rules, and the least loss over the reweighted sets.
The random numbers come from one bank a pack, so that a certificate is reproducible and the same in every engine.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from unblush.compiled.arrays import Finding, Numbers, Page
from unblush.compiled.rules import truth
from unblush.engine.evidence import Situation
from unblush.engine.mixture import LeadingSets
from unblush.engine.triage import flag_states
from unblush.engine.value import least_loss
from unblush.vocabulary import ItemId, PageKind

SAMPLES: Final = 240
TINY: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Channel:
    """One thing that a completion draws: for each leading set, the chance of each outcome after "no".

    `chances[v][k]` is P(outcome v+1 | set k); `log_yes[v][k]`, `log_no[k]` and `log_weak[k]` are what each says of
    set k. `items` are what outcome v makes present: the first v+1 of them.
    """

    slot: int
    items: tuple[ItemId, ...]
    chances: tuple[tuple[float, ...], ...]
    log_yes: tuple[tuple[float, ...], ...]
    log_no: tuple[float, ...]
    log_weak: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page that a completion answers, if it applies by then."""

    row: Page
    applies_now: bool
    channels: tuple[Channel, ...]


@lru_cache(maxsize=8)
def uniforms(seed: str, slots: int) -> tuple[tuple[float, ...], ...]:
    """Return the bank of random numbers: `SAMPLES` rows of `slots` numbers in [0, 1)."""
    rng = random.Random(seed)
    return tuple(tuple(rng.random() for _ in range(slots)) for _ in range(SAMPLES))


def slots_of(numbers: Numbers) -> int:
    """Return how many random numbers a completion may use: one a finding, a risk factor and a page, and one more."""
    return len(numbers.findings) + len(numbers.risks) + len(numbers.pages) + 1


class Completer:
    """Draws completions for one state of an interview."""

    def __init__(self, situation: Situation, leading: LeadingSets) -> None:
        self.numbers, self.facts, self.leading = situation.numbers, situation.facts, leading
        self.band, self.priors = situation.band, situation.priors
        numbers, facts = self.numbers, self.facts
        self.set_levels = [max((numbers.nodes[n].level for n in nodes), default=0) for nodes in leading.sets]
        whole = sum(leading.weights)
        self.cumulative = list(accumulate(w / whole for w in leading.weights))
        self.log_weights = [math.log(max(w / whole, 1e-300)) for w in leading.weights]
        observed = {seen.finding for seen in situation.observations}
        self._findings: dict[int, list[int]] = {}
        for index, finding in enumerate(numbers.findings):
            if index not in observed:
                self._findings.setdefault(finding.page, []).append(index)
        self._risk_rows = {risk.id: index for index, risk in enumerate(numbers.risks)}
        self.pages = tuple(
            OpenPage(page, page.id in facts.applies, channels)
            for index, page in enumerate(numbers.pages)
            if page.id not in facts.answered and (channels := self.channels_of(index, page))
        )
        mentioned = {item for page in self.pages for channel in page.channels for item in channel.items}
        speaking = zip(numbers.flags, numbers.derived.flag_items, strict=True)
        concerned = [(flag, names) for flag, names in speaking if not mentioned.isdisjoint(names)]
        self.flags = tuple(flag for flag, _ in concerned)
        self.raising = frozenset(item for _, names in concerned for item in names)
        self.floor = flag_states(numbers, facts).floor
        self.level = max(self.floor, least_loss(self._need(self.log_weights), numbers.loss)[0])

    def changes(self, limit: int) -> tuple[int, int]:
        """Return how many completions were drawn and how many change the level; stop early beyond `limit` changes."""
        bank = uniforms(self.numbers.complaint, slots_of(self.numbers))
        changed = 0
        for drawn, numbers in enumerate(bank, start=1):
            changed += self._level_after(numbers) != self.level
            if changed > limit:
                return drawn, changed
        return SAMPLES, changed

    def _level_after(self, u: tuple[float, ...]) -> int:
        k = min(bisect_right(self.cumulative, u[-1]), len(self.cumulative) - 1)
        present: set[ItemId] = set()
        says: list[tuple[float, ...]] = []

        def item(name: ItemId) -> bool:
            return name in present or self.facts.item(name) is True

        for page in self.pages:
            if not page.applies_now and truth(page.row.ask_if, item, self.facts.number) is not True:
                continue
            if page.row.kind is PageKind.SINGLE:
                self._choose(page, k, u, present, says)
            else:
                self._tick(page, k, u, present, says)
        floor = self.floor
        if not present.isdisjoint(self.raising):
            fired = (flag.level for flag in self.flags if truth(flag.rule, item, self.facts.number) is True)
            floor = max(floor, max(fired, default=0))
        logs = [sum(column) for column in zip(self.log_weights, *says, strict=True)]
        return max(floor, least_loss(self._need(logs), self.numbers.loss)[0])

    def _tick(
        self, page: OpenPage, k: int, u: tuple[float, ...], present: set[ItemId], says: list[tuple[float, ...]]
    ) -> None:
        ticked = []
        for channel in page.channels:
            draw = u[channel.slot]
            value = 0
            for chances in channel.chances:
                value += draw < chances[k]
            ticked.append(value)
        none = not any(ticked)
        for channel, value in zip(page.channels, ticked, strict=True):
            if value:
                present.update(channel.items[:value])
                says.append(channel.log_yes[value - 1])
            else:
                says.append(channel.log_no if none else channel.log_weak)

    def _choose(
        self, page: OpenPage, k: int, u: tuple[float, ...], present: set[ItemId], says: list[tuple[float, ...]]
    ) -> None:
        weights = [channel.chances[0][k] for channel in page.channels]
        draw = u[page.channels[0].slot] * (sum(weights) + math.prod(1.0 - w for w in weights))
        for channel, weight in zip(page.channels, weights, strict=True):
            draw -= weight
            if draw < 0.0:
                present.add(channel.items[0])
                says.append(channel.log_yes[0])
                return
        says.extend(channel.log_no for channel in page.channels)

    def _need(self, logs: list[float]) -> list[float]:
        top = max(logs)
        need = [0.0] * len(self.numbers.loss)
        for log, level in zip(logs, self.set_levels, strict=True):
            need[level] += math.exp(log - top)
        whole = sum(need)
        return list(accumulate(mass / whole for mass in need))

    def drawn_on(self, index: int, page: Page) -> tuple[list[int], list[int]]:
        """Return the findings and the risk factors that a completion draws on a page."""
        offered = set(self.facts.offered.get(page.id) or [item.id for item in page.items])
        findings = [
            row for row in self._findings.get(index, ()) if offered.issuperset(self.numbers.findings[row].items)
        ]
        risks = [self._risk_rows[item.id] for item in page.items if item.id in self._risk_rows and item.id in offered]
        return findings, risks

    def channels_of(self, index: int, page: Page) -> tuple[Channel, ...]:
        """Return the channels of a page."""
        findings, risks = self.drawn_on(index, page)
        tick = page.kind is PageKind.TICK
        return (
            *(self._finding(row, tick=tick) for row in findings),
            *(self._risk(row) for row in risks),
        )

    def _finding(self, row: int, *, tick: bool) -> Channel:
        finding = self.numbers.findings[row]
        recall = self.numbers.policy.recall if tick else 1.0
        at_most = [self._at_most(finding, t, 1.0) for t in range(len(finding.leak))]
        weak = self._at_most(finding, 0, recall)
        above = [[1.0 - a for a in column] for column in at_most]
        yes = [[max(a - b, TINY) for a, b in zip(above[t], above[t + 1], strict=True)] for t in range(len(above) - 1)]
        yes.append([max(a, TINY) for a in above[-1]])
        return Channel(
            row,
            finding.items,
            tuple(tuple(a * recall for a in column) for column in above),
            tuple(tuple(math.log(y) for y in column) for column in yes),
            tuple(math.log(max(a, TINY)) for a in at_most[0]),
            tuple(math.log(max(a, TINY)) for a in weak),
        )

    def _at_most(self, finding: Finding, threshold: int, recall: float) -> list[float]:
        spare = [1.0] * len(self.numbers.nodes)
        for parent, q in zip(finding.parents, finding.q[threshold], strict=True):
            spare[parent] = 1.0 - q * recall
        base = 1.0 - finding.leak[threshold][self.band] * recall
        return [base * math.prod([spare[node] for node in nodes]) for nodes in self.leading.sets]

    def risk_factors(self, row: int) -> tuple[dict[int, float], dict[int, float]]:
        """Return the factors on the odds of the nodes where a risk factor is there, and where it is not."""
        on, off = (dict(self.priors.odds_factors(self.priors.after_one(row, state))[1]) for state in (True, False))
        return on, off

    def _risk(self, row: int) -> Channel:
        risk = self.numbers.risks[row]
        exposed = risk.exposed[self.band]
        on, off = self.risk_factors(row)
        yes, no, chance = [], [], []
        for nodes in self.leading.sets:
            a = math.prod([on.get(node, 1.0) for node in nodes])
            b = math.prod([off.get(node, 1.0) for node in nodes])
            yes.append(math.log(max(a, TINY)))
            no.append(math.log(max(b, TINY)))
            chance.append(exposed * a / max(exposed * a + (1 - exposed) * b, TINY))
        slot = len(self.numbers.findings) + row
        logs = tuple(no)
        return Channel(slot, (ItemId(risk.id),), (tuple(chance),), (tuple(yes),), logs, logs)
