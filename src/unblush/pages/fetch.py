"""Fetching one page by its address, with care: public addresses only, bounded in time and size, no cookies."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from unblush.errors import PageUnreadable
from unblush.pages.addresses import check_public

MAX_BYTES: Final = 5_000_000
SECONDS: Final = 10.0
MOST_REDIRECTS: Final = 3
USER_AGENT: Final = "Mozilla/5.0 (compatible; page reader)"
"""It says what asks, and neither which program nor whose computer."""

_KINDS: Final = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "plain", "application/pdf": "pdf",
}  # fmt: skip
_CHUNK: Final = 65_536


@dataclass(frozen=True, slots=True)
class Target:
    """One request: the host as it is named, the checked address that is connected to, and what is asked for."""

    scheme: str
    host: str
    port: int
    address: str
    path: str


class Reply(Protocol):
    """What an opener returns: status, headers by lower-case name, and the body in pieces."""

    @property
    def status(self) -> int:
        """The HTTP status."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, by lower-case name."""

    def read(self, most: int) -> bytes:
        """Return at most so many bytes, b"" at the end."""

    def close(self) -> None:
        """End the connection."""


Resolver = Callable[[str, int], Sequence[str]]
"""From a host and a port to its addresses."""
Opener = Callable[[Target, float], Reply]
"""From a target, and the seconds left, to its reply; it must connect to `target.address` and look nothing up."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a page, its kind ("html", "plain", "pdf"), and the charset that the server states, or ""."""

    data: bytes
    kind: str
    charset: str


def get(url: str, resolver: Resolver, opener: Opener) -> Fetched:
    """Fetch a page.

    Every address of every host on the way, redirects included, must be public, and the connection is made to an
    address that was checked: the name is not looked up again. At most 3 redirects, 10 seconds and 5 MB in all.

    Raises:
        PageUnreadable: it may not or cannot be fetched.
    """
    deadline = time.monotonic() + SECONDS
    here = url
    for _ in range(MOST_REDIRECTS + 1):
        reply = _open(url, _split(url, here), deadline, resolver, opener)
        try:
            if reply.status in {301, 302, 303, 307, 308} and reply.headers.get("location"):
                here = urljoin(here, reply.headers["location"])
                continue
            return _body(url, reply, deadline)
        finally:
            reply.close()
    raise PageUnreadable(
        "redirects", url, f"it leads on more than {MOST_REDIRECTS} times", "open it in a browser, and save the page"
    )


def resolve(host: str, port: int) -> Sequence[str]:
    """Look a host up, at most 5 seconds long."""
    found: list[str] = []

    def look() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(str(answer[4][0]) for answer in answers)

    worker = threading.Thread(target=look, daemon=True)
    worker.start()
    worker.join(SECONDS / 2)
    return tuple(dict.fromkeys(found))


def open_address(target: Target, seconds: float) -> Reply:
    """Connect to the checked address, ask for the page, and return the reply; a watchdog ends it when time is up."""
    line: socket.socket = socket.create_connection((target.address, target.port), seconds)
    watchdog: threading.Timer | None = None
    try:
        if target.scheme == "https":
            context = ssl.create_default_context()
            line = context.wrap_socket(line, server_hostname=target.host, do_handshake_on_connect=False)
        # a time-out on a socket counts from its last byte: a server that drips would hold the reader for ever
        watchdog = threading.Timer(seconds, _hang_up, [line])
        watchdog.daemon = True
        watchdog.start()
        if isinstance(line, ssl.SSLSocket):
            line.do_handshake()
        link = http.client.HTTPConnection(target.host, target.port, timeout=seconds)
        link.sock = line
        link.request("GET", target.path, headers=_headers(target))
        return _Line(link.getresponse(), line, watchdog)
    except BaseException:
        if watchdog is not None:
            watchdog.cancel()
        line.close()
        raise


def _headers(target: Target) -> dict[str, str]:
    """Return the least that a server needs to send a page: no cookie, no referrer, no language."""
    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = target.port == {"http": 80, "https": 443}[target.scheme]
    return {
        "Host": host if usual else f"{host}:{target.port}",
        "User-Agent": USER_AGENT,
        "Accept": ", ".join(_KINDS),
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


class _Line:
    """A reply over a connection of our own."""

    def __init__(self, response: http.client.HTTPResponse, line: socket.socket, watchdog: threading.Timer) -> None:
        self._response, self._line, self._watchdog = response, line, watchdog
        self.status = response.status
        self.headers = {key.lower(): value for key, value in response.getheaders()}

    def read(self, most: int) -> bytes:
        """Return at most so many bytes, without waiting for all of them."""
        return self._response.read1(most)

    def close(self) -> None:
        """End the connection and its watchdog."""
        self._watchdog.cancel()
        self._response.close()
        self._line.close()


def _hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        # of the plain socket: that of a TLS socket would first take its state away from the thread that reads
        socket.socket.shutdown(line, socket.SHUT_RDWR)


def _split(url: str, here: str) -> SplitResult:
    try:
        parts = urlsplit(here)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise PageUnreadable(
            "address", url, "only http and https addresses of a host are fetched", "look at the address"
        )
    return parts


def _open(url: str, parts: SplitResult, deadline: float, resolver: Resolver, opener: Opener) -> Reply:
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        host = str(parts.hostname)
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise PageUnreadable("address", url, "this is no name of a host", "look at the address") from None
    addresses = resolver(host, port)
    if not addresses:
        raise PageUnreadable("unreachable", url, "no such host is found", "look at the address and at your connection")
    for address in addresses:
        check_public(address, url)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._") if parts.query else ""
    )
    for address in addresses[:4]:
        left = deadline - time.monotonic()
        if left <= 0:
            raise _slow(url)
        try:
            return opener(Target(parts.scheme, host, port, address, path), left)
        except TimeoutError:
            raise _slow(url) from None
        except (OSError, http.client.HTTPException):
            continue  # a host with several addresses may answer at another
    if time.monotonic() >= deadline:
        raise _slow(url)
    raise PageUnreadable("unreachable", url, "it does not answer", "open it in a browser, and save the page")


def _body(url: str, reply: Reply, deadline: float) -> Fetched:
    if reply.status != 200:
        raise PageUnreadable(
            "http", url, f"the server answers {reply.status}", "open it in a browser, and save the page"
        )
    stated = reply.headers.get("content-type", "")
    kind = _KINDS.get(stated.split(";", 1)[0].strip().lower())
    if kind is None:
        raise PageUnreadable("not-text", url, "this is no web page, text or PDF", "give the address of a page")
    data = _unpacked(url, _all(url, reply, deadline), reply.headers.get("content-encoding", "").strip().lower())
    charset = re.search(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", stated, re.IGNORECASE)
    return Fetched(data, kind, charset[1] if charset else "")


def _all(url: str, reply: Reply, deadline: float) -> bytes:
    pieces: list[bytes] = []
    length = 0
    while True:
        if time.monotonic() >= deadline:
            raise _slow(url)
        try:
            piece = reply.read(_CHUNK)
        except (OSError, http.client.HTTPException):
            if time.monotonic() >= deadline:
                raise _slow(url) from None
            raise PageUnreadable("unreachable", url, "the connection broke", "try again") from None
        if not piece:
            # the watchdog ends a slow line as a server would: what came is not the whole page
            if time.monotonic() >= deadline:
                raise _slow(url)
            return b"".join(pieces)
        pieces.append(piece)
        length += len(piece)
        if length > MAX_BYTES:
            raise _large(url)


def _unpacked(url: str, data: bytes, coding: str) -> bytes:
    """Undo a compression that was not asked for, without ever holding more than the limit."""
    if coding in {"", "identity"}:
        return data
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise PageUnreadable("not-text", url, "it comes in a form that was not asked for", "save the page in a browser")
    try:
        opened = zlib.decompressobj(47 if coding != "deflate" else 15)
        plain = opened.decompress(data, MAX_BYTES + 1)
    except zlib.error:
        raise PageUnreadable("damaged", url, "it came damaged", "try again") from None
    if len(plain) > MAX_BYTES:
        raise _large(url)
    return plain


def _slow(url: str) -> PageUnreadable:
    return PageUnreadable("timeout", url, f"it took longer than {SECONDS:.0f} seconds", "try again, or save the page")


def _large(url: str) -> PageUnreadable:
    return PageUnreadable(
        "too-large", url, f"it is larger than {MAX_BYTES // 1_000_000} MB", "save the part you want to check"
    )
