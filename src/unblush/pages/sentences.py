"""Blocks into sentences, each tied to its heading and to the line that announces its list."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from statistics import median
from typing import Final

from unblush.errors import MissingExtra
from unblush.pages.blocks import Block
from unblush.pages.page import Dropped, Kind, Sentence
from unblush.pages.sellers import only_offers, sells

Splitter = Callable[[str], Sequence[tuple[int, int]]]
_NOISY: Final = ("trafilatura", "htmldate", "justext", "courlan", "charset_normalizer", "pypdf", "nupunkt")

_MISSED: Final = re.compile(r"\b([a-z]{4,})[.!?] (?=[A-Z][a-z])")
_SHORTENED: Final = frozenset(
    ["approx", "incl", "resp", "dept", "appt", "temp", "equiv", "caps", "tabs", "ibid", "assn", "misc"]
)


def load_splitter() -> Splitter:
    """Return the splitter of nupunkt: text to (start, end) of its sentences.

    Raises:
        MissingExtra: nupunkt is not installed.
    """
    try:
        from nupunkt import sent_spans  # noqa: PLC0415 - 45 ms, and only where a page is read
    except ImportError:
        raise MissingExtra("articles", "reading a page") from None
    return sent_spans


@contextmanager
def hushed() -> Iterator[None]:
    """Keep the libraries that see a page from logging a word of it."""
    loggers = [logging.getLogger(name) for name in _NOISY]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def sentences_of(
    kept: Sequence[tuple[Block, Kind]], split: Splitter
) -> tuple[list[Sentence], list[Dropped], list[Sentence]]:
    """Return the sentences of kept blocks, the sentences dropped because they only sell, and the signs of a seller.

    A heading holds until the next one. A line that ends with a colon holds for its list only, or for the one block
    below it: "Signs of infection:" must not colour the rest of the page.
    """
    sentences: list[Sentence] = []
    dropped: list[Dropped] = []
    signs: list[Sentence] = []
    heading = lead = ""
    usual = median(block.gap for block, _ in kept) if kept else 0
    before: Kind = "heading"
    for paragraph, (block, kind) in enumerate(kept):
        announces = kind == "heading" and not block.given and block.text.endswith(":")
        if kind == "heading" and not announces:
            heading, lead = block.text.rstrip(" :"), ""
        elif not block.given and block.gap > max(usual, 1) and before != "heading":
            # a wide gap in plain text ends a section whose next heading was lost
            heading = ""
        tied = lead and (kind == "list" or before == "heading")
        above = f"{heading}: {lead}".strip(": ") if tied else heading
        last = ""
        for start, end in _spans(block.text, kind, split):
            text = block.text[start:end]
            sentence = Sentence(
                text, *block.words.place(start, end), above if kind != "heading" else "", paragraph, kind
            )
            selling = kind != "heading" and only_offers(text)
            if selling or sells(text):
                signs.append(sentence)
            if selling or not any(c.isalpha() for c in text):
                dropped.append(Dropped(sentence.start, sentence.end, text[:80], "advert" if selling else "short"))
            else:
                sentences.append(sentence)
                last = text
        if announces or kind not in {"list", "heading"}:
            lead = last.rstrip(" :") if last.endswith(":") else ""
        before = kind
    return sentences, dropped, signs


def _spans(text: str, kind: Kind, split: Splitter) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence without its outer white space; a heading is one sentence."""
    for first, last in [(0, len(text))] if kind == "heading" else split(text):
        # nupunkt takes some plain words for abbreviations ("wash.", "cancer."): a lower-case word of four letters or
        # more, a stop and a capital end a sentence, with few exceptions
        ends = (
            [m.end() for m in _MISSED.finditer(text, first, last) if m[1] not in _SHORTENED]
            if kind != "heading"
            else []
        )
        for start, end in pairwise([first, *ends, last]):
            piece = text[start:end]
            left = start + len(piece) - len(piece.lstrip())
            right = start + len(piece.rstrip())
            if left < right:
                yield left, right
