"""A question in a person's own words: an alarm first, then the entries that answer it, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from unblush.claims.alarms import Alarms
from unblush.claims.grams import Likeness
from unblush.claims.matching import Encoder
from unblush.claims.spelling import Speller
from unblush.compiled.ledger import AnswerEntry, Ledger
from unblush.compiled.terms import met, term_of, words_of

LEAST: Final = 0.18
LEAST_MEANT: Final = 0.36
"""A likeness below this, without and with an encoder, is no answer: "I don't know" is better than a bad guess."""

SHARES: Final = (0.3, 0.3, 0.1, 0.3)
"""What the nearest way of asking and all ways together count: by n-grams, then by words.

One way of asking may share a rare word by chance; what an entry is asked about stands in many of them.
"""

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
        self._asks = [(entry.question, *entry.asks) for entry in ledger.answers]
        self._likeness = Likeness.over([text for texts in self._asks for text in texts])
        self._ready = [self._likeness.ready(texts) for texts in self._asks]
        self._speller = Speller(vocabulary_of(ledger))
        calm = [text for texts in self._asks for text in texts]
        self._alarms = Alarms(ledger.alarms, calm, self._speller.mend)

    def ask(self, question: str) -> Reply:
        """Return the alarms and the answers of a question."""
        words = self._speller.mend(words_of(question))
        return Reply(self._alarms.heard(words, self._speller.readings(words)), self.answers(words))

    def answers(self, words: Sequence[str]) -> tuple[Found, ...]:
        """Return up to three entries, the nearest first; none where nothing is near enough."""
        text = " ".join(words)
        grams, by_words = self._likeness.by_grams(text), self._likeness.by_words(text)
        ranked = []
        for number, entry in enumerate(self._ledger.answers):
            if _has_key(entry, words):
                ready = self._ready[number]
                near = (*ready[0].blend(grams), *ready[1].blend(by_words))
                likeness = sum(share * value for share, value in zip(SHARES, near, strict=True))
                if self._encoder is not None:
                    meant = max(self._encoder.similar(text, self._asks[number]))
                    likeness = SEMANTIC_SHARE * meant + (1 - SEMANTIC_SHARE) * likeness
                ranked.append((-likeness, number))
        least = LEAST if self._encoder is None else LEAST_MEANT
        found = [Found(self._ledger.answers[number], -value) for value, number in sorted(ranked) if -value >= least]
        return tuple(one for one in found[:MOST] if one.likeness >= ALSO * found[0].likeness)


def _has_key(entry: AnswerEntry, words: Sequence[str]) -> bool:
    return not entry.key or bool(met(entry.key, words))


def vocabulary_of(ledger: Ledger) -> set[str]:
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
