"""Whether a page is in English, by its small words."""

from __future__ import annotations

import re
from typing import Final

_ENGLISH_WORDS: Final = """
the and of to that is it with for this are not you your from have has can be by which when if or may there they what how
who will would about after before more other their than but because at as on should does do
"""
# Spanish, French, Portuguese, Italian, German, Dutch, Polish, Turkish, Indonesian, and Hindi in Latin letters
_OTHER_WORDS: Final = """
el los las una del que por con para como más pero está son le les des est une dans qui sur pour pas vous avec ce il sont
não uma com os dos em mais della che di per sono gli der und das ist nicht mit ein eine sie von zu auf für auch het een
van niet dat zijn voor met ook nie jest się że ve bir bu için ile yang dan dengan untuk tidak adalah
hai hain ka ki ke ko mein aur nahi se kya bhi hota
"""
_ENGLISH: Final = frozenset(_ENGLISH_WORDS.split())
_OTHERS: Final = frozenset(_OTHER_WORDS.split())
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE: Final = 20_000


def language_of(text: str) -> str:
    """Return "en" for English, else "other"; what is too short to tell counts as English.

    It counts small words among the first 20,000 characters. English prose has 25 to 45 in 100; lists of nouns have
    few, so a page with hardly any is called foreign only where small words of another language, or other letters than
    Latin, outnumber them.
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < 6:
        return "en"
    english = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHERS for word in words)
    strange = sum(any(letter > "ɏ" and letter not in "’ﬁﬂ" for letter in word) for word in words)
    return "other" if others + strange > english else "en"
