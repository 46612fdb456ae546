"""Do the answers fit anything we know? The posterior of "unexplained", and how surprising the answers are."""

from __future__ import annotations

import math
from collections.abc import Mapping

from unblush.compiled.arrays import Numbers
from unblush.engine.backend import Engine
from unblush.engine.evidence import Observation, situate, weigh
from unblush.engine.facts import Facts
from unblush.engine.frontier import Posterior
from unblush.result import Fit


def judge_fit(numbers: Numbers, facts: Facts, posterior: Posterior, engine: Engine) -> Fit:
    """Return the fit; poor where "unexplained" passes its threshold or the surprise its cut-off."""
    unexplained = posterior.marginals[numbers.unexplained]
    surprise = standardise(numbers, page_surprises(numbers, facts, engine))
    policy = numbers.policy
    return Fit(unexplained, surprise, unexplained > policy.unexplained_threshold or surprise > policy.surprise_cut_off)


def page_surprises(numbers: Numbers, facts: Facts, engine: Engine) -> dict[int, float]:
    """Return -log P(answer | complaint, age, risk factors) of each answered page with findings, in nats.

    A page is one unit, because its items hang together: where fluid always comes at some moment, "none of these" to
    when it comes is surprising although each single no is not.
    """
    situation = situate(numbers, facts)
    by_page: dict[int, list[Observation]] = {}
    for seen in situation.observations:
        by_page.setdefault(numbers.findings[seen.finding].page, []).append(seen)
    priors, band = situation.priors.now, situation.band
    alone = engine.infer(numbers, weigh(numbers, priors, band, ())).log_evidence
    return {
        page: alone - engine.infer(numbers, weigh(numbers, priors, band, seen)).log_evidence
        for page, seen in by_page.items()
    }


def standardise(numbers: Numbers, surprises: Mapping[int, float]) -> float:
    """Return the summed surprise in standard deviations above its mean, over the pages whose mean is known.

    The pages are summed as if independent, which they are not; so the cut-off is simulated too.
    """
    mean = variance = total = 0.0
    for page, surprise in surprises.items():
        m, v = numbers.page_surprise[page]
        if v > 0.0:
            mean, variance, total = mean + m, variance + v, total + surprise
    return (total - mean) / math.sqrt(variance) if variance > 0.0 else 0.0
