"""Every engine against oracles that share no code with it: listing, pyAgrum, and Quickscore at sixty digits."""

from __future__ import annotations

import math
import random
import warnings
from collections import Counter

import mpmath
import pytest
from hypothesis import given

from lib.networks import brute_force, distance, random_evidence, small_evidence, with_levels
from unblush.compiled.arrays import Numbers
from unblush.compiled.store import CompiledPack
from unblush.engine import frontier
from unblush.engine.backend import Engine
from unblush.engine.evidence import Evidence, Positive, gather
from unblush.engine.facts import read_facts
from unblush.engine.frontier import infer
from unblush.vocabulary import ComplaintKind

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pyagrum as gum

CLOSE = 1e-9


@given(small_evidence())
def test_every_engine_equals_listing_all_assignments(
    engine: Engine, tiny_numbers: Numbers, drawn: tuple[list[int], Evidence]
) -> None:
    levels, evidence = drawn
    numbers = with_levels(tiny_numbers, levels)
    assert distance(engine.infer(numbers, evidence), brute_force(levels, evidence)) < CLOSE


@given(small_evidence())
def test_the_narrow_order_equals_listing_too(tiny_numbers: Numbers, drawn: tuple[list[int], Evidence]) -> None:
    """Beyond twelve bits nodes are visited in another order and the need is computed in another way."""
    levels, evidence = drawn
    numbers = with_levels(tiny_numbers, levels)
    before = frontier.LEVEL_ORDER_UP_TO
    frontier.LEVEL_ORDER_UP_TO = -1
    try:
        assert distance(infer(numbers, evidence), brute_force(levels, evidence)) < CLOSE
    finally:
        frontier.LEVEL_ORDER_UP_TO = before


def agrum_marginals(evidence: Evidence) -> list[float]:
    """Return the marginals by pyAgrum's LazyPropagation; findings with many parents are divorced into OR chains."""
    net = gum.BayesNet()
    for i, p in enumerate(evidence.chance):
        net.add(gum.LabelizedVariable(f"c{i}", "", 2))
        net.cpt(f"c{i}").fillWith([1 - p, p])
    observed = {}
    rows = [(p.keep, list(p.spare)) for p in evidence.positives]
    if evidence.complaint:
        rows.append((1.0, [(i, 0.0) for i in range(len(evidence.chance))]))
    for f, (keep, parents) in enumerate(rows):
        before = None
        for j, (node, spare) in enumerate(parents):
            name = f"f{f}_{j}"
            net.add(gum.LabelizedVariable(name, "", 2))
            net.addArc(f"c{node}", name)
            if before is not None:
                net.addArc(before, name)
            for on in (0, 1):
                rest = spare if on else 1.0
                if before is None:
                    net.cpt(name)[{f"c{node}": on}] = [keep * rest, 1 - keep * rest]
                else:
                    net.cpt(name)[{f"c{node}": on, before: 0}] = [rest, 1 - rest]
                    net.cpt(name)[{f"c{node}": on, before: 1}] = [0.0, 1.0]
            before = name
        observed[before] = 1
    engine = gum.LazyPropagation(net)
    engine.setTargets({f"c{i}" for i in range(len(evidence.chance))})
    engine.setEvidence(observed)
    engine.makeInference()
    return [engine.posterior(f"c{i}")[1] for i in range(len(evidence.chance))]


@pytest.mark.parametrize("positives", [0, 1, 3, 5, 8, 12, 16, 20])
def test_generated_people_agree_with_pyagrum(engine: Engine, tiny_numbers: Numbers, positives: int) -> None:
    """Forty conditions, findings with up to six parents; CI takes a sample, the benchmark a thousand people."""
    rng = random.Random(positives)
    numbers = with_levels(tiny_numbers, [rng.randrange(6) for _ in range(40)])
    for _ in range(3):
        evidence = random_evidence(rng, 40, positives, 6)
        mine = engine.infer(numbers, evidence)
        assert mine.exact
        theirs = agrum_marginals(evidence)
        assert max(abs(a - b) for a, b in zip(mine.marginals, theirs, strict=True)) < CLOSE


def quickscore(evidence: Evidence) -> list[float]:
    """Return the marginals by Quickscore (Heckerman 1989) in sixty digits, where its cancellation does no harm."""
    with mpmath.workdps(60):
        chance = [mpmath.mpf(p) for p in evidence.chance]
        rows = [(mpmath.mpf(p.keep), dict(p.spare)) for p in evidence.positives]
        if evidence.complaint:
            rows.append((mpmath.mpf(1), dict.fromkeys(range(len(chance)), 0.0)))
        total = mpmath.mpf(0)
        joint = [mpmath.mpf(0)] * len(chance)
        for subset in range(1 << len(rows)):
            term = mpmath.mpf(1)
            spare = [mpmath.mpf(1)] * len(chance)
            for f, (keep, parents) in enumerate(rows):
                if subset >> f & 1:
                    term *= -keep
                    for node, value in parents.items():
                        spare[node] *= mpmath.mpf(value)
            each = [1 - p + p * s for p, s in zip(chance, spare, strict=True)]
            for value in each:
                term *= value
            total += term
            for i, p in enumerate(chance):
                joint[i] += term * p * spare[i] / each[i]
        return [float(value / total) for value in joint]


@pytest.mark.parametrize("positives", [2, 6, 9])
def test_findings_with_thirty_parents_agree_with_quickscore(
    engine: Engine, tiny_numbers: Numbers, positives: int
) -> None:
    rng = random.Random(100 + positives)
    numbers = with_levels(tiny_numbers, [rng.randrange(6) for _ in range(31)])
    evidence = random_evidence(rng, 31, positives, 30)
    mine = engine.infer(numbers, evidence)
    assert max(abs(a - b) for a, b in zip(mine.marginals, quickscore(evidence), strict=True)) < CLOSE


def test_the_shipped_pack_agrees_with_pyagrum_and_quickscore(engine: Engine, pack: CompiledPack, written) -> None:
    """Real people of the cases, with all their hubs: both oracles, up to ten positives."""
    from unblush.engine.turn import take_turn
    from unblush.evaluation.play import reply

    compared: Counter[str] = Counter()
    explained = {name for name, numbers in pack.numbers.items() if numbers.kind is ComplaintKind.EXPLAIN}
    for case in [case for case in written.pack.cases.values() if case.complaint in explained][::29]:
        numbers = pack.numbers[case.complaint]
        pages = {page.id: page for page in numbers.pages}
        answers: dict = {}
        while (turn := take_turn(numbers, answers, engine)).next_page is not None:
            answers[turn.next_page] = reply(case, pages[turn.next_page], turn.facts)
        evidence = gather(numbers, read_facts(numbers, answers))
        if len(evidence.positives) > 10:
            continue
        mine = engine.infer(numbers, evidence).marginals
        oracles = [agrum_marginals(evidence)]
        if len(evidence.positives) <= 7:
            oracles.append(quickscore(evidence))
        for theirs in oracles:
            assert max(abs(a - b) for a, b in zip(mine, theirs, strict=True)) < CLOSE, case.id
        compared[case.complaint] += 1
    assert compared["penile_fluid"] >= 8
    assert compared["vaginal_fluid"] >= 2


def test_more_than_sixty_four_conditions_work(engine: Engine, tiny_numbers: Numbers) -> None:
    rng = random.Random(7)
    numbers = with_levels(tiny_numbers, [rng.randrange(6) for _ in range(150)])
    evidence = random_evidence(rng, 150, 8, 12)
    mine = engine.infer(numbers, evidence)
    theirs = agrum_marginals(evidence)
    assert max(abs(a - b) for a, b in zip(mine.marginals, theirs, strict=True)) < CLOSE


def test_too_wide_a_table_says_that_it_is_approximate(tiny_numbers: Numbers) -> None:
    numbers = with_levels(tiny_numbers, [1] * 30)
    everywhere = tuple((i, 0.5) for i in range(30))
    positives = tuple(Positive(f, 0.99, everywhere) for f in range(frontier.WIDEST + 2))
    answer = infer(numbers, Evidence((0.05,) * 30, positives, 0.0))
    assert not answer.exact
    assert math.isfinite(answer.log_evidence)
