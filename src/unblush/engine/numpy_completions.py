"""All simulated completions at once: the draws of `completions`, row by row the same.

What a page can bring is a set of columns, findings first and risk factors after them; `first`, `yes`, `no` and `weak`
hold a row a column and an entry a leading set.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from unblush.compiled.rules import Rule, RuleKind, truth
from unblush.engine.completions import SAMPLES, TINY, slots_of, uniforms
from unblush.engine.evidence import Situation
from unblush.engine.mixture import LeadingSets
from unblush.engine.numpy_rows import PageColumns, risk_logs, rows_of
from unblush.engine.triage import flag_states
from unblush.engine.value import least_loss
from unblush.vocabulary import ItemId, PageKind

Array = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]


@lru_cache(maxsize=8)
def _bank(seed: str, slots: int) -> Array:
    return np.array(uniforms(seed, slots))


class NumpyCompleter:
    """Draws every completion of the bank in one go."""

    def __init__(self, situation: Situation, leading: LeadingSets) -> None:
        self.numbers, self.facts = situation.numbers, situation.facts
        numbers = self.numbers
        members = np.zeros((len(leading.sets), len(numbers.nodes)))
        for row, nodes in enumerate(leading.sets):
            members[row, list(nodes)] = 1.0
        weights = np.array(leading.weights)
        weights = weights / weights.sum()
        self.logs = np.tile(np.log(np.maximum(weights, 1e-300)), (SAMPLES, 1))
        self.at_level = np.zeros((len(weights), len(numbers.loss)))
        levels = np.array([node.level for node in numbers.nodes])
        self.at_level[np.arange(len(weights)), (members * levels).max(axis=1).astype(int)] = 1.0

        self.rows = rows_of(numbers)
        self._columns(situation, members)
        self.u = _bank(numbers.complaint, slots_of(numbers))
        drawn = np.searchsorted(np.cumsum(weights), self.u[:, -1], side="right")
        self.k = np.minimum(drawn, len(weights) - 1)
        self.present: dict[ItemId, Truth] = {}
        self.floor = flag_states(numbers, self.facts).floor
        need = np.cumsum(weights @ self.at_level).tolist()
        self.level = max(self.floor, least_loss(need, numbers.loss)[0])

    def _columns(self, situation: Situation, members: Array) -> None:
        rows, band = self.rows, situation.band
        leak = rows.leak[:, band, None]
        recall = self.numbers.policy.recall
        log_absent = np.log1p(-leak) + rows.log_spare @ members.T
        above = -np.expm1(log_absent)
        one = above[rows.first]
        # a graded finding seen once: at least one and not several
        once = one - np.where(rows.graded[:, None], above[rows.last], 0.0)
        on, off = (logs @ members.T for logs in risk_logs(situation))
        exposed = rows.exposed[:, band, None]
        a, b = exposed * np.exp(on), (1.0 - exposed) * np.exp(off)
        self.first = np.vstack([one, a / np.maximum(a + b, TINY)])
        self.several = above[rows.last]
        self.yes = np.vstack([np.log(np.maximum(once, TINY)), on])
        self.yes_several = np.log(np.maximum(self.several, TINY))
        self.no = np.vstack([log_absent[rows.first], off])
        self.weak = np.vstack([np.log1p(-leak[rows.first] * recall) + rows.log_spare_weak @ members.T, off])

    def changes(self, limit: int) -> tuple[int, int]:
        """Return how many completions were drawn and how many change the level, as if drawn one after the other."""
        for wave in range(max(self.rows.waves, default=0) + 1):
            self._draw_wave(wave)
        changed = np.cumsum(np.maximum(self._floors(), self._levels()) != self.level)
        if changed[-1] <= limit:
            return SAMPLES, int(changed[-1])
        drawn = int(np.argmax(changed > limit))
        return drawn + 1, int(changed[drawn])

    def _draw_wave(self, wave: int) -> None:
        """Answer every page of a wave that is open, or would open in some completions by then."""
        facts = self.facts
        ticks: list[tuple[PageColumns, Truth | bool]] = []
        singles: list[tuple[PageColumns, Truth | bool]] = []
        for index, page in enumerate(self.numbers.pages):
            if self.rows.waves[index] != wave or page.id in facts.answered or page.kind is PageKind.NUMBER:
                continue
            applies = page.id in facts.applies or self._truth(page.ask_if)
            columns = self.rows.pages[index].offered(facts.offered.get(page.id))
            if applies is not False and columns.rows:
                (ticks if page.kind is PageKind.TICK else singles).append((columns, applies))
        if ticks:
            self._ticks([columns for columns, _ in ticks], _together([applies for _, applies in ticks]))
        if singles:
            self._singles([columns for columns, _ in singles], _together([applies for _, applies in singles]))

    def _ticks(self, pages: list[PageColumns], applies: Truth | None) -> None:
        """Answer tick pages together: one column each, and two products for what the answers say."""
        rows = [row for page in pages for row in page.rows]
        recall = np.array([r for page in pages for r in page.recall])
        u = self.u[:, rows]
        value = u < self.first[rows][:, self.k].T * recall
        sizes = [len(page.rows) for page in pages]
        if applies is not None:
            value &= np.repeat(applies.T, sizes, axis=1)
        starts = np.cumsum([0, *sizes[:-1]])
        weak, yes = self.weak[rows], self.yes[rows]
        # a page says "none of these", or its weak noes with some of them made a yes
        some = np.logical_or.reduceat(value, starts, axis=1)
        none = np.add.reduceat(self.no[rows], starts)
        said = value.astype(float) @ (yes - weak) + some.astype(float) @ (np.add.reduceat(weak, starts) - none)
        said += none.sum(axis=0) if applies is None else applies.T.astype(float) @ none
        names = [names for page in pages for names in page.items]
        for column, items in enumerate(names):
            if len(items) > 1:  # graded: some of those seen at least once were seen several times
                row = rows[column]
                several = value[:, column] & (u[:, column] < self.several[row][self.k] * recall[column])
                said[several] += self.yes_several[row] - self.yes[row]
                for name in items[1:]:
                    self._add(name, several)
            self._add(items[0], value[:, column])
        self.logs += said

    def _singles(self, pages: list[PageColumns], applies: Truth | None) -> None:
        """Answer single pages together: each draws one of its choices, or none of them."""
        rows = [row for page in pages for row in page.rows]
        sizes = [len(page.rows) for page in pages]
        starts = np.cumsum([0, *sizes[:-1]])
        weights = self.first[rows][:, self.k]
        sums, nothing = np.add.reduceat(weights, starts), np.multiply.reduceat(1.0 - weights, starts)
        draw = np.repeat(self.u.T[[page.rows[0] for page in pages]] * (sums + nothing), sizes, axis=0)
        upto = np.cumsum(weights, axis=0)
        upto -= np.repeat(upto[starts] - weights[starts], sizes, axis=0)
        chosen = (upto > draw) & (upto - weights <= draw)
        if applies is not None:
            chosen &= np.repeat(applies, sizes, axis=0)
        none = ~np.logical_or.reduceat(chosen, starts)
        if applies is not None:
            none &= applies
        for items, where in zip([items for page in pages for items in page.items], chosen, strict=True):
            self._add(items[0], where)
        self.logs += chosen.T.astype(float) @ self.yes[rows]
        self.logs += none.T.astype(float) @ np.add.reduceat(self.no[rows], starts)

    def _add(self, name: ItemId, where: Truth) -> None:
        if name in self.rows.mentioned:
            before = self.present.get(name)
            self.present[name] = where if before is None else before | where

    def _floors(self) -> npt.NDArray[np.int_]:
        floor = np.full(SAMPLES, self.floor)
        for flag, names in zip(self.numbers.flags, self.numbers.derived.flag_items, strict=True):
            if flag.level > self.floor and not self.present.keys().isdisjoint(names):
                floor = np.maximum(floor, np.where(self._truth(flag.rule), flag.level, 0))
        return floor

    def _truth(self, rule: Rule | None) -> Truth | bool:
        """Evaluate a rule for every completion, or once where all agree; what nobody drew or said is not there."""
        if rule is None:
            return True
        if rule.kind is RuleKind.ITEM:
            name = ItemId(rule.name)
            return self.facts.item(name) is True or self.present.get(name, False)
        if rule.kind is RuleKind.NUMBER:
            return truth(rule, self.facts.item, self.facts.number) is True
        parts = [self._truth(part) for part in rule.parts]
        if rule.kind is RuleKind.NOT:
            return not parts[0] if isinstance(parts[0], bool) else ~parts[0]
        varying = [part for part in parts if not isinstance(part, bool)]
        needed = (len(parts) if rule.kind is RuleKind.ALL else rule.count) - sum(part is True for part in parts)
        if needed <= 0 or needed > len(varying):
            return needed <= 0
        return np.asarray(np.sum(varying, axis=0) >= needed) if len(varying) > 1 else varying[0]

    def _levels(self) -> npt.NDArray[np.int_]:
        weights = np.exp(self.logs - self.logs.max(axis=1, keepdims=True))
        exact = weights @ self.at_level
        expected = (exact / exact.sum(axis=1, keepdims=True)) @ np.array(self.numbers.loss).T
        # of equal losses the more urgent level: look from the top
        return np.asarray(expected.shape[1] - 1 - np.argmin(expected[:, ::-1], axis=1))


def _together(applies: list[Truth | bool]) -> Truth | None:
    """Return where each page applies, shape (pages, completions); None where all apply everywhere."""
    if all(one is True for one in applies):
        return None
    return np.array([np.full(SAMPLES, one) if isinstance(one, bool) else one for one in applies])
