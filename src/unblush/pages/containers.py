"""Pages inside something else: saved web pages (MHTML) and PDF files."""

from __future__ import annotations

import email
import email.policy
import io
import time
from email.message import EmailMessage
from typing import Any, Final

from unblush.errors import MissingExtra, PageUnreadable

_MOST_PARTS: Final = 200
_MOST_PAGES: Final = 400
_MOST_CHARACTERS: Final = 200_000
_SECONDS: Final = 20.0


def html_of_mhtml(data: bytes, name: str) -> tuple[bytes, str, bool]:
    """Return the page inside an MHTML file: its bytes, its charset ("" where none is given), and whether it is HTML.

    Raises:
        PageUnreadable: it is damaged, or holds no page.
    """
    damaged = PageUnreadable("damaged", name, "there is no web page in this MHTML file", "save the page again as HTML")
    if data.count(b"\n--") > _MOST_PARTS * 20 or data.lower().count(b"boundary=") > _MOST_PARTS:
        raise damaged
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = [part for part in message.walk() if part.get_content_type() in {"text/html", "text/plain"}]
        parts.sort(key=lambda part: part.get_content_type() != "text/html")
        for part in parts[:_MOST_PARTS]:
            body = part.get_payload(decode=True) if isinstance(part, EmailMessage) else None
            if isinstance(body, bytes) and body.strip():
                return body, str(part.get_content_charset("")), part.get_content_type() == "text/html"
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError):
        raise damaged from None  # the parser of the standard library stumbles over some broken headers
    raise damaged


def text_of_pdf(data: bytes, name: str) -> tuple[str, str]:
    """Return the title and the text of a PDF, its pages one below the other.

    Raises:
        MissingExtra: pypdf is not installed.
        PageUnreadable: it is locked, damaged, holds no text, or takes longer than 20 seconds.
    """
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - 130 ms, and only where a page is a PDF
        from pypdf.errors import DependencyError, FileNotDecryptedError  # noqa: PLC0415
    except ImportError:
        raise MissingExtra("articles", "reading a PDF") from None
    locked = PageUnreadable("encrypted", name, "this PDF is locked with a password", "save a copy without a password")
    pages: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked  # noqa: TRY301 - told apart below
        began, length = time.monotonic(), 0
        for page in reader.pages[:_MOST_PAGES]:
            pages.append(page.extract_text())
            length += len(pages[-1])
            if time.monotonic() - began > _SECONDS:
                raise PageUnreadable("timeout", name, "it takes too long to read", "copy its text to a file")  # noqa: TRY301 - the same
            if length > _MOST_CHARACTERS:
                break
        title = _title(reader)
    except PageUnreadable:
        raise
    except (DependencyError, FileNotDecryptedError):
        raise locked from None
    except Exception as error:  # noqa: BLE001 - a broken PDF can raise anything at all in its reader
        kind = type(error).__name__
        raise PageUnreadable("damaged", name, f"this PDF is damaged ({kind})", "save it again, or as text") from None
    text = "\n".join(pages)
    if not text.strip():
        raise PageUnreadable(
            "not-text", name, "this PDF holds pictures and no text", "type or copy its text into a file"
        )
    return title, text


def _title(reader: Any) -> str:
    found = reader.metadata.title if reader.metadata else None
    return " ".join(str(found).split())[:300] if found else ""
