"""Facts to evidence: a chance for each node after the absent findings, and the findings that are present."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from unblush.compiled.arrays import Numbers
from unblush.engine.facts import Facts, Known
from unblush.engine.priors import Exposure, PriorTable, prior_table
from unblush.vocabulary import AGE


@dataclass(frozen=True, slots=True)
class Positive:
    """A present finding as the factor 1 - keep * prod over nodes that are on of spare[node]."""

    finding: int
    keep: float
    spare: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the engines read. `chance[i]` already holds priors, risk factors and absent findings.

    `log_scale` is the log of what was divided out, so that log P(e) = log_scale + log of the engine's total.
    """

    chance: tuple[float, ...]
    positives: tuple[Positive, ...]
    log_scale: float
    complaint: bool = True


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing observed of the network: a finding and its value, weakly for an unticked one."""

    finding: int
    value: int
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """One person as the network sees them: age band, risk factors, priors and observed findings, worked out once."""

    numbers: Numbers
    facts: Facts
    band: int
    states: Mapping[int, Exposure]
    priors: PriorTable
    observations: tuple[Observation, ...]

    def evidence(self, without: Iterable[int] = ()) -> Evidence:
        """Return the evidence, leaving out the findings in `without`."""
        left_out = set(without)
        seen = [o for o in self.observations if o.finding not in left_out]
        return weigh(self.numbers, self.priors.now, self.band, seen)


def situate(numbers: Numbers, facts: Facts) -> Situation:
    """Return the situation of a person."""
    band = numbers.age_band(facts.numbers.get(AGE))
    states = {
        # a choice passed over is a no, for choices exclude each other
        index: state is Known.PRESENT
        for index, risk in enumerate(numbers.risks)
        if (state := facts.items.get(risk.id)) is not None
    }
    return Situation(numbers, facts, band, states, prior_table(numbers, band, states), observe(numbers, facts))


def gather(numbers: Numbers, facts: Facts) -> Evidence:
    """Return the evidence of the facts."""
    return situate(numbers, facts).evidence()


def observe(numbers: Numbers, facts: Facts) -> tuple[Observation, ...]:
    """Return the observed findings, in the pack's order, so that the order of answers cannot matter."""
    items = facts.items
    observations = []
    finding_of = numbers.derived.finding_of
    for index in sorted({finding_of[item] for item in items if item in finding_of}):
        finding = numbers.findings[index]
        known = [items.get(item) for item in finding.items]
        present = known.count(Known.PRESENT)
        if present:
            observations.append(Observation(index, min(present, len(finding.leak))))
        elif all(state in (Known.ABSENT, Known.UNTICKED) for state in known):
            observations.append(Observation(index, 0, weak=Known.UNTICKED in known))
    return tuple(observations)


def weigh(
    numbers: Numbers, priors: Sequence[float], band: int, observations: Iterable[Observation], *, complaint: bool = True
) -> Evidence:
    """Fold observations into chances and positives.

    An absent finding multiplies the odds of each parent by 1-q (q x recall where it was only left unticked). A graded
    finding seen once is P(F<=1) - P(F=0): the first folds in, the ratio of the two becomes a positive.
    """
    odds = [1.0] * len(priors)
    log_scale = 0.0
    positives = []
    for seen in observations:
        finding = numbers.findings[seen.finding]
        if seen.value == 0:
            recall = numbers.policy.recall if seen.weak else 1.0
            log_scale += math.log1p(-finding.leak[0][band] * recall)
            for parent, q in zip(finding.parents, finding.q[0], strict=True):
                odds[parent] *= 1.0 - q * recall
            continue
        top = len(finding.leak)
        keep = 1.0 - finding.leak[seen.value - 1][band]
        spare = {parent: 1.0 - q for parent, q in zip(finding.parents, finding.q[seen.value - 1], strict=True)}
        if seen.value < top:
            ceiling = 1.0 - finding.leak[seen.value][band]
            log_scale += math.log(ceiling)
            keep /= ceiling
            for parent, q in zip(finding.parents, finding.q[seen.value], strict=True):
                odds[parent] *= 1.0 - q
                spare[parent] /= 1.0 - q
        positives.append(Positive(seen.finding, keep, tuple((n, s) for n, s in spare.items() if s < 1.0)))
    chance = []
    for prior, factor in zip(priors, odds, strict=True):
        whole = 1.0 - prior + prior * factor
        log_scale += math.log(whole)
        chance.append(prior * factor / whole)
    return Evidence(tuple(chance), tuple(positives), log_scale, complaint)
