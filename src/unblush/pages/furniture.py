"""What is furniture and not the page: judged by whole blocks, with their neighbours, never by a word inside a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from unblush.pages.blocks import Block
from unblush.pages.lines import is_dated, is_menu_word, opens, why_dropped

_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_CUT: Final = ("...", "…", "[…]", "[...]", "read more", "read more.", "continue reading")
_MOST_OPENERS: Final = 20
_TAIL: Final = 0.35
"""A list of other pages at the end has at most this share of the words before it; else more of the page follows."""


def furniture_of(blocks: Sequence[Block]) -> list[str]:
    """Return for each block why it is dropped (a key of `pages.page.WHY`), or "" where it is kept.

    The order matters: single lines first, then lists of other pages, then what repeats, then menus, which are runs of
    short lines with nothing below them.
    """
    room = _Room(blocks)
    room.single_lines()
    room.dated_teasers()
    room.openers()
    room.contents()
    room.repeats()
    room.menus()
    return room.why


class _Room:
    """The blocks, what is known of each, and the passes over them."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.why = [block.why for block in blocks]
        self.keys = [_NOT_LETTERS.sub("", block.text.casefold()) for block in blocks]
        self.prose = [block.prose for block in blocks]

    def single_lines(self) -> None:
        """Drop lines that are furniture wherever they stand."""
        for i, block in enumerate(self.blocks):
            if self.why[i] in {"", "boilerplate"}:
                self.why[i] = why_dropped(block.text, block.count) or self.why[i]
            if not self.why[i] and not self.keys[i]:
                self.why[i] = "short"

    def dated_teasers(self) -> None:
        """Drop dates; and with a date among the text, the heading above it and the cut-off text below it."""
        first = next((i for i in self._kept() if self.prose[i]), len(self.blocks))
        dates = [i for i in self._kept() if is_dated(self.blocks[i].text, self.blocks[i].count)]
        inner = [i for i in dates if i > first]
        for i in dates:
            self.why[i] = "byline"
            below = self._next(i)
            text = self.blocks[below].text.casefold() if below is not None else ""
            if i < first or below is None or not (len(inner) > 1 or text.endswith(_CUT)):
                continue
            if self.prose[below] and self.blocks[below].count <= 90:
                above = self._previous(i)
                self.why[i] = self.why[below] = "teaser"
                if above is not None and self.blocks[above].short and not self.prose[above]:
                    self.why[above] = "teaser"

    def openers(self) -> None:
        """Drop what stands below "Latest articles", "Comments" and the like: to the end, or the short lines alone."""
        found = [
            i for i in self._kept() if not self.blocks[i].mark and opens(self.blocks[i].text, self.blocks[i].count)
        ]
        for i in found[:_MOST_OPENERS]:
            kind = "" if self.why[i] else opens(self.blocks[i].text, self.blocks[i].count)
            if not kind:
                continue
            after = [j for j in self._kept() if j > i]
            words_before = sum(self.blocks[j].count for j in self._kept() if j < i and self.prose[j])
            words_after = sum(self.blocks[j].count for j in after if self.prose[j])
            if kind != "contents" and words_after <= _TAIL * words_before:
                self._drop([i, *after], kind)
                return
            run = []
            for j in after:
                if self.prose[j]:
                    break
                run.append(j)
            if run and run[-1] != after[-1] and not self.blocks[run[-1]].mark:
                run.pop()  # the heading of the text that follows
            # a heading such as "Sources" above running text may be the page's own
            if run or kind in {"teaser", "comments"}:
                self._drop([i, *run], kind)

    def contents(self) -> None:
        """Drop runs of three short lines or more that come again further down, as headings do."""
        last = {key: i for i, key in enumerate(self.keys)}
        run: list[int] = []
        for i in [*self._kept(), len(self.blocks)]:
            if i < len(self.blocks) and not self.prose[i] and self.blocks[i].count <= 14:
                run.append(i)
                continue
            again = [j for j in run if last[self.keys[j]] > run[-1]]
            if len(again) >= 3 and len(again) >= 0.6 * len(run):
                self._drop(range(again[0], again[-1] + 1), "contents")
            run = []

    def repeats(self) -> None:
        """Drop long blocks said twice, and short lines that come again with nothing below them."""
        count = Counter(self.keys[i] for i in self._kept())
        seen: set[str] = set()
        for i in self._kept():
            key, block = self.keys[i], self.blocks[i]
            if count[key] > 1 and len(key) > 2:
                lone = block.short and not block.mark and block.kind != "list" and not self._heads(i)
                if lone or (key in seen and block.count >= 8 and not block.given):
                    self._drop([i], "repeated")
            seen.add(key)

    def menus(self) -> None:
        """Drop runs of short lines that are menus, told by words that only menus have.

        Unknown short lines may be signs of an illness in a list without bullets. They go only between words of a
        menu, above the last of them where no text has begun, or below the first furniture where no text follows.
        """
        prose = [i for i in self._kept() if self.prose[i]]
        prose = prose or [i for i in self._kept() if not self.blocks[i].short]
        first, last = (prose[0], prose[-1]) if prose else (len(self.blocks), -1)
        run: list[int] = []
        furniture: list[int] = []
        for i in range(len(self.blocks) + 1):
            if i < len(self.blocks) and self.why[i]:
                furniture.append(i)
            elif i < len(self.blocks) and self.blocks[i].short and self.blocks[i].count <= 6 and not self._listed(i):
                run.append(i)
            else:
                self._menu(run, furniture, first, last)
                run, furniture = [], []

    def _menu(self, run: list[int], furniture: list[int], first: int, last: int) -> None:
        known = [i for i in run if is_menu_word(self.blocks[i].text)]
        if run and self._heads(run[-1]) and run[-1] not in known:
            run = run[:-1]
        marks = [*known, *(i for i in furniture if self.why[i] == "menu")]
        begin, end = min(marks, default=0), max(marks, default=-1)
        if run and run[0] > last:
            begin, end = min([*marks, *furniture], default=len(self.blocks)), run[-1]
        elif run and run[-1] < first:
            begin = 0
        elif len(marks) < 2:
            begin, end = 0, -1
        self._drop([i for i in run if begin <= i <= end or i in known], "menu")

    def _kept(self) -> list[int]:
        return [i for i, why in enumerate(self.why) if not why]

    def _next(self, i: int) -> int | None:
        return next((j for j in range(i + 1, min(i + 9, len(self.why))) if not self.why[j]), None)

    def _previous(self, i: int) -> int | None:
        return next((j for j in range(i - 1, max(i - 5, -1), -1) if not self.why[j]), None)

    def _heads(self, i: int) -> bool:
        """Whether running text or a list stands right below, with at most one other short line between."""
        for _ in range(2):
            below = self._next(i)
            if below is None:
                return False
            if self.prose[below] or self.blocks[below].mark or self.blocks[below].text.endswith((":", ".")):
                return True
            i = below
        return False

    def _listed(self, i: int) -> bool:
        """Whether a short line belongs to a list of the text: a bullet, or below a line that ends with a colon."""
        block = self.blocks[i]
        if is_menu_word(block.text):
            return False
        if block.mark or (block.kind == "list" and block.given):
            return True
        above = i
        for _ in range(30):
            before = self._previous(above)
            if before is None:
                return False
            if self.blocks[before].text.endswith(":"):
                return True
            if not self.blocks[before].short:
                return False
            above = before
        return False

    def _drop(self, which: Sequence[int], why: str) -> None:
        for i in which:
            self.why[i] = self.why[i] or ("menu" if is_menu_word(self.blocks[i].text) else why)
