"""Markdown into blocks: headings, lists, quotes, tables and paragraphs, at their places in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from unblush.pages.blocks import Block, Mark, block_of
from unblush.pages.page import Kind
from unblush.pages.traced import Traced

_FRONT: Final = re.compile(r"---[ \t]*\n(?P<body>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+$")
_HEADING: Final = re.compile(r" {0,3}#{1,6}[ \t]+(?P<words>.*?)[ \t]*#*[ \t]*$")
_UNDERLINE: Final = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_RULE: Final = re.compile(r" {0,3}(?:[-*_][ \t]*){3,}$")
_ITEM: Final = re.compile(r"[ \t]*(?:(?P<bullet>[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)|(?P<ordinal>\d{1,3}[.)][ \t]+))")
_QUOTE: Final = re.compile(r"[ \t]*>[ \t]?")
_ROW: Final = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_TABLE_RULE: Final = re.compile(r"[ \t]*\|?[ \t:|-]+\|[ \t:|-]*$")
_FENCE: Final = re.compile(r" {0,3}(```|~~~)")
_NOTE: Final = re.compile(r"[ \t]*\[[^\]\n]{1,80}\]:[ \t]")


def front_title(original: str) -> str:
    """Return the title that a front matter gives, or ""."""
    front = _FRONT.match(original)
    title = re.search(r"(?m)^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", front["body"]) if front else None
    return title[1] if title else ""


def markdown_blocks(original: str) -> list[Block]:
    """Cut Markdown into blocks whose kind is given by its marks; code, comments and rules are left out."""
    return list(_blocks(original))


def _blocks(original: str) -> Iterator[Block]:
    front = _FRONT.match(original)
    paragraph: tuple[int, int, Kind, Mark] | None = None
    fence = ""
    for match in _LINE.finditer(original, front.end() if front else 0):
        line, start, end = match[0].rstrip("\r\n"), match.start(), match.end()
        stop = start + len(line)
        if fence:
            fence = "" if line.lstrip().startswith(fence) else fence
            continue
        found = _FENCE.match(line)
        quote = _QUOTE.match(line)
        item = _ITEM.match(line)
        ends = bool(found or quote or item) or not line.strip() or bool(_HEADING.match(line) or _ROW.match(line))
        underlined = paragraph is not None and bool(_UNDERLINE.match(line))
        if paragraph is not None and (ends or underlined or _RULE.match(line)):
            first, last, kind, mark = paragraph
            yield from _block(original, first, last, "heading" if underlined and not mark else kind, mark)
            paragraph = None
        if underlined or _RULE.match(line) or _NOTE.match(line) or not line.strip() or _TABLE_RULE.match(line):
            continue
        heading = _HEADING.match(line)
        if found:
            fence = found[1]
        elif heading:
            yield from _block(original, start + heading.start("words"), start + heading.end("words"), "heading", "")
        elif _ROW.match(line):
            yield from _block(original, start + line.index("|") + 1, start + line.rindex("|"), "table", "")
        elif quote:
            paragraph = (start + quote.end(), stop, "quote", "")
        elif item:
            paragraph = (start + item.end(), stop, "list", "bullet" if item["bullet"] else "ordinal")
        elif paragraph is not None:
            paragraph = (paragraph[0], stop, paragraph[2], paragraph[3])
        else:
            paragraph = (start, stop, "text", "")
        del end
    if paragraph is not None:
        yield from _block(original, *paragraph)


def _block(original: str, start: int, end: int, kind: Kind, mark: Mark) -> Iterator[Block]:
    # a line in bold with nothing after it is a heading that its writer did not mark as one
    bold = kind == "text" and re.fullmatch(r"\s*(\*\*|__)[^*_\n]{2,100}\1\s*", original[start:end])
    shown: Kind = "heading" if bold else kind

    def make(words: Traced) -> Block:
        return Block(words, kind=shown, mark=mark, gap=1, given=shown != "text")

    yield from block_of(original, start, end, make, markdown=True)
