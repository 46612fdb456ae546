"""Text that was tidied and still knows where every character stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_BLANK: Final = "\\s\\u200b\\u2060\\ufeff"
_TIDY: Final = re.compile(
    r"(?P<broken>(?<=[a-z])-\n[ \t]*(?=[a-z]))"  # a word cut by the end of a line
    rf"|(?P<blank>[{_BLANK}]{{2,}}|[^\S ]|[\u200b\u2060\ufeff])"
    r"|(?P<unseen>[\u00ad\u200c\u200d]+)"
    # "occurs.Leakage": no splitter repairs a missing space. A capital must open a word, so that "Ph.D" stays whole.
    r"|(?P<seam>(?<=[a-z0-9)\]][.!?])(?=[“\"(]?[A-Z][a-z’'])|(?<=[.!?][)”\"])(?=[A-Z][a-z’' ]))"
    r"|(?P<link> ?\((?:Also read|Read|Read also|Read more|See also)(?::| [A-Z])[^()\n]{0,90}\))"
)
_MARKDOWN: Final = re.compile(
    r"(?P<image>!\[[^\[\]\n]{0,300}\]\([^)\[\]\n]{0,400}\))"
    r"|(?P<open>\[)(?=[^\]\[\n]{1,300}\]\([^)\[\]\n]{0,400}\))"
    r"|(?P<close>(?<=[^\]\[\n])\]\([^)\[\]\n]{0,400}\))"
    r"|(?P<note>\[\^[^\]\n]{1,20}\])"
    r"|(?P<strong>\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?)])[*_](?!\w)|`+|~~)"
    r"|(?P<tag></?[a-zA-Z][^<>\n]{0,200}>)"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
)
_GAP: Final = {"blank", "seam"}


@dataclass(frozen=True, slots=True)
class Traced:
    """A text made of runs of an original: run `i` begins at `at[i]` of the text and at `source[i]` of the original."""

    text: str
    at: tuple[int, ...]
    source: tuple[int, ...]

    def origin(self, index: int) -> int:
        """Return where the character at `index` of the text stands in the original."""
        run = bisect_right(self.at, index) - 1
        return self.source[run] + index - self.at[run]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of `text[start:end]`, both ends visible characters."""
        return self.origin(start), self.origin(end - 1) + 1


def traced(original: str, start: int, end: int, *, markdown: bool = False) -> Traced:
    """Tidy one stretch of an original.

    Runs of white space become one space, words cut by a line end are joined, a missing space after a full stop is put
    in, unseen characters and "(Read ...)" links inside a sentence go. With `markdown`, marks of emphasis, links,
    images and tags go too; the words of a link stay.
    """
    edits = _edits(_TIDY, original, start, end)
    if markdown:
        edits = _merged([*edits, *_edits(_MARKDOWN, original, start, end)])
    pieces: list[str] = []
    at: list[int] = []
    source: list[int] = []
    here, length = start, 0
    for left, right, put in edits:
        for piece, origin in ((original[here:left], here), (put, left)):
            if piece:
                at.append(length)
                source.append(origin)
                pieces.append(piece)
                length += len(piece)
        here = right
    if here < end or not at:
        at.append(length)
        source.append(here)
        pieces.append(original[here:end])
    return Traced("".join(pieces), tuple(at), tuple(source))


def normalise(text: str, *, markdown: bool = False) -> str:
    """Return a text tidied as sentences are, without its outer white space."""
    return traced(text, 0, len(text), markdown=markdown).text.strip()


def _edits(pattern: re.Pattern[str], original: str, start: int, end: int) -> list[tuple[int, int, str]]:
    return [
        (match.start(), match.end(), " " if match.lastgroup in _GAP else "")
        for match in pattern.finditer(original, start, end)
        if match.lastgroup != "seam" or not _in_link(original, match.start())
    ]


def _in_link(original: str, position: int) -> bool:
    """Whether the word around a position is a web or e-mail address, whose full stops end nothing."""
    word = original[max(position - 100, 0) : position].rsplit(maxsplit=1)[-1]
    return "://" in word or "@" in word or word.startswith("www.")


def _merged(edits: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return edits in order, without those that fall inside an earlier one."""
    kept: list[tuple[int, int, str]] = []
    for edit in sorted(edits):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept
