"""How alike two texts are: cosines of their character n-grams and of their words, standard library alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from unblush.compiled.bags import grams_of, rarity_of
from unblush.compiled.ledger import Rarity
from unblush.compiled.terms import words_of


@dataclass(frozen=True, slots=True)
class Bag:
    """What a text is made of, each thing once, and the length of its vector."""

    keys: frozenset[str]
    length: float


class Space:
    """Vectors of texts: each thing that a text holds weighs its rarity; what was never counted is the rarest.

    That a thing stands twice in a sentence is not counted, so that what two texts share is one intersection of sets.
    """

    def __init__(self, seen: Mapping[str, int], total: int) -> None:
        self._squares = _Squares((key, (math.log((1 + total) / (1 + count)) + 1.0) ** 2) for key, count in seen.items())
        self._squares.rarest = (math.log(1 + total) + 1.0) ** 2
        self.square = self._squares.__getitem__

    def bag(self, keys: Iterable[str]) -> Bag:
        """Return the bag of what a text holds."""
        held = frozenset(keys)
        return Bag(held, math.sqrt(self.mass(held)))

    def mass(self, keys: Iterable[str]) -> float:
        """Return the sum of squared weights."""
        return sum(map(self.square, keys))

    def texts(self, held: Iterable[frozenset[str]]) -> Texts:
        """Return texts to compare with, by what each of them holds."""
        return Texts(self, held)


class Texts:
    """Some texts to compare with: each what it holds, and the union of all, which is looked up first."""

    def __init__(self, space: Space, held: Iterable[frozenset[str]]) -> None:
        self._space = space
        self._bags = [space.bag(keys) for keys in held]
        self._union = frozenset().union(*(bag.keys for bag in self._bags))
        self._shortest = min((bag.length for bag in self._bags if bag.length), default=1.0)

    def shared(self, own: Bag) -> Bag:
        """Return the part of a text that any of these holds, under the length of the whole."""
        return Bag(own.keys & self._union, own.length)

    def most(self, shared: Bag) -> float:
        """Return a bound on the cosines: none is greater."""
        if not shared.keys:
            return 0.0
        mass = self._space.mass(shared.keys)
        return min(math.sqrt(mass), mass / self._shortest) / shared.length

    @cached_property
    def together(self) -> float:
        """The length of the sum of their vectors of length one: near their number where all say the same."""
        parts: dict[str, float] = {}
        for bag in self._bags:
            for key in bag.keys:
                parts[key] = parts.get(key, 0.0) + 1.0 / bag.length
        return math.sqrt(sum(self._space.square(key) * part**2 for key, part in parts.items()))

    def blend(self, shared: Bag) -> tuple[float, float]:
        """Return the cosine with the text that is nearest, and that with all of them taken together."""
        cosines = self.cosines(shared)
        return max(cosines), sum(cosines) / self.together if self.together else 0.0

    def cosines(self, shared: Bag) -> tuple[float, ...]:
        """Return the cosine with each text."""
        square = self._space.square
        return tuple(
            [
                sum(map(square, both)) / (shared.length * bag.length) if (both := shared.keys & bag.keys) else 0.0
                for bag in self._bags
            ]
        )


class _Squares(dict[str, float]):
    """Squared weights."""

    rarest = 1.0

    def __missing__(self, key: str) -> float:
        return self.rarest


class Likeness:
    """The two spaces of a set of texts: `grams` of character n-grams, `words` of words, single and in pairs."""

    def __init__(self, rarity: Rarity) -> None:
        self.grams = Space(rarity.grams, rarity.texts)
        self.words = Space(rarity.words, rarity.texts)

    @classmethod
    def over(cls, texts: Sequence[str]) -> Likeness:
        """Count how rare grams and words are over some texts."""
        return cls(rarity_of(texts))

    def ready(self, texts: Iterable[str]) -> tuple[Texts, Texts]:
        """Return texts to compare with, by their n-grams and by their words."""
        held = tuple(texts)
        return self.grams.texts(grams_of(words_of(one)) for one in held), self.words.texts(map(words_and_pairs, held))

    def by_grams(self, text: str) -> Bag:
        """Return the n-grams of a text."""
        return self.grams.bag(grams_of(words_of(text)))

    def by_words(self, text: str) -> Bag:
        """Return the words of a text, single and in pairs."""
        return self.words.bag(words_and_pairs(text))


def words_and_pairs(text: str) -> frozenset[str]:
    """Return the words of a text, single and in pairs."""
    words = words_of(text)
    return frozenset([*words, *map(" ".join, pairwise(words))])
