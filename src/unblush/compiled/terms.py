"""Terms of the claim ledger: words with open endings and short gaps, and where a text meets them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LONGEST_GAP: Final = 3
"""So many other words may stand between two words of one term."""

KEPT_TEXTS: Final = 64
"""The words of so many texts are kept: matching asks for those of one sentence several times."""

KEPT_WORDS: Final = 10_000
"""So many words of pages are kept with what they begin."""

_WORD: Final = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_CONTRACTED: Final = re.compile(
    r"\b(can|could|would|should|does|do|did|is|are|was|were|has|have|had|must|need|might)n't\b"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or several in order; `open_ends[i]` says that word i may go on."""

    words: tuple[str, ...]
    open_ends: tuple[bool, ...]


@lru_cache(maxsize=KEPT_TEXTS)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, contractions of "not" spelt out, accents and marks gone."""
    plain = text.lower().replace("\u2019", "'")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = plain.replace("won't", "will not").replace("cannot", "can not").replace("can't", "can not")
    return tuple(_WORD.findall(_CONTRACTED.sub(r"\1 not", plain)))


def forget() -> None:
    """Drop the texts whose words are kept: a server keeps nothing that somebody asked or gave it to read."""
    words_of.cache_clear()


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
    at = start + 1
    for i in range(1, len(term.words)):
        wanted, open_end = term.words[i], term.open_ends[i]
        last = min(at + gap, len(words) - 1)
        while at <= last and not (words[at].startswith(wanted) if open_end else words[at] == wanted):
            at += 1
        if at > last:
            return False
        at += 1
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
        # the words of a page come back all the time
        self.starting = lru_cache(maxsize=KEPT_WORDS)(self._look_up)

    def find(self, words: Sequence[str]) -> dict[str, tuple[int, ...]]:
        """Return where each term that is met begins, by the term as written."""
        found: dict[str, list[int]] = {}
        present = frozenset(words)
        for start, word in enumerate(words):
            alone, longer = self.starting(word)
            for text in alone:
                found.setdefault(text, []).append(start)
            for text, others in longer:
                if others <= present and self.goes_on(text, words, start):
                    found.setdefault(text, []).append(start)
        return {text: tuple(starts) for text, starts in found.items()}

    def meets(self, words: Sequence[str]) -> bool:
        """Return whether any term is met."""
        for start, word in enumerate(words):
            alone, longer = self.starting(word)
            if alone or any(self.goes_on(text, words, start) for text, _ in longer):
                return True
        return False

    def goes_on(self, text: str, words: Sequence[str], start: int) -> bool:
        """Return whether a term that begins at a word is met there to its end."""
        return _goes_on(self._terms[text], words, start, self._gap)

    def _look_up(self, word: str) -> tuple[tuple[str, ...], tuple[tuple[str, frozenset[str]], ...]]:
        """Return the terms that a word meets by itself, and those it begins, each with other words it cannot lack."""
        beginnings = (word[:end] for end in range(1, min(len(word), self._longest) + 1))
        shelves = (self._whole.get(word, ()), *(self._begun.get(beginning, ()) for beginning in beginnings))
        alone, longer = [], []
        for text in (text for shelf in shelves for text in shelf):
            term = self._terms[text]
            if len(term.words) == 1:
                alone.append(text)
            else:
                whole = (
                    other for other, open_end in zip(term.words[1:], term.open_ends[1:], strict=True) if not open_end
                )
                longer.append((text, frozenset(whole)))
        return tuple(alone), tuple(longer)
