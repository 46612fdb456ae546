"""The numbers of a pack as the engines read them: rows that refer to each other by index, checked when built.

Shapes: A age bands plus one last entry for an unknown age; N nodes, the last of which is `unexplained`;
F findings, each with T thresholds (1, or 2 for a graded finding); R risk factors; P pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unblush.compiled.clocks import Clock, Cycle, OutlookRule
from unblush.compiled.rules import Rule, truth
from unblush.vocabulary import LEVELS, ComplaintKind, ConditionId, ItemId, ItemKind, PageId, PageKind, RuleId


@dataclass(frozen=True, slots=True)
class Node:
    """A condition that can be producing the complaint now.

    `shows` is the chance that someone who has it shows it as this complaint; `base[a]` is the log-odds of having it
    for the unexposed of age band a; `risks` pairs a risk-factor index with its log odds ratio. Prior: shows x expit.
    """

    id: ConditionId
    level: int
    shows: float
    base: tuple[float, ...]
    risks: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with its parents: P(F <= t | C) = (1 - leak[t]) * prod over parents that are on of (1 - q[t][j]).

    T = 1: absent or present. T = 2: none, one, several of `items`. `leak[t]` has one entry an age band.
    """

    id: ItemId
    page: int
    items: tuple[ItemId, ...]
    red_flag: bool
    leak: tuple[tuple[float, ...], ...]
    parents: tuple[int, ...]
    q: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk factor: the share exposed by age band, and the nodes whose prior it shifts."""

    id: ItemId
    page: int
    exposed: tuple[float, ...]
    nodes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be ticked on a page."""

    id: ItemId
    kind: ItemKind
    red_flag: bool
    ask_if: Rule | None


@dataclass(frozen=True, slots=True)
class Page:
    """One question page; pages stand in an order in which each comes after those its `ask_if` speaks of."""

    id: PageId
    kind: PageKind
    role: str
    burden: float
    documents: bool
    sexual: bool
    ask_if: Rule | None
    always_if: Rule | None
    items: tuple[Item, ...]
    low: float | None
    high: float | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A red-flag rule as numbers: its level, the floor while it cannot be ruled out, whether it interrupts."""

    id: RuleId
    level: int
    floor_if_unanswered: int
    interrupts: bool
    rule: Rule


@dataclass(frozen=True, slots=True)
class Policy:
    """The constants of asking, stopping and honesty."""

    recall: float
    certificate_one_in: int
    entropy_weight: float
    explain_nats: float
    explain_pages: int
    document_weight: float
    burden_weight: float
    stays_at_least: float
    robust_percentile: float
    pages_at_most: int
    unexplained_share: float
    unexplained_threshold: float
    surprise_cut_off: float


@dataclass(frozen=True, slots=True)
class Derived:
    """What is looked up all the time and follows from the rest: built once, never shipped.

    `flag_items` are the items each rule speaks of; `needs_items` says that without any of them it is false, whatever
    its numbers are; `denied` are the items that could silence a rule;
    `finding_of` gives the finding that an item belongs to.
    """

    flag_items: tuple[frozenset[ItemId], ...]
    needs_items: tuple[bool, ...]
    denied: frozenset[ItemId]
    finding_of: Mapping[ItemId, int]
    highest_level: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """All the numbers of one complaint; refuses to exist with wrong shapes.

    `page_surprise` is the mean and the variance of -log P(answer of a page | complaint) among people drawn from the
    pack, simulated by `unblush pack calibrate`; a variance of 0 means that it is not known. A pathway has no node but
    the unexplained, whose level is the least that the pathway advises.
    """

    complaint: str
    ages: tuple[tuple[int, int], ...]
    age_shares: tuple[float, ...]
    nodes: tuple[Node, ...]
    findings: tuple[Finding, ...]
    risks: tuple[Risk, ...]
    pages: tuple[Page, ...]
    flags: tuple[Flag, ...]
    first: tuple[PageId, ...]
    loss: tuple[tuple[float, ...], ...]
    policy: Policy
    page_surprise: tuple[tuple[float, float], ...]
    kind: ComplaintKind = ComplaintKind.EXPLAIN
    clocks: tuple[Clock, ...] = ()
    cycle: Cycle | None = None
    outlook: OutlookRule | None = None
    derived: Derived = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._check()
        derived = Derived(
            tuple(frozenset(flag.rule.items()) for flag in self.flags),
            tuple(_needs_items(flag.rule) for flag in self.flags),
            frozenset(item for flag in self.flags for item in flag.rule.denied()),
            {item: index for index, finding in enumerate(self.findings) for item in finding.items},
            max((node.level for node in self.nodes), default=0),
        )
        object.__setattr__(self, "derived", derived)

    def _check(self) -> None:
        bands = len(self.ages) + 1
        width = len(LEVELS)
        if len(self.loss) != width or any(len(row) != width for row in self.loss):
            raise ValueError("the loss matrix is square over the levels")
        if any(len(node.base) != bands or not 0 <= node.level < width for node in self.nodes):
            raise ValueError("a node has one base for each age band and a level")
        for finding in self.findings:
            if any(len(leak) != bands for leak in finding.leak) or len(finding.q) != len(finding.leak):
                raise ValueError(f"{finding.id}: leak and q have one row a threshold")
            if any(len(row) != len(finding.parents) for row in finding.q):
                raise ValueError(f"{finding.id}: one q for each parent")
        if len(self.page_surprise) != len(self.pages):
            raise ValueError("each page has the mean and the variance of its surprise")
        if any(len(risk.exposed) != bands for risk in self.risks):
            raise ValueError("a risk factor has one exposure for each age band")

    @property
    def unexplained(self) -> int:
        """The index of the node that stands for what the pack does not explain."""
        return len(self.nodes) - 1

    def page(self, name: PageId) -> Page:
        """Return a page by its id.

        Raises:
            KeyError: where there is none of this id.
        """
        for page in self.pages:
            if page.id == name:
                return page
        raise KeyError(name)

    def age_band(self, age: float | None) -> int:
        """The band of an age in years; the last one where the age is unknown."""
        if age is None:
            return len(self.ages)
        for index, (low, high) in enumerate(self.ages):
            if low <= int(age) <= high:
                return index
        return len(self.ages) - 1


def _needs_items(rule: Rule) -> bool:
    """Return whether a rule is false while none of its items is there."""
    return not rule.denies() and truth(rule, lambda _: False, lambda _: None) is False
