"""Terms of the claim ledger: words with open endings and short gaps, and where a text meets them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from unblush.compiled.ledger import Rarity

SHORTEST: Final = 3
LONGEST: Final = 5
"""Lengths of character n-grams."""

LONGEST_GAP: Final = 3
"""So many other words may stand between two words of one term."""

_WORD: Final = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_CONTRACTED: Final = re.compile(
    r"\b(can|could|would|should|does|do|did|is|are|was|were|has|have|had|must|need|might)n't\b"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or several in order; `open_ends[i]` says that word i may go on."""

    words: tuple[str, ...]
    open_ends: tuple[bool, ...]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, contractions of "not" spelt out, accents and marks gone."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("\u2019", "'"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = plain.replace("won't", "will not").replace("cannot", "can not").replace("can't", "can not")
    return tuple(_WORD.findall(_CONTRACTED.sub(r"\1 not", plain)))


@lru_cache(maxsize=20_000)
def term_of(written: str) -> Term:
    """Read a term as it is written, such as `run* out`."""
    words: list[str] = []
    open_ends: list[bool] = []
    for part in written.lower().split():
        for piece in words_of(part.rstrip("*")) or ("",):
            words.append(piece)
            open_ends.append(False)
        open_ends[-1] = part.endswith("*")
    return Term(tuple(words), tuple(open_ends))


def places(term: Term, words: Sequence[str]) -> tuple[int, ...]:
    """Return where a term begins in a row of words."""
    first, open_end = term.words[0], term.open_ends[0]
    return tuple(
        start
        for start, word in enumerate(words)
        if _meets(first, open_end, word) and _goes_on(term, words, start, LONGEST_GAP)
    )


def met(group: Iterable[str], words: Sequence[str]) -> tuple[int, ...]:
    """Return where any term of a group begins, in order; empty where none is met."""
    return tuple(sorted({place for written in group for place in places(term_of(written), words)}))


def _meets(wanted: str, open_end: bool, word: str) -> bool:
    return word.startswith(wanted) if open_end else word == wanted


def _goes_on(term: Term, words: Sequence[str], start: int, gap: int) -> bool:
    at = start
    for i in range(1, len(term.words)):
        ahead = range(at + 1, min(at + 2 + gap, len(words)))
        at = next((j for j in ahead if _meets(term.words[i], term.open_ends[i], words[j])), -1)
        if at < 0:
            return False
    return True


class TermIndex:
    """Finds all of many terms in a text in one pass: terms are looked up by their first word or its beginning."""

    def __init__(self, written: Iterable[str], gap: int = LONGEST_GAP) -> None:
        self._gap = gap
        self._whole: dict[str, list[str]] = {}
        self._begun: dict[str, list[str]] = {}
        self._terms = {text: term_of(text) for text in dict.fromkeys(written)}
        for text, term in self._terms.items():
            shelf = self._begun if term.open_ends[0] else self._whole
            shelf.setdefault(term.words[0], []).append(text)
        self._longest = max((len(word) for word in self._begun), default=0)

    def find(self, words: Sequence[str]) -> dict[str, tuple[int, ...]]:
        """Return where each term that is met begins, by the term as written."""
        found: dict[str, list[int]] = {}
        for start, word in enumerate(words):
            for text in self._starting(word):
                if _goes_on(self._terms[text], words, start, self._gap):
                    found.setdefault(text, []).append(start)
        return {text: tuple(starts) for text, starts in found.items()}

    def _starting(self, word: str) -> Iterator[str]:
        yield from self._whole.get(word, ())
        for end in range(1, min(len(word), self._longest) + 1):
            yield from self._begun.get(word[:end], ())


def grams_of(words: Iterable[str]) -> Counter[str]:
    """Return the character 3- to 5-grams of words, each word padded with blanks."""
    found: Counter[str] = Counter()
    for word in words:
        padded = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            found.update(padded[i : i + size] for i in range(max(1, len(padded) - size + 1)))
    return found


def rarity_of(texts: Sequence[str]) -> Rarity:
    """Count in how many texts each character n-gram and each word stands, in alphabetical order."""
    grams: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for text in texts:
        words = words_of(text)
        grams.update(set(grams_of(words)))
        counted.update(set(words))
    return Rarity(len(texts), dict(sorted(grams.items())), dict(sorted(counted.items())))
