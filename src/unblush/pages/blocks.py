"""Blocks of a page: lines of plain text joined into paragraphs, with their bullets and the gaps before them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from unblush.pages.page import Kind
from unblush.pages.traced import Traced, traced

MAX_CHARACTERS: Final = 200_000
MAX_BLOCKS: Final = 4_000
MAX_STOPS: Final = 12_000
"""A page of 3,000 words has some 20,000 characters in a few hundred blocks; what has more than this is refused, so that
no page can hold the reader up."""

Mark = Literal["", "bullet", "ordinal"]

_BULLET: Final = re.compile(
    r"(?P<bullet>[•●▪◦‣·■□►✓✔]\s*|[*+]\s+|[-–—]\s*(?=\w))|(?P<ordinal>\(?(?:\d{1,2}[.)](?!\d)|[a-zA-Z]\)|[ivx]{1,4}\))\s*)"
)
_STOPS: Final = (".", "!", "?", ":", ";", "…", ".”", '."', ".)", "!”", "?”")
_MISLAID: Final = re.compile(
    r"[A-Za-z][a-z ]{4,60}?[a-z](?=(?:It|If|In|You|Your|This|The|There|When|Some|Many|Most|A|An)[ ’'])"
)


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a page that stands by itself: a paragraph, a line, a list item, a row of a table.

    `given` says that markup told its kind; else it is guessed from its neighbours. `gap` is the number of empty lines
    before it. `why` is set where markup alone says that it is not to be read (a key of `pages.page.WHY`).
    """

    words: Traced
    kind: Kind = "text"
    mark: Mark = ""
    gap: int = 0
    given: bool = False
    why: str = ""

    @property
    def text(self) -> str:
        """The tidied text."""
        return self.words.text

    @property
    def count(self) -> int:
        """How many words it has."""
        return self.words.text.count(" ") + 1

    @property
    def place(self) -> tuple[int, int]:
        """Its offsets in the original."""
        return self.words.place(0, len(self.words.text))

    @property
    def short(self) -> bool:
        """Whether it may be a heading or an entry of a menu: at most 12 words and no stop at its end."""
        return self.count <= 12 and not self.text.endswith((".", "!", ",", ";", "…", ":"))

    @property
    def prose(self) -> bool:
        """Whether it is running text."""
        if self.kind == "heading":
            return False
        # a question on a line of its own is more often a heading than a paragraph
        return self.count > 14 or (self.count >= 6 and self.text.endswith(_STOPS) and not self.text.endswith("?"))


def block_of(
    original: str, start: int, end: int, make: Callable[[Traced], Block] = Block, *, markdown: bool = False
) -> Iterator[Block]:
    """Yield the block of a stretch of the original, without its outer white space; nothing where nothing is seen."""
    words = traced(original, start, end, markdown=markdown)
    text = words.text
    left, right = len(text) - len(text.lstrip()), len(text.rstrip())
    if left < right:
        if left or right < len(text):
            first, last = words.place(left, right)
            words = traced(original, first, last, markdown=markdown)
        if words.text.strip() == words.text:
            yield make(words)


def plain_blocks(original: str) -> list[Block]:
    """Cut plain text into blocks: one a line, lines of a wrapped paragraph joined, bullets taken off."""
    lines = _lines(original)
    wrapped = _is_wrapped(original, lines)
    blocks: list[Block] = []
    while lines:
        gap, start, end = lines.pop()
        while lines and _goes_on(original[start:end], original[lines[-1][1] : lines[-1][2]], lines[-1][0], wrapped):
            end = lines.pop()[2]
        blocks.extend(_line_blocks(original, start, end, gap))
    return blocks


def _lines(original: str) -> list[tuple[int, int, int]]:
    """Return (empty lines before, start, end) of every line that has something on it, the last line first."""
    found: list[tuple[int, int, int]] = []
    gap = 0
    for match in re.finditer(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+|\r\n|[\n\f]", original):
        if match[0][0] in "\r\n\f":
            gap += 1
        elif match[0].strip(" \t\xa0\u200b\ufeff"):
            found.append((max(gap - 1, 0), match.start(), match.end()))
            gap = 0
    found.reverse()
    return found


def _is_wrapped(original: str, lines: list[tuple[int, int, int]]) -> bool:
    """Whether paragraphs are broken into lines of one width: three lines or more go on in lower case."""
    if max((end - start for _, start, end in lines), default=0) > 130:
        return False
    starts = (original[start:end].lstrip()[:1] for gap, start, end in lines if gap == 0)
    return sum(first.islower() for first in starts) >= 3


def _goes_on(line: str, following: str, gap: int, wrapped: bool) -> bool:
    following = following.strip()
    found = _BULLET.match(following)
    if gap or (found is not None and found.end() < len(following)):
        return False
    last = line.rsplit("\n", 1)[-1].rstrip()
    if len(last) < (20 if wrapped else 40):
        return False
    begins = following[:1]
    if last.endswith(_STOPS):
        return wrapped and len(last) >= 55
    return begins.islower() or (wrapped and len(last) >= 55)


def _line_blocks(original: str, start: int, end: int, gap: int) -> Iterator[Block]:
    start += len(original[start:end]) - len(original[start:end].lstrip())
    found = _BULLET.match(original, start, end)
    mark: Mark = "" if found is None or found.end() >= end else ("bullet" if found["bullet"] else "ordinal")
    if found is not None and mark:
        start = found.end()
    # words behind a picture, glued to the first word of a paragraph: "man at a deskIt may be ..."
    glued = None if mark else _MISLAID.match(original, start, end)
    if glued is not None and end - glued.end() > 40:
        yield from block_of(original, start, glued.end(), lambda words: Block(words, gap=gap, why="caption"))
        start, gap = glued.end(), 0
    yield from block_of(original, start, end, lambda words: Block(words, mark=mark, gap=gap))
