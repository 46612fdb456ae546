"""Which blocks of a web page are its main text: trafilatura says what is, and each block is looked up there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from unblush.errors import MissingExtra
from unblush.pages.blocks import Block

_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_LEAST: Final = 25
"""Where fewer words than this are found, or not a third of what stands outside menus, trafilatura is not believed."""


MOST_TAGS: Final = 5_000
"""Beyond this trafilatura takes seconds, so such pages are read without it."""


def main_blocks(clean: str, blocks: Sequence[Block], tags: int) -> list[Block]:
    """Mark the blocks outside the main text with why they are not read.

    Only `trafilatura.extract` is called, on text that is already here; nothing of it that fetches is reached. Pages
    that are too short or too odd for it keep every block that stands outside menus and footers.

    Raises:
        MissingExtra: trafilatura is not installed.
    """
    try:
        from trafilatura import extract  # noqa: PLC0415 - 170 to 500 ms, and only where a page is HTML
    except ImportError:
        raise MissingExtra("articles", "reading a web page") from None
    if tags > MOST_TAGS:
        return list(blocks)
    try:
        found = extract(clean, include_comments=False) or ""
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError, AssertionError):
        found = ""  # a page that it stumbles over is read without it
    lines = [_NOT_LETTERS.sub("", line.casefold()) for line in found.splitlines()]
    whole, together = set(lines), "\n".join(lines)
    marked = [
        block if block.why or _stands(block, whole, together) else replace(block, why="boilerplate") for block in blocks
    ]
    outside = sum(block.count for block in blocks if not block.why and block.prose)
    kept = sum(block.count for block in marked if not block.why)
    return marked if kept >= _LEAST and kept * 3 >= outside else list(blocks)


def _stands(block: Block, whole: set[str], together: str) -> bool:
    key = _NOT_LETTERS.sub("", block.text.casefold())
    return key in whole or (len(key) >= 25 and key in together)
