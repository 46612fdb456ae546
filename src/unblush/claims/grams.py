"""How alike two texts are: cosines of character n-grams and of words, standard library alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from unblush.compiled.ledger import Rarity
from unblush.compiled.terms import grams_of, rarity_of, words_of

Vector = Mapping[str, float]


class Likeness:
    """Vectors of length one: tf is 1 + log n, idf from the texts it was made of; what they never held is rare."""

    def __init__(self, rarity: Rarity) -> None:
        self._grams, self._words, self._total = rarity.grams, rarity.words, rarity.texts

    @classmethod
    def over(cls, texts: Sequence[str]) -> Likeness:
        """Count how rare grams and words are over some texts."""
        return cls(rarity_of(texts))

    def grams(self, text: str) -> Vector:
        """Return the vector of the character n-grams of a text."""
        return self._vector(grams_of(words_of(text)), self._grams)

    def words(self, text: str) -> Vector:
        """Return the vector of the words of a text, single and in pairs."""
        words = words_of(text)
        pairs = [f"{a} {b}" for a, b in pairwise(words)]
        return self._vector(Counter([*words, *pairs]), self._words)

    def _vector(self, counts: Counter[str], seen: Mapping[str, int]) -> Vector:
        raw = {
            key: (1.0 + math.log(n)) * (math.log((1 + self._total) / (1 + seen.get(key, 0))) + 1.0)
            for key, n in counts.items()
        }
        length = math.sqrt(sum(value * value for value in raw.values()))
        return {key: value / length for key, value in raw.items()} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    """Return the cosine of two vectors of length one."""
    if len(b) < len(a):
        a, b = b, a
    return sum(value * b[key] for key, value in a.items() if key in b)
