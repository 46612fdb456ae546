"""What a page is once it has been read: sentences, what was dropped and why, and who may be selling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["text", "heading", "list", "quote", "table"]

WHY: Final = {
    "address": "a postal address, a phone number or an e-mail address",
    "advert": "somebody sells, refers or earns money by links",
    "boilerplate": "outside the main text",
    "byline": "who wrote, checked or dated the page",
    "caption": "the words under or behind a picture",
    "comments": "comments of readers",
    "contents": "a table of contents",
    "cookies": "a notice about cookies",
    "copyright": "a copyright line",
    "hidden": "hidden from readers",
    "menu": "a menu, a search box or a path of links",
    "newsletter": "an invitation to subscribe",
    "page-number": "a page number",
    "placeholder": "an empty place of a template",
    "references": "a list of references",
    "repeated": "says what stands elsewhere on the page",
    "share": "buttons to share the page",
    "short": "nothing to read in it",
    "teaser": "the beginning of another page",
}
"""Why a piece was dropped: the key that `Dropped.why` holds, and what it means."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a page, tidied, and where it stands in `PageText.original`.

    `start` and `end` are character offsets into the original; `normalise` (`pages.traced`) of that slice is `text`.
    `heading` is the heading that it stands under, "" before the first. A list item adds the line that announces its
    list: "Prostate: It can cause these signs". `paragraph` counts kept blocks from 0.
    """

    text: str
    start: int
    end: int
    heading: str
    paragraph: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of the page that is not read: its offsets, its first 80 characters, and why (a key of `WHY`)."""

    start: int
    end: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as it was read.

    `original` is what offsets point into: the file itself for plain text and Markdown, the visible text for HTML,
    MHTML and PDF (markup carries no claims and is not safe to show). `sentences` are in order and never overlap; nor
    do `dropped`. `words` counts the words of the sentences. `language` is "en" or "other". `seller_signs` are lines
    that sell, refer or disclose affiliate money, whether kept or dropped (then their `paragraph` is -1).
    """

    title: str
    original: str
    sentences: tuple[Sentence, ...]
    dropped: tuple[Dropped, ...]
    words: int
    language: str
    seller_signs: tuple[Sentence, ...]
