"""Which claims a sentence can be about: those of whose slots it meets most, found in one pass over its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from unblush.compiled.ledger import Claim
from unblush.compiled.terms import KEPT_WORDS, TermIndex

LEAST_SLOTS: Final = 0.5
"""The share of a claim's slots that a sentence must meet to be compared with it at all."""

NOT_ABOUT: Final = 6
SCOPE: Final = 7
"""The bits of a claim's byte that are no slots."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that a sentence may be about: the share of its slots that are met, and whether its scope is."""

    claim: int
    slots: float
    written: float
    scope: bool


class SlotIndex:
    """Every term of every claim, each with the claims that it speaks for: one byte a claim, one bit a group.

    The claims of a sentence are then the union of what its terms speak for, which is one operation a term however
    many claims there are.
    """

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._masks: dict[str, int] = {}
        self._written: dict[str, int] = {}
        for number, claim in enumerate(claims):
            groups = [*enumerate(claim.slots), (NOT_ABOUT, claim.not_about), (SCOPE, claim.scope)]
            for bit, group in groups:
                mark = 1 << (8 * number + bit)
                for term in group:
                    self._masks[term] = self._masks.get(term, 0) | mark
            for bit, group in enumerate(claim.written_slots):
                mark = 1 << (8 * number + bit)
                for term in group:
                    self._written[term] = self._written.get(term, 0) | mark
        self._terms = TermIndex(self._masks)
        self._scopes = TermIndex(term for claim in claims for term in claim.scope)
        self._spoken = lru_cache(maxsize=KEPT_WORDS)(self._speak)
        self._shares = [_shares(len(claim.slots)) for claim in claims]

    def candidates(self, words: Sequence[str], around: Sequence[str], most: int) -> list[Candidate]:
        """Return so many claims of whose slots words meet most, none of `not_about`, those with most met first.

        `around` is what stands about the sentence: it too may meet a scope.
        """
        here, written = self._met(words)
        found = []
        for number, byte in enumerate(here):
            if byte:
                shares = self._shares[number]
                share = shares[byte]
                if share >= LEAST_SLOTS:
                    as_written = shares[written[number]]
                    scope = byte >> SCOPE == 1 or not self._claims[number].scope
                    found.append((-share - as_written, not scope, number, share, as_written))
        if any(lacks for _, lacks, *_ in found):
            beside = set(self._scopes.find(around))
            found = [
                (rank, lacks and beside.isdisjoint(self._claims[number].scope), number, share, as_written)
                for rank, lacks, number, share, as_written in found
            ]
        found.sort()
        return [Candidate(number, share, as_written, not lacks) for _, lacks, number, share, as_written in found[:most]]

    def _met(self, words: Sequence[str]) -> tuple[bytes, bytes]:
        """Return the groups of each claim that words meet, and those that they meet as written."""
        met = written = 0
        present = frozenset(words)
        for start, word in enumerate(words):
            mask, as_written, longer = self._spoken(word)
            met |= mask
            written |= as_written
            for term, others in longer:
                if others <= present and self._terms.goes_on(term, words, start):
                    met |= self._masks[term]
                    written |= self._written.get(term, 0)
        size = len(self._claims)
        return met.to_bytes(size, "little"), written.to_bytes(size, "little")

    def _speak(self, word: str) -> tuple[int, int, tuple[tuple[str, frozenset[str]], ...]]:
        """Return what a word speaks for by itself, and the terms that it begins."""
        alone, longer = self._terms.starting(word)
        mask = written = 0
        for term in alone:
            mask |= self._masks[term]
            written |= self._written.get(term, 0)
        return mask, written, longer


@cache
def _shares(count: int) -> tuple[float, ...]:
    """Return for each byte of a claim with so many slots the share that is met; 0 with a word of `not_about`."""
    slots = (1 << count) - 1
    return tuple(0.0 if byte >> NOT_ABOUT & 1 else (byte & slots).bit_count() / count for byte in range(256))
