"""HTML into its visible text, blocks of known kind, and a small safe copy for the finder of main text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, Final

from unblush.errors import MissingExtra, PageUnreadable
from unblush.pages.blocks import MAX_BLOCKS, MAX_CHARACTERS, Block, block_of
from unblush.pages.page import Kind
from unblush.pages.traced import Traced

MAX_TAGS: Final = 40_000
"""Pages have a few thousand; what has more is refused, so that no page can hold the reader up."""

_MAX_DEPTH: Final = 120
_UNSEEN: Final = frozenset(
    """
    applet audio canvas datalist embed head iframe map math noembed noframes noscript object option script select
    style svg template textarea video
    """.split()  # noqa: SIM905 - a list of words reads as one
)
_CHROME: Final = {"nav": "menu", "button": "menu", "label": "menu", "legend": "menu", "figcaption": "caption"}
_ROLES: Final = {
    "navigation": "menu", "menu": "menu", "menubar": "menu", "search": "menu", "contentinfo": "boilerplate",
    "dialog": "boilerplate", "alertdialog": "boilerplate", "banner": "boilerplate",
}  # fmt: skip
_BREAKS: Final = frozenset(
    """
    address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html label legend li main menu nav ol p pre section summary
    table tbody tfoot thead tr ul
    """.split()  # noqa: SIM905 - a list of words reads as one
)
_KINDS: Final[dict[str, Kind]] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "list", "dd": "list", "blockquote": "quote", "tr": "table",
}  # fmt: skip
_VOID: Final = frozenset(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_KEPT_ATTRIBUTES: Final = ("class", "id", "role", "href", "itemprop", "rel")
_HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BREAK: Final = "\n"


@dataclass(frozen=True, slots=True)
class Visible:
    """What an HTML page shows: its title, its text, blocks that point into it, and a copy without anything active.

    `tags` is how many tags it has.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    clean: str
    tags: int


def visible(source: str, name: str) -> Visible:
    """Read HTML.

    The parser is libxml2's, driven by events: no tree is built, no entity is fetched or expanded beyond HTML's own,
    and depth does not matter. The copy has no scripts, no styles, a bounded depth and short attributes.

    Raises:
        MissingExtra: lxml is not installed.
        PageUnreadable: it has more tags than any page needs.
    """
    try:
        from lxml import etree  # noqa: PLC0415 - only where a page is HTML
    except ImportError:
        raise MissingExtra("articles", "reading a web page") from None
    page = _Page(name)
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    try:
        # lone surrogates cannot be encoded, and NUL would end the page for a reader in C
        parser.feed(source.replace("\0", "").encode("utf-8", "replace"))
        parser.close()
    except etree.XMLSyntaxError:
        # nothing but white space, or a document that ends before it begins
        page.close()
    return page.seen()


@dataclass(slots=True)
class _Page:
    """The target of the parser: collects the text, where blocks begin and end, and the copy."""

    name: str
    tags: int = 0
    heard: int = 0
    letters: int = 0
    length: int = 0
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    clean: list[str] = field(default_factory=list)
    # (start, end, kind, why) of every block
    found: list[tuple[int, int, Kind, str]] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    # of every open tag: its name, what it says of kind and of why, and whether readers see it
    open: list[tuple[str, Kind, str, bool]] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)

    def start(self, tag: Any, attributes: Any) -> None:
        """Open a tag."""
        self.tags += 1
        if self.tags > MAX_TAGS:
            raise PageUnreadable(
                "too-tangled", self.name, f"it has more than {MAX_TAGS} tags", "save its text to a .txt file"
            )
        tag = str(tag).lower()
        _, kind, why, seen = self.open[-1] if self.open else ("", "text", "", True)
        if tag == "br":
            self.buffer.append(_BREAK)
        elif tag in _BREAKS:
            self._flush()
        elif tag in {"td", "th"} and "".join(self.buffer).strip():
            self.buffer.append(" | ")
        elif tag in {"td", "th", "dt"}:
            self.buffer.append(" ")
        why = why or _CHROME.get(tag, "") or _ROLES.get(str(attributes.get("role", "")).lower(), "")
        if "hidden" in attributes or _HIDING.search(str(attributes.get("style", ""))[:500]):
            why = "hidden"
        if tag == "footer" and not any(outer in {"article", "main", "blockquote"} for outer, *_ in self.open[-50:]):
            why = why or "boilerplate"
        seen = seen and tag not in _UNSEEN
        # a list or table inside an item begins anew, and a table that holds paragraphs is there for its layout alone
        if tag in {"ul", "ol", "table"} or (kind == "table" and tag in {"p", "div", "article", "section"}):
            kind = "text"
        self.open.append((tag, _KINDS.get(tag, kind), why, seen))
        self.ends.append(self._copy(tag, attributes) if seen and why != "hidden" else "")

    def end(self, tag: Any) -> None:
        """Close a tag."""
        if str(tag).lower() in _BREAKS:
            self._flush()
        if self.open:
            self.open.pop()
            self.clean.append(self.ends.pop())

    def data(self, data: str) -> None:
        """Take text."""
        if len(self.open) > 1 and self.open[-1][0] == "title" and self.open[-2][0] == "head" and len(self.title) < 100:
            self.title.append(data)
        self.heard += 1
        if not self.open or self.open[-1][3]:
            self.letters += len(data)
            if self.letters > 2 * MAX_CHARACTERS or self.heard > 2 * MAX_TAGS:
                raise PageUnreadable(
                    "too-large", self.name, f"it has more than {MAX_CHARACTERS:,} characters of text",
                    "save the part that you want to check as a .txt file",
                )  # fmt: skip
            inside = self.open and self.open[-1][0] == "pre"
            self.buffer.append(data if inside else data.replace(_BREAK, " "))
            if not self.open or self.open[-1][2] != "hidden":
                self.clean.append(escape(data, quote=False))

    def comment(self, text: str) -> None:
        """Leave a comment out."""

    def close(self) -> None:
        """End the page."""
        self._flush()
        while self.ends:
            self.clean.append(self.ends.pop())
        self.open.clear()

    def seen(self) -> Visible:
        """Return what was collected."""
        text = "".join(self.text)
        blocks: list[Block] = []
        for start, end, kind, why in self.found:
            block = Block(Traced("", (0,), (0,)), kind=kind, given=kind != "text", gap=1, why=why)
            blocks.extend(block_of(text, start, end, lambda words, block=block: replace(block, words=words)))  # type: ignore[misc]
        return Visible(" ".join("".join(self.title).split())[:300], text, tuple(blocks), "".join(self.clean), self.tags)

    def _copy(self, tag: str, attributes: Any) -> str:
        """Open a tag in the copy and return what will close it."""
        if len(self.open) > _MAX_DEPTH or not re.fullmatch(r"[a-z][a-z0-9]{0,20}", tag):
            return ""
        kept = "".join(
            f' {key}="{escape(str(attributes[key])[:200])}"' for key in _KEPT_ATTRIBUTES if key in attributes
        )
        self.clean.append(f"<{tag}{kept}>")
        return "" if tag in _VOID else f"</{tag}>"

    def _flush(self) -> None:
        raw = "".join(self.buffer)
        self.buffer.clear()
        if not raw.strip(" |\n\t\r\f"):
            return
        _, kind, why, _ = self.open[-1] if self.open else ("", "text", "", True)
        if len(self.found) > MAX_BLOCKS:
            raise PageUnreadable(
                "too-tangled", self.name, f"it has more than {MAX_BLOCKS:,} lines", "give a part of it"
            )
        for words in _split_at_breaks(raw):
            self.found.append((self.length, self.length + len(words), kind, why))
            self.text.extend((words, _BREAK))
            self.length += len(words) + len(_BREAK)


def _split_at_breaks(raw: str) -> list[str]:
    """Split at a forced line end where a line is finished or the next begins like one; elsewhere it is a space."""
    lines = [" ".join(line.split()) for line in raw.split(_BREAK)]
    pieces: list[str] = []
    for line in lines:
        if not line.strip(" |"):
            continue
        if pieces and line[0].islower() and pieces[-1][-1] not in ".!?:;":
            pieces[-1] += " " + line
        else:
            pieces.append(line)
    return pieces
