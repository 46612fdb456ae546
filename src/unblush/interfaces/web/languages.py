"""The languages of the pages, and one that is made up: it runs from right to left and shows what was left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_BETWEEN: Final = re.compile(r"(<(script|style|textarea)\b.*?</\2>|<[^>]*>|&[#\w]+;)", re.DOTALL)
_LETTERS: Final = str.maketrans("aeiouAEIOU", "\u00e4\u00eb\u00ef\u00f6\u00fc\u00c4\u00cb\u00cf\u00d6\u00dc")


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its code for HTML, its name, how it runs, and whether it is only for testing."""

    code: str
    name: str
    direction: str = "ltr"
    pseudo: bool = False

    def said(self, page: bytes) -> bytes:
        """Return a page in this language; the made-up one stretches and marks what stands between the tags."""
        return _pseudo(page.decode()).encode() if self.pseudo else page


LANGUAGES: Final = (Language("en", "English"), Language("ar-XB", "Pseudo (right to left)", "rtl", pseudo=True))


def _pseudo(page: str) -> str:
    """Put marks on every vowel and a third more length on every text, as a long language has it."""
    parts = _BETWEEN.split(page)
    kept = []
    index = 0
    while index < len(parts):
        text = parts[index]
        kept.append(_stretched(text) if text.strip() else text)
        if index + 1 < len(parts):
            kept.append(parts[index + 1])
        index += 3  # the text, the tag, and the name inside it
    return "".join(kept)


def _stretched(text: str) -> str:
    body = text.strip()
    inside = body.translate(_LETTERS) + "~" * (len(body) // 3)
    return text.replace(body, f"\u202b{inside}\u202c")
