"""What of a pack never changes from person to person, as matrices; kept for the last pack used."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unblush.compiled.arrays import Numbers
from unblush.compiled.rules import Rule
from unblush.engine.completions import TINY
from unblush.engine.evidence import Situation
from unblush.engine.priors import PriorTable
from unblush.vocabulary import ItemId, PageKind

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PageColumns:
    """The columns that a page can bring: finding f is column f, risk factor r column (findings + r)."""

    rows: list[int]
    items: list[tuple[ItemId, ...]]
    recall: list[float]

    def offered(self, items: tuple[ItemId, ...] | None) -> PageColumns:
        """Return the columns whose items this person is offered; all of them while that is not known."""
        if items is None or all(item in items for names in self.items for item in names):
            return self
        inside = [column for column, names in enumerate(self.items) if all(name in items for name in names)]
        return PageColumns(
            [self.rows[i] for i in inside], [self.items[i] for i in inside], [self.recall[i] for i in inside]
        )


@dataclass(frozen=True, slots=True)
class Rows:
    """The matrices of a pack.

    `log_spare`: log(1 - q) of each threshold row and node; `log_spare_weak`: the same with recall, one row a finding.
    `waves` says when a page can be drawn: one after the last page that its `ask_if` speaks of.
    `first` and `last` are the threshold rows of each finding, which differ where it is `graded`.
    """

    log_spare: Array
    log_spare_weak: Array
    leak: Array
    first: npt.NDArray[np.int_]
    last: npt.NDArray[np.int_]
    graded: npt.NDArray[np.bool_]
    exposed: Array
    pages: list[PageColumns]
    mentioned: frozenset[ItemId]
    waves: tuple[int, ...]


_kept: list[tuple[Numbers, Rows]] = []
_risk_logs: list[tuple[PriorTable, Array, Array]] = []


def rows_of(numbers: Numbers) -> Rows:
    """Return the matrices of a pack."""
    if not _kept or _kept[0][0] is not numbers:
        _kept[:] = [(numbers, _make(numbers))]
    return _kept[0][1]


def _make(numbers: Numbers) -> Rows:
    recall = numbers.policy.recall
    widths = [len(finding.leak) for finding in numbers.findings]
    first = np.cumsum([0, *widths[:-1]])
    plain = np.zeros((sum(widths), len(numbers.nodes)))
    weak = np.zeros((len(widths), len(numbers.nodes)))
    for index, finding in enumerate(numbers.findings):
        parents = list(finding.parents)
        for threshold, q in enumerate(finding.q):
            plain[first[index] + threshold, parents] = np.log1p(-np.array(q))
        weak[index, parents] = np.log1p(-np.array(finding.q[0]) * recall)
    rules: list[Rule] = [flag.rule for flag in numbers.flags]
    rules += [page.ask_if for page in numbers.pages if page.ask_if is not None]
    return Rows(
        plain,
        weak,
        np.array([row for finding in numbers.findings for row in finding.leak]),
        first,
        first + np.array(widths) - 1,
        np.array(widths) > 1,
        np.array([risk.exposed for risk in numbers.risks]),
        [_columns(numbers, index) for index in range(len(numbers.pages))],
        frozenset(item for rule in rules for item in rule.items()),
        _waves(numbers),
    )


def _waves(numbers: Numbers) -> tuple[int, ...]:
    asked_on = {item.id: index for index, page in enumerate(numbers.pages) for item in page.items}
    waves: list[int] = []
    for page in numbers.pages:
        parents = [asked_on[item] for item in page.ask_if.items()] if page.ask_if is not None else []
        waves.append(1 + max([waves[parent] for parent in parents], default=-1))
    return tuple(waves)


def _columns(numbers: Numbers, page: int) -> PageColumns:
    tick = numbers.pages[page].kind is PageKind.TICK
    recall = numbers.policy.recall if tick else 1.0
    findings = [(row, finding.items) for row, finding in enumerate(numbers.findings) if finding.page == page]
    order = {item.id: place for place, item in enumerate(numbers.pages[page].items)}
    risks = [(len(numbers.findings) + row, (risk.id,)) for row, risk in enumerate(numbers.risks) if risk.page == page]
    risks.sort(key=lambda pair: order[pair[1][0]])
    both = [*findings, *risks]
    return PageColumns(
        [row for row, _ in both], [items for _, items in both], [recall] * len(findings) + [1.0] * len(risks)
    )


def risk_logs(situation: Situation) -> tuple[Array, Array]:
    """Return the log factors on the odds of each node if each risk factor is there, and if not: (risks, nodes)."""
    table = situation.priors
    if not _risk_logs or _risk_logs[0][0] is not table:
        numbers = situation.numbers
        both = []
        for state in (True, False):
            logs = np.zeros((len(numbers.risks), len(numbers.nodes)))
            for row in range(len(numbers.risks)):
                for node, factor in table.odds_factors(table.after_one(row, state))[1]:
                    logs[row, node] = np.log(max(factor, TINY))
            both.append(logs)
        _risk_logs[:] = [(table, both[0], both[1])]
    return _risk_logs[0][1], _risk_logs[0][2]
