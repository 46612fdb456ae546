"""Texts as bags of character n-grams: counted when a ledger is compiled, folded small, unfolded when first wanted."""

from __future__ import annotations

import sys
from array import array
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from unblush.compiled.ledger import Folded, Rarity
from unblush.compiled.terms import KEPT_WORDS, words_of

SHORTEST: Final = 3
LONGEST: Final = 5
"""Lengths of character n-grams."""


def grams_of(words: Iterable[str]) -> frozenset[str]:
    """Return the character 3- to 5-grams of words, each word padded with blanks."""
    return frozenset().union(*map(_grams_of_word, words))


@lru_cache(maxsize=KEPT_WORDS)
def _grams_of_word(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(
        padded[i : i + size] for size in range(SHORTEST, LONGEST + 1) for i in range(max(1, len(padded) - size + 1))
    )


def rarity_of(texts: Sequence[str]) -> Rarity:
    """Count in how many texts each character n-gram and each word stands, in alphabetical order."""
    grams: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for text in texts:
        words = words_of(text)
        grams.update(grams_of(words))
        counted.update(set(words))
    return Rarity(len(texts), dict(sorted(grams.items())), dict(sorted(counted.items())))


def fold(texts: Sequence[str], rarity: Rarity) -> Folded:
    """Return the n-grams of texts over which the rarity was counted, folded."""
    place = {gram: number for number, gram in enumerate(rarity.grams)}
    bags = [sorted(place[gram] for gram in grams_of(words_of(text))) for text in texts]
    places = _little(array("H", [number for bag in bags for number in bag]))
    return Folded(tuple(len(bag) for bag in bags), b64encode(places.tobytes()).decode())


def unfold(folded: Folded, grams: Sequence[str]) -> Iterator[frozenset[str]]:
    """Yield the n-grams of each text, by the n-grams of its rarity in their order."""
    places = array("H")
    places.frombytes(b64decode(folded.places))
    _little(places)
    start = 0
    for size in folded.sizes:
        yield frozenset(map(grams.__getitem__, places[start : start + size]))
        start += size


def _little(places: array[int]) -> array[int]:
    """Turn numbers between the order of bytes of this machine and that of the file, which is little endian."""
    if sys.byteorder == "big":
        places.byteswap()
    return places
