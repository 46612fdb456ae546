"""Why: base rate, age, risk factors, the complaint, then each answer's weight of evidence, in nats (Good 1950).

The answers are taken in greedy order: next the one with the largest weight given those before, ties by id, never in
the order in which they were asked. What is ticked stands alone; what was left unticked on a page stands together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unblush.compiled.arrays import Numbers
from unblush.engine.backend import Engine
from unblush.engine.evidence import Observation, Situation, situate, weigh
from unblush.engine.facts import Facts
from unblush.engine.priors import Exposure, node_prior
from unblush.result import Contribution, PartKind, Waterfall
from unblush.vocabulary import ItemId


@dataclass(frozen=True, slots=True)
class _Unit:
    items: tuple[ItemId, ...]
    observations: tuple[Observation, ...]
    absent: bool


def explain(numbers: Numbers, facts: Facts, node: int, engine: Engine) -> Waterfall:
    """Return the waterfall of one node; its parts add up to the posterior log-odds."""
    parts: list[Contribution] = []
    unknown_age = len(numbers.ages)
    at = _logit(node_prior(numbers, numbers.nodes[node], unknown_age, {}))
    parts.append(Contribution(PartKind.BASE_RATE, (), absent=False, nats=at))
    situation = situate(numbers, facts)
    band = situation.band
    if band != unknown_age:
        at = _step(parts, PartKind.AGE, (), _logit(node_prior(numbers, numbers.nodes[node], band, {})), at)
    at = _risk_factors(numbers, node, band, situation.states, parts, at)

    priors = situation.priors.now
    units = _units(situation)

    def log_odds(chosen: Sequence[_Unit]) -> float:
        seen = [observation for unit in chosen for observation in unit.observations]
        return _logit(engine.infer(numbers, weigh(numbers, priors, band, seen)).marginals[node])

    taken: list[_Unit] = []
    at = _step(parts, PartKind.COMPLAINT, (), log_odds(taken), at)
    while units:
        reached = {unit: log_odds([*taken, unit]) for unit in units}
        best = min(units, key=lambda unit: (-abs(reached[unit] - at), unit.items))
        at = _step(parts, PartKind.FINDING, best.items, reached[best], at, absent=best.absent)
        taken.append(best)
        units.remove(best)
    return Waterfall(numbers.nodes[node].id, tuple(parts), at)


def _risk_factors(
    numbers: Numbers, node: int, band: int, states: Mapping[int, Exposure], parts: list[Contribution], at: float
) -> float:
    """Add the known risk factors of the node, each given those before, in the pack's order."""
    row = numbers.nodes[node]
    known: dict[int, Exposure] = {}
    for risk, _ in row.risks:
        if states.get(risk) is not None:
            known[risk] = states[risk]
            reached = _logit(node_prior(numbers, row, band, known))
            at = _step(parts, PartKind.RISK_FACTOR, (numbers.risks[risk].id,), reached, at, absent=not states[risk])
    return at


def _step(
    parts: list[Contribution],
    kind: PartKind,
    items: tuple[ItemId, ...],
    reached: float,
    at: float,
    *,
    absent: bool = False,
) -> float:
    parts.append(Contribution(kind, items, absent, reached - at))
    return reached


def _units(situation: Situation) -> list[_Unit]:
    numbers, facts = situation.numbers, situation.facts
    units: list[_Unit] = []
    absent: dict[int, list[Observation]] = {}
    for seen in situation.observations:
        finding = numbers.findings[seen.finding]
        if seen.value:
            ticked = tuple(item for item in finding.items if facts.item(item))
            units.append(_Unit(ticked, (seen,), absent=False))
        elif finding.parents:
            absent.setdefault(finding.page, []).append(seen)
    for observations in absent.values():
        items = tuple(item for seen in observations for item in numbers.findings[seen.finding].items)
        units.append(_Unit(items, tuple(observations), absent=True))
    return units


def _logit(p: float) -> float:
    p = min(max(p, 1e-15), 1.0 - 1e-15)
    return math.log(p) - math.log1p(-p)
