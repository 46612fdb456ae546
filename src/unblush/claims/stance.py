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

from unblush.compiled.ledger import StanceWords
from unblush.compiled.terms import TermIndex, words_of

SHORT: Final = 9
"""Words below which a line without a final stop is a headline or a link, which promises and does not say."""

FEATURES: Final = ("vote", "nearest", "words", "parity", "frame", "poles")


class Stance(StrEnum):
    """What a sentence does with a claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Signature:
    """What turns a sentence: negated or not, in a frame that calls it false, and the pole of each axis it touches."""

    negated: bool
    framed: bool
    poles: Mapping[int, int]
    reported: bool
    asked: bool
    headline: bool

    @property
    def says_nothing(self) -> bool:
        """Whether it only asks, announces, or reports what others say."""
        return self.asked or self.reported or self.headline

    @property
    def turned(self) -> bool:
        """Whether the sentence as a whole denies what its words say."""
        return self.negated != self.framed


class StanceReader:
    """Reads what turns a text, by the stance words of a pack."""

    def __init__(self, stance: StanceWords) -> None:
        self._kind: dict[str, list[tuple[str, int, int]]] = {}
        rows: list[tuple[str, int, int, tuple[str, ...]]] = [
            ("negator", 0, 0, stance.negators),
            ("idle", 0, 0, stance.not_negators),
            ("frame", 0, 0, stance.false_frames),
            ("reported", 0, 0, stance.reported),
        ]
        for number, axis in enumerate(stance.axes):
            rows += [("axis", number, 1, axis.one), ("axis", number, -1, axis.other)]
        for kind, number, pole, terms in rows:
            for term in terms:
                self._kind.setdefault(term, []).append((kind, number, pole))
        idle = set(stance.not_negators)
        self._index = TermIndex([term for term in self._kind if term not in idle])
        self._idle = TermIndex(idle, gap=0)  # "cannot wait until" holds no "not until"

    def read(self, text: str) -> Signature:
        """Return what turns a text. Words inside a frame or an idle phrase negate nothing by themselves."""
        words = words_of(text)
        found = self._index.find(words) | self._idle.find(words)
        kinds: dict[str, list[tuple[str, int]]] = {}
        poles: dict[int, int] = {}
        covered: set[int] = set()
        for term, places in found.items():
            for kind, number, pole in self._kind[term]:
                kinds.setdefault(kind, []).extend((term, place) for place in places)
                if kind == "axis":
                    poles[number] = poles.get(number, 0) + pole * len(places)
                elif kind in ("frame", "idle"):
                    span = len(term.split())
                    covered.update(place + i for place in places for i in range(span))
        negations = [place for term, place in kinds.get("negator", ()) if place not in covered or len(term.split()) > 1]
        return Signature(
            negated=bool(negations),
            framed="frame" in kinds,
            poles={number: 1 if pull > 0 else -1 for number, pull in poles.items() if pull},
            reported="reported" in kinds and "frame" not in kinds,
            asked=text.rstrip().endswith("?"),
            headline=not text.rstrip().endswith((".", "!", "?", '"', "\u201d", ")", ";", ":")) and len(words) < SHORT,
        )


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
