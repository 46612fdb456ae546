"""The doors: a file, standard input, bytes, a text, or an address with leave to fetch it, into a `PageText`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from unblush.errors import PageUnreadable
from unblush.pages import fetch as network
from unblush.pages.blocks import MAX_BLOCKS, MAX_CHARACTERS, MAX_STOPS, Block, plain_blocks
from unblush.pages.containers import html_of_mhtml, text_of_pdf
from unblush.pages.fetch import MAX_BYTES, Opener, Resolver
from unblush.pages.furniture import furniture_of
from unblush.pages.kinds import kinds_of
from unblush.pages.language import language_of
from unblush.pages.maintext import main_blocks
from unblush.pages.markdown import front_title, markdown_blocks
from unblush.pages.markup import visible
from unblush.pages.page import Dropped, PageText, Sentence
from unblush.pages.sellers import sells
from unblush.pages.sentences import hushed, load_splitter, sentences_of

_ENDINGS: Final = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "mhtml", ".mht": "mhtml", ".txt": "plain",
    ".text": "plain", ".md": "markdown", ".markdown": "markdown", ".pdf": "pdf",
}  # fmt: skip
_MAGIC: Final = (
    (b"PK\x03\x04", "a zip, Word, e-book or slide file"), (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"RIFF", "a picture or sound"),
    (b"\x1f\x8b", "a compressed file"), (b"BZh", "a compressed file"), (b"7z\xbc\xaf", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"), (b"OggS", "a sound"), (b"ID3", "a sound"), (b"bplist00", "a web archive"),
)  # fmt: skip
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_URL: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}://")


def read_page(
    source: str,
    *,
    data: bytes | None = None,
    fetch: bool = False,
    resolver: Resolver = network.resolve,
    opener: Opener = network.open_address,
) -> PageText:
    """Read a page from a path, from `data` where the source is "-", or from an http(s) address with `fetch`.

    `resolver` and `opener` are the only two ways to the network, and are used for an address alone.

    Raises:
        MissingExtra: a library of the extra `articles` is not installed.
        PageUnreadable: it cannot be read, is no page, or may not be fetched; the message says how to mend it.
    """
    if source == "-":
        return read_bytes(data or b"", "standard input")
    if _URL.match(source):
        if not fetch:
            raise PageUnreadable(
                "not-fetched", source, "this is an address, and nothing is fetched unless you ask",
                "add --fetch, or save the page and name the file",
            )  # fmt: skip
        reply = network.get(source, resolver, opener)
        return _read(reply.data, source, reply.kind, reply.charset)
    try:
        with Path(source).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise PageUnreadable("missing", source, "there is no such file", "look at the name and the folder") from None
    except IsADirectoryError:
        raise PageUnreadable("missing", source, "this is a folder", "name one file in it") from None
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or "it cannot be opened"
        raise PageUnreadable("missing", source, what, "look at the name and at who may read it") from None
    return read_bytes(data, source)


def read_bytes(data: bytes, name: str) -> PageText:
    """Read a page from bytes; what it is follows from how it begins, then from the ending of its name.

    Raises:
        MissingExtra: a library of the extra `articles` is not installed.
        PageUnreadable: empty, too large, binary, locked, damaged or without text.
    """
    return _read(data, name, "", "")


def read_text(text: str) -> PageText:
    """Read a page from plain text.

    Raises:
        MissingExtra: nupunkt is not installed.
        PageUnreadable: there is more of it than any page has.
    """
    return _page(text, plain_blocks, "text", "")


def _read(data: bytes, name: str, kind: str, charset: str) -> PageText:
    if len(data) > MAX_BYTES:
        raise _too_large(name, f"it is larger than {MAX_BYTES // 1_000_000} MB")
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        raise PageUnreadable("empty", name, "it is empty", "save the page again, or give another file")
    kind = _kind(data, name, kind)
    if kind == "pdf":
        with hushed():
            title, text = text_of_pdf(data, name)
        return _page(text, plain_blocks, name, title)
    if kind == "mhtml":
        data, charset, is_html = html_of_mhtml(data, name)
        kind = "html" if is_html else "plain"
    text = _decoded(data, name, charset, html=kind == "html")
    if kind == "html":
        return _read_html(text, name)
    if kind == "markdown":
        return _page(text, markdown_blocks, name, front_title(text))
    return _page(text, plain_blocks, name, "")


def _read_html(source: str, name: str) -> PageText:
    seen = visible(source, name)
    _bounded(seen.text, seen.blocks, name)
    with hushed():
        blocks = main_blocks(seen.clean, seen.blocks, seen.tags)
    return _assembled(seen.text, blocks, seen.title)


def _page(text: str, cut: Callable[[str], list[Block]], name: str, title: str) -> PageText:
    _bounded(text, (), name)
    blocks = cut(text)
    _bounded("", blocks, name)
    return _assembled(text, blocks, title)


def _assembled(original: str, blocks: Sequence[Block], title: str) -> PageText:
    why = furniture_of(blocks)
    kept = [block for block, reason in zip(blocks, why, strict=True) if not reason]
    kinds = kinds_of(kept)
    with hushed():
        sentences, offers, signs = sentences_of(list(zip(kept, kinds, strict=True)), load_splitter())
    dropped = list(offers)
    for block, reason in zip(blocks, why, strict=True):
        if reason:
            start, end = block.place
            dropped.append(Dropped(start, end, block.text[:80], reason))
            # "Contact us" in a menu says nothing; "Our products" does
            if reason == "advert" or (sells(block.text) and (block.count > 3 or "our " in block.text.lower())):
                signs.append(Sentence(block.text, start, end, "", -1, block.kind))
    if not title:
        headings = [s for s in sentences[:3] if s.kind == "heading"]
        title = headings[0].text if headings and headings[0] is sentences[0] else ""
    return PageText(
        title=title,
        original=original,
        sentences=tuple(sentences),
        dropped=tuple(sorted(dropped, key=lambda piece: piece.start)),
        words=sum(len(sentence.text.split()) for sentence in sentences),
        language=language_of(" ".join(sentence.text for sentence in sentences)),
        seller_signs=tuple(sorted(signs, key=lambda sign: sign.start)),
    )


def _kind(data: bytes, name: str, kind: str) -> str:
    """Return what bytes are: by how they begin, by what a server says, by the ending of the name."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise PageUnreadable("binary", name, f"this is {what}, not a page", "save it as HTML, PDF or plain text")
    known = kind or _ENDINGS.get(Path(name).suffix.lower(), "")
    if known and known != "pdf":
        return known
    lower = head[:600].lower()
    if lower.startswith((b"mime-version:", b"from: <saved by", b'from: "saved by')) or b"\nmime-version: 1.0" in lower:
        return "mhtml"
    if lower.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<!--")) or b"<html" in lower:
        return "html"
    if known == "pdf":
        raise PageUnreadable("damaged", name, "its name says PDF, but it is none", "save it again")
    return "plain"


def _decoded(data: bytes, name: str, charset: str, *, html: bool) -> str:
    """Decode by the byte order mark, the stated charset, UTF-8, then Windows-1252; refuse what is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as_text(data.decode(encoding, "replace"), name)
    found = _CHARSET.search(data[:2048]) if html and not charset else None
    stated = charset or (found[1].decode("ascii", "replace") if found else "")
    for encoding in (stated, "utf-8"):
        try:
            if encoding:
                return _as_text(data.decode(encoding), name)
        except (UnicodeError, LookupError, ValueError):
            continue
    return _as_text(data.decode("windows-1252", "replace"), name)


def _as_text(text: str, name: str) -> str:
    sample = text[:65_536]
    odd = sum((c < " " and c not in "\t\n\r\f\v") or c in "\ufffd\x7f" or "\x80" <= c <= "\x9f" for c in sample)
    if odd * 50 > len(sample):
        raise PageUnreadable("binary", name, "this is no text", "save the page as HTML, PDF or plain text")
    return text


def _bounded(text: str, blocks: Sequence[Block], name: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise _too_large(name, f"it has more than {MAX_CHARACTERS:,} characters of text")
    if len(blocks) > MAX_BLOCKS or sum(text.count(stop) for stop in ".!?") > MAX_STOPS:
        raise PageUnreadable("too-tangled", name, "it has too many lines or full stops", "give the part you read")


def _too_large(name: str, what: str) -> PageUnreadable:
    return PageUnreadable("too-large", name, what, "save the part that you want to check as a .txt file")
