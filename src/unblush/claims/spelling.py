"""Mends one slip of the keys in a long word, so that a frightened person is understood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

SHORTEST: Final = 5
"""Shorter words are left alone: one letter away from them lies another word."""


class Speller:
    """Knows the words of the pack; a word one letter wrong, missing, extra or swapped becomes the known one."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._by_deletion: dict[str, set[str]] = defaultdict(set)
        for word in self._known:
            if len(word) >= SHORTEST:
                for shorter in (word, *_deletions(word)):
                    self._by_deletion[shorter].add(word)

    def mend(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the words, each unknown long one replaced by the known word nearest to it, where there is just one."""
        return tuple(self._mended(word) for word in words)

    def readings(self, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Yield the words with each unknown long one that lies near several known ones read as each of these."""
        for place, word in enumerate(words):
            near = self._near(word)
            for other in sorted(near) if len(near) > 1 else ():
                yield (*words[:place], other, *words[place + 1 :])

    def _mended(self, word: str) -> str:
        near = self._near(word)
        same_start = {other for other in near if other[0] == word[0]} or near
        return min(same_start) if len(same_start) == 1 else word

    def _near(self, word: str) -> set[str]:
        """Return the known words one slip away from an unknown long one."""
        if len(word) < SHORTEST or word in self._known:
            return set()
        near = set(self._by_deletion.get(word, ()))
        for shorter in _deletions(word):
            near |= self._by_deletion.get(shorter, set())
        return {other for other in near if _one_slip(word, other)}


def _deletions(word: str) -> Iterator[str]:
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def _one_slip(a: str, b: str) -> bool:
    """Return whether two words differ by one letter put in, left out, changed, or swapped with its neighbour."""
    if abs(len(a) - len(b)) == 1:
        longer, shorter = (a, b) if len(a) > len(b) else (b, a)
        return any(cut == shorter for cut in _deletions(longer))
    if len(a) != len(b):
        return False
    wrong = [i for i in range(len(a)) if a[i] != b[i]]
    if len(wrong) == 2:
        i, j = wrong
        return j == i + 1 and a[i] == b[j] and a[j] == b[i]
    return len(wrong) <= 1
