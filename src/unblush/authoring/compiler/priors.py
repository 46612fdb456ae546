"""Priors: prevalence x how often the condition shows itself, with risk factors as odds ratios against the unexposed.

The unexposed baseline is solved so that the average over exposures equals the prevalence (`inference.md`).
"""

from __future__ import annotations

import math
from itertools import product
from typing import Final

from unblush.authoring.compiler.ages import bands_of, shares_of, spread
from unblush.authoring.model.condition import Condition
from unblush.authoring.model.pack import LEVEL_NAMES, Complaint, Pack
from unblush.authoring.model.record import Share
from unblush.compiled.arrays import Node, Risk
from unblush.vocabulary import ConditionId, ItemId

SMALLEST: Final = 1e-9


def compile_risks(pack: Pack, complaint: Complaint, page_index: dict[str, int]) -> tuple[Risk, ...]:
    """Return the risk factors asked about in a complaint, in page order."""
    bands, shares = bands_of(pack.manifest), shares_of(pack.manifest)
    nodes = pack.nodes(complaint.id)
    risks = []
    for page_id, index in page_index.items():
        for item in pack.pages[page_id].items:
            if item.exposed is not None:
                linked = tuple(i for i, node in enumerate(nodes) if item.id in node.risk_factors)
                risks.append(Risk(ItemId(item.id), index, spread(item.exposed, bands, shares), linked))
    return tuple(risks)


def compile_nodes(pack: Pack, complaint: Complaint, risks: tuple[Risk, ...]) -> tuple[Node, ...]:
    """Return one node a condition, and last the node of the unexplained."""
    bands, shares = bands_of(pack.manifest), shares_of(pack.manifest)
    row = {risk.id: index for index, risk in enumerate(risks)}
    nodes: list[Node] = []
    marginal = [1.0] * (len(bands) + 1)  # chance that no condition produces the complaint, by band
    for condition in pack.nodes(complaint.id):
        prevalence = spread(_prevalence(condition), bands, shares)
        links = tuple((row[ItemId(name)], math.log(r.odds_ratio)) for name, r in condition.risk_factors.items())
        base = tuple(
            solve_base(max(prevalence[a], SMALLEST), [(risks[r].exposed[a], odds) for r, odds in links])
            for a in range(len(bands) + 1)
        )
        shows = condition.complaints[complaint.id].p
        level = LEVEL_NAMES.index(condition.urgency.level)
        nodes.append(Node(ConditionId(condition.id), level, shows, base, links))
        marginal = [rest * (1 - shows * p) for rest, p in zip(marginal, prevalence, strict=True)]
    share = complaint.unexplained.share
    # P(unexplained | complaint) = share  <=>  leak = share (1 - K) / (1 - share K), K = P(nothing produces it)
    leaks = [max(share * (1 - k) / (1 - share * k), SMALLEST) for k in marginal]
    nodes.append(
        Node(
            ConditionId("unexplained"),
            LEVEL_NAMES.index(complaint.unexplained.urgency),
            1.0,
            tuple(_logit(leak) for leak in leaks),
            (),
        )
    )
    return tuple(nodes)


def solve_base(prevalence: float, exposures: list[tuple[float, float]]) -> float:
    """Return the log-odds of the unexposed for which the average over independent exposures is the prevalence.

    `exposures` pairs the chance of exposure with its log odds ratio. Bisection to 1e-12 in log-odds.
    """
    mixture = []
    for combination in product((0, 1), repeat=len(exposures)):
        weight, shift = 1.0, 0.0
        for on, (exposed, log_odds) in zip(combination, exposures, strict=True):
            weight *= exposed if on else 1 - exposed
            shift += log_odds * on
        if weight > 0:
            mixture.append((weight, shift))
    low, high = -40.0, 40.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        if sum(weight * _expit(middle + shift) for weight, shift in mixture) < prevalence:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _prevalence(condition: Condition) -> Share:
    if condition.prevalence is None:
        raise ValueError(f"{condition.id} is a node without a prevalence")  # the model does not let this exist
    return condition.prevalence


def _logit(p: float) -> float:
    return math.log(p / (1 - p))


def _expit(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
