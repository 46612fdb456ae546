"""The value of a question: by its definition, one answer after the other, against what the engines compute."""

from __future__ import annotations

import random

import pytest

from lib.people import some_answers
from unblush.compiled.arrays import Numbers
from unblush.engine.backend import PLAIN, engine_named
from unblush.engine.evidence import Observation, situate, weigh
from unblush.engine.facts import open_pages, read_facts
from unblush.engine.mixture import EXACT_UP_TO, mixture_of
from unblush.engine.prospects import Prospects, entropy
from unblush.engine.value import least_loss
from unblush.vocabulary import PageKind


def by_conditioning(numbers: Numbers, situation, row: int) -> tuple[float, float]:
    """Return the expected fall of risk and of entropy from one tick finding, by inferring again for each answer."""
    finding = numbers.findings[row]
    priors, band, seen = situation.priors.now, situation.band, list(situation.observations)

    def look(extra: list[Observation]) -> tuple[float, float, float]:
        posterior = PLAIN.infer(numbers, weigh(numbers, priors, band, [*seen, *extra]))
        return posterior.log_evidence, least_loss(posterior.need, numbers.loss)[1], entropy(list(posterior.marginals))

    import math

    whole, risk, spread = look([])
    none, risk_no, spread_no = look([Observation(row, 0, weak=True)])
    share = math.exp(none - whole)
    # "ticked" is the complement of "left unticked": mix it back by total probability
    posterior = PLAIN.infer(numbers, weigh(numbers, priors, band, seen))
    without = PLAIN.infer(numbers, weigh(numbers, priors, band, [*seen, Observation(row, 0, weak=True)]))
    need = [(n - share * w) / (1 - share) for n, w in zip(posterior.need, without.need, strict=True)]
    marginals = [(m - share * w) / (1 - share) for m, w in zip(posterior.marginals, without.marginals, strict=True)]
    del finding
    clip = [min(max(m, 0.0), 1.0) for m in marginals]
    risk_yes = least_loss([min(max(n, 0.0), 1.0) for n in need], numbers.loss)[1]
    return (
        risk - share * risk_no - (1 - share) * risk_yes,
        spread - share * spread_no - (1 - share) * entropy(clip),
    )


@pytest.mark.parametrize("name", ["plain", "numpy"])
@pytest.mark.parametrize("seed", range(12))
def test_values_equal_conditioning_on_every_answer(numbers: Numbers, name: str, seed: int) -> None:
    engine = engine_named(name)
    answers = some_answers(numbers, random.Random(seed), 3 + seed % 4)
    facts = read_facts(numbers, answers)
    situation = situate(numbers, facts)
    evidence = situation.evidence()
    posterior = engine.infer(numbers, evidence)
    leading = engine.leading(evidence, posterior)
    exact = len(evidence.positives) <= EXACT_UP_TO
    mixture = mixture_of(evidence, posterior, leading)
    builder = Prospects(situation)
    pages = [i for i in open_pages(numbers, facts) if numbers.pages[i].kind is PageKind.TICK]
    values = engine.item_values(numbers, mixture, [builder.of_page(i) for i in pages], 0, 0, {})
    rows = {finding.id: row for row, finding in enumerate(numbers.findings) if len(finding.leak) == 1}
    checked = 0
    for value in values:
        if value.name not in rows:
            continue
        risk, spread = by_conditioning(numbers, situation, rows[value.name])
        # beyond EXACT_UP_TO positives only the leading sets are weighed; what they leave out bounds the error
        off = 1e-6 if exact else (1 - mixture.covered) * 8 + 1e-6
        assert value.risk_falls == pytest.approx(risk, abs=off * 20)
        assert value.entropy_falls == pytest.approx(spread, abs=off * 20)
        checked += 1
    assert checked > 0


def test_values_are_never_negative_where_they_are_exact(numbers: Numbers) -> None:
    """Information cannot hurt: the expected risk after an answer is at most the risk before."""
    for seed in range(10):
        facts = read_facts(numbers, some_answers(numbers, random.Random(seed), 3))
        situation = situate(numbers, facts)
        evidence = situation.evidence()
        if len(evidence.positives) > EXACT_UP_TO:
            continue
        posterior = PLAIN.infer(numbers, evidence)
        mixture = mixture_of(evidence, posterior, PLAIN.leading(evidence, posterior))
        builder = Prospects(situation)
        pages = [builder.of_page(i) for i in open_pages(numbers, facts)]
        for value in PLAIN.item_values(numbers, mixture, pages, 0, 0, {}):
            if numbers.pages[value.page].kind is PageKind.TICK and value.name not in {r.id for r in numbers.risks}:
                assert value.risk_falls >= -1e-9
