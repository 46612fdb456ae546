"""Does a sentence assert a claim or deny it? Similarity cannot tell: a contradiction is more alike than a paraphrase.

What turns a sentence is noted: negators, frames such as "it is a myth that", and words that pull one of two ways
(harmless, harmful). The same is noted for every phrasing of the claim, whose stance is known. Each phrasing votes for
its own stance, turned where the sentence is turned otherwise; a small logistic sum weighs the votes with the rest.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from unblush.compiled.ledger import Signature

FEATURES: Final = ("vote", "nearest", "words", "parity", "frame", "poles")


class Stance(StrEnum):
    """What a sentence does with a claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A phrasing of a claim: its stance (+1 asserts, -1 denies) and what turns it."""

    text: str
    label: int
    signature: Signature


def stance_features(
    sentence: Signature, phrasings: Sequence[Phrasing], alike: Sequence[float], by_words: Sequence[float]
) -> tuple[float, ...]:
    """Return the features of a sentence beside the phrasings of a claim, each positive where it speaks for asserting.

    `alike` are character n-gram cosines, `by_words` cosines over whole words, of the sentence and each phrasing.
    """
    own = sentence.poles
    total = weights = 0.0
    for phrasing, similarity in zip(phrasings, alike, strict=True):
        other = phrasing.signature.poles
        turned = sentence.turned != phrasing.signature.turned
        for axis in own.keys() & other.keys():
            turned ^= own[axis] != other[axis]
        weight = similarity**2 * 0.6 ** len(own.keys() ^ other.keys())
        total += weight * phrasing.label * (-1 if turned else 1)
        weights += weight
    says = [phrasing for phrasing in phrasings if phrasing.label > 0]
    parity = sum(-1 if sentence.turned != one.signature.turned else 1 for one in says) / len(says) if says else 0.0
    poles = [own[axis] * one.signature.poles[axis] for one in says for axis in own.keys() & one.signature.poles.keys()]
    return (
        total / weights if weights else 0.0,
        _best(phrasings, alike, 1) - _best(phrasings, alike, -1),
        _best(phrasings, by_words, 1) - _best(phrasings, by_words, -1),
        parity,
        -1.0 if sentence.framed else 0.0,
        sum(poles) / len(poles) if poles else 0.0,
    )


def stance_score(features: Sequence[float], weights: Mapping[str, float]) -> float:
    """Return the stance in [-1, 1]: twice the calibrated chance of asserting, less one."""
    z = weights.get("bias", 0.0) + sum(
        weights.get(name, 0.0) * value for name, value in zip(FEATURES, features, strict=True)
    )
    return math.tanh(z / 2)


def _best(phrasings: Sequence[Phrasing], alike: Sequence[float], label: int) -> float:
    values = [value for phrasing, value in zip(phrasings, alike, strict=True) if phrasing.label == label]
    return max(values, default=0.0)
