"""Redraws the numbers of a pack within their uncertainty, from a seed that is the pack's own digest."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping

from unblush.authoring.model.pack import Complaint, Pack
from unblush.authoring.model.record import Chance, GradedChance, OddsRatio, Share
from unblush.compiled.arrays import Numbers
from unblush.compiled.bank import Bank, pack_draws

_WIDE = 2 * 1.645  # a written range is read as the middle 90 % of a log-normal


def draw_bank(pack: Pack, complaint: Complaint, numbers: Numbers, seed: str) -> Bank:
    """Return the bank of redraws of one complaint, laid out as `compiled.bank` says.

    A probability is redrawn from Beta(p n, (1-p) n), n by its strength; a share or an odds ratio by its written
    range, or else by the same n.
    """
    rng = random.Random(seed)
    honesty = pack.manifest.honesty
    worth: dict[str, float] = {strength: people for strength, people in honesty.concentration.items()}  # noqa: C416
    return pack_draws([_one(pack, complaint, numbers, worth, rng) for _ in range(honesty.redraws)])


def _one(
    pack: Pack, complaint: Complaint, numbers: Numbers, worth: Mapping[str, float], rng: random.Random
) -> list[float]:
    draw: list[float] = []
    conditions = pack.nodes(complaint.id)
    for condition in conditions:
        spread_of = [condition.prevalence, condition.complaints[complaint.id]]
        draw.append(sum(rng.gauss(0.0, _log_sd(number, worth)) for number in spread_of if number is not None))
        for ratio in condition.risk_factors.values():
            draw.append(rng.gauss(0.0, _log_sd(ratio, worth)))
    draw.append(rng.gauss(0.0, 0.5))  # the unexplained: nobody wrote it, so it moves widely
    graded_or_item = {item.id: item for page in pack.pages.values() for item in page.items}
    for finding in numbers.findings:
        item = graded_or_item.get(finding.id)
        for threshold in range(len(finding.leak)):
            sd = _log_sd(item.leak, worth) if item is not None and item.leak is not None else 0.4
            draw.append(math.exp(rng.gauss(0.0, sd)))
            for parent, q in zip(finding.parents, finding.q[threshold], strict=True):
                if parent == numbers.unexplained:
                    draw.append(q)
                    continue
                link = conditions[parent].findings[finding.id]
                n = worth[link.graded]
                draw.append(rng.betavariate(max(q * n, 0.05), max((1 - q) * n, 0.05)))
    return draw


def _log_sd(number: Share | Chance | GradedChance | OddsRatio, worth: Mapping[str, float]) -> float:
    """Return the standard deviation of the log of a number."""
    if number.range is not None and number.range[0] > 0:
        return max(math.log(number.range[1] / number.range[0]) / _WIDE, 0.01)
    if isinstance(number, OddsRatio):
        return 2 / math.sqrt(worth[number.graded])
    p = number.value if isinstance(number, Share) else number.p if isinstance(number, Chance) else number.p[0]
    return math.sqrt((1 - p) / max(p * worth[number.graded], 0.05))
