"""A question in a person's own words: an alarm first, then the entries that answer it, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from unblush.claims.grams import Likeness, cosine
from unblush.claims.matching import Encoder
from unblush.claims.spelling import Speller
from unblush.compiled.ledger import AnswerEntry, Ledger
from unblush.compiled.terms import met, term_of, words_of

LEAST: Final = 0.30
"""A likeness below this is no answer: "I don't know" is better than the least bad guess."""

ALSO: Final = 0.75
"""A second or third entry is shown from this share of the likeness of the first."""

MOST: Final = 3
SEMANTIC_SHARE: Final = 0.6
"""What an encoder counts in a likeness, where one is installed."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that answers a question, and how alike they are."""

    entry: AnswerEntry
    likeness: float


@dataclass(frozen=True, slots=True)
class Reply:
    """The red flags that the words of a question cry for, and the entries that answer it, the best first."""

    alarms: tuple[str, ...]
    found: tuple[Found, ...]


class Answerer:
    """Answers questions from a ledger; made once."""

    def __init__(self, ledger: Ledger, encoder: Encoder | None = None) -> None:
        self._ledger = ledger
        self._encoder = encoder
        self._asks: list[str] = []
        self._owner: list[int] = []
        for number, entry in enumerate(ledger.answers):
            for text in (entry.question, *entry.asks):
                self._asks.append(text)
                self._owner.append(number)
        self._likeness = Likeness.over(self._asks)
        self._vectors = [self._likeness.grams(text) for text in self._asks]
        self._speller = Speller(_vocabulary(ledger))

    def ask(self, question: str) -> Reply:
        """Return the alarms and the answers of a question."""
        words = self._speller.mend(words_of(question))
        return Reply(self.alarms(words), self.answers(words))

    def alarms(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the red flags whose words are all there, each once."""
        fired = [
            alarm.flag
            for alarm in self._ledger.alarms
            if all(met(group, words) for group in alarm.groups) and not met(alarm.never_if, words)
        ]
        return tuple(dict.fromkeys(fired))

    def answers(self, words: Sequence[str]) -> tuple[Found, ...]:
        """Return up to three entries, the nearest first; none where nothing is near enough."""
        text = " ".join(words)
        own = self._likeness.grams(text)
        similar = {number: cosine(own, vector) for number, vector in enumerate(self._vectors)}
        if self._encoder is not None:
            meant = self._encoder.similar(text, self._asks)
            similar = {
                number: SEMANTIC_SHARE * value + (1 - SEMANTIC_SHARE) * similar[number]
                for number, value in enumerate(meant)
            }
        best: dict[int, float] = defaultdict(float)
        for number, value in similar.items():
            best[self._owner[number]] = max(best[self._owner[number]], value)
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
        found = [
            Found(self._ledger.answers[number], value)
            for number, value in ranked
            if value >= LEAST and _has_key(self._ledger.answers[number], words)
        ]
        return tuple(one for one in found[:MOST] if one.likeness >= ALSO * found[0].likeness)


def _has_key(entry: AnswerEntry, words: Sequence[str]) -> bool:
    return not entry.key or bool(met(entry.key, words))


def _vocabulary(ledger: Ledger) -> set[str]:
    """Return every word that questions and alarms are known by; open terms give their beginnings."""
    texts = [text for entry in ledger.answers for text in (entry.question, entry.answer.text, *entry.asks)]
    texts += [text for claim in ledger.claims for text in (claim.claim, *claim.says, *claim.denies)]
    known = {word for text in texts for word in words_of(text)}
    groups = [group for alarm in ledger.alarms for group in alarm.groups]
    groups += [entry.key for entry in ledger.answers]
    for group in groups:
        for written in group:
            known.update(term_of(written).words)
    return known
