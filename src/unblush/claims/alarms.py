"""The red flags that the words of a question cry for: by the words of each, and by likeness to cries already known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from unblush.claims.grams import Bag, Likeness, Texts
from unblush.compiled.ledger import Alarm
from unblush.compiled.terms import met, words_of

LEAST_CRY: Final = 0.45
"""A likeness to known cries below this fires nothing."""

LEAD: Final = 0.10
"""So much liker to known cries than to anything calm a question must be."""

NEXT: Final = (1.0, 0.3, 0.3)
"""What the nearest texts count, the nearest first: one alone may be alike by chance."""

Words = Sequence[str]


class Alarms:
    """Listens for cries for help; made once."""

    def __init__(self, alarms: Sequence[Alarm], calm: Iterable[str], mend: Callable[[Words], Words]) -> None:
        """Learn the cries of `alarms`, and their near misses and the `calm` questions as what is none.

        `mend` mends the spelling of what is learnt as that of questions is mended.
        """
        self._alarms = alarms

        def mended(text: str) -> str:
            return " ".join(mend(words_of(text)))

        cries = {number: [mended(text) for text in alarm.examples] for number, alarm in enumerate(alarms)}
        others = [mended(text) for alarm in alarms for text in alarm.silent] + [mended(text) for text in calm]
        self._likeness = Likeness.over([*(text for texts in cries.values() for text in texts), *others])
        self._cries = {number: self._likeness.ready(texts) for number, texts in cries.items()}
        self._others = self._likeness.ready(others)

    def heard(self, words: Words, other_readings: Iterable[Words] = ()) -> tuple[str, ...]:
        """Return the flags that words cry for, each once; `other_readings` are the words as otherwise spelt."""
        readings = (words, *other_readings)
        fired = [alarm.flag for alarm in self._alarms if any(fires(alarm, reading) for reading in readings)]
        return tuple(dict.fromkeys([*fired, *self._like_a_cry(words)]))

    def _like_a_cry(self, words: Words) -> list[str]:
        """Return the flag of the alarm to whose cries words are most alike, if they are alike enough."""
        text = " ".join(words)
        asked = self._likeness.by_grams(text), self._likeness.by_words(text)
        alike: dict[str, list[float]] = {}
        for number, ready in self._cries.items():
            alarm = self._alarms[number]
            if not met(alarm.never_if, words):
                alike.setdefault(alarm.flag, []).extend(_alike(asked, ready))
        if not alike:
            return []
        best, flag = max((_nearest(values), flag) for flag, values in alike.items())
        calm = _nearest(_alike(asked, self._others))
        return [flag] if best >= LEAST_CRY and best >= calm + LEAD else []


def fires(alarm: Alarm, words: Words) -> bool:
    """Return whether words meet every group of an alarm, and nothing that silences it."""
    return all(met(group, words) for group in alarm.groups) and not met(alarm.never_if, words)


def _alike(asked: tuple[Bag, Bag], ready: tuple[Texts, Texts]) -> list[float]:
    """Return how alike a question is to each text, by n-grams and by words in equal parts."""
    pairs = zip(ready[0].cosines(asked[0]), ready[1].cosines(asked[1]), strict=True)
    return [(one + other) / 2 for one, other in pairs]


def _nearest(values: Iterable[float]) -> float:
    return sum(share * value for share, value in zip(NEXT, sorted(values, reverse=True), strict=False))
