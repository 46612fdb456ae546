"""Fetching: off unless asked, public addresses only, bounded, and connected to the address that was checked."""

from __future__ import annotations

import contextlib
import gzip
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import pytest

import unblush.pages
from lib.pages import BODY, HTML
from unblush.errors import PageUnreadable
from unblush.pages import fetch, read_page
from unblush.pages.addresses import check_public
from unblush.pages.fetch import Target, open_address

PUBLIC = "93.184.216.34"


@dataclass
class Canned:
    """A reply made beforehand, in pieces."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "text/html; charset=utf-8"})
    body: Sequence[bytes] = (HTML.encode(),)
    closed: bool = False

    def __post_init__(self) -> None:
        self._left = list(self.body)

    def read(self, most: int) -> bytes:
        assert most <= 65_536
        return self._left.pop(0) if self._left else b""

    def close(self) -> None:
        self.closed = True


@dataclass
class Web:
    """A web of canned replies: what was looked up, and what was connected to."""

    replies: dict[str, Canned]
    hosts: dict[str, list[str]] = field(default_factory=dict)
    looked: list[str] = field(default_factory=list)
    opened: list[Target] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        assert 0 < port < 65_536
        self.looked.append(host)
        return self.hosts.get(host, [PUBLIC])

    def open(self, target: Target, seconds: float) -> Canned:
        assert 0 < seconds <= 10
        self.opened.append(target)
        return self.replies[target.host + target.path]


def read(url: str, web: Web) -> unblush.pages.PageText:
    return read_page(url, fetch=True, resolver=web.resolve, opener=web.open)


def refused(url: str, web: Web) -> str:
    with pytest.raises(PageUnreadable) as caught:
        read(url, web)
    assert "\n  Mend: " in str(caught.value)
    assert all(reply.closed for reply in web.replies.values() if reply._left != list(reply.body))
    return caught.value.reason


def test_nothing_is_fetched_unless_asked() -> None:
    web = Web({})
    with pytest.raises(PageUnreadable, match="add --fetch") as caught:
        read_page("https://example.org/", resolver=web.resolve, opener=web.open)
    assert caught.value.reason == "not-fetched"
    assert not web.looked


def test_a_page_is_fetched_from_the_address_that_was_checked() -> None:
    web = Web({"example.org/a%20page?q=1&r=%C3%A4": Canned()})
    page = read("https://example.org/a page?q=1&r=ä#part", web)
    assert BODY[0] in [s.text for s in page.sentences]
    assert web.looked == ["example.org"], "looked up once"
    assert [(t.scheme, t.address, t.port) for t in web.opened] == [("https", PUBLIC, 443)]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",  # noqa: S104
        "100.64.0.1", "100.127.255.254", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1",
        "239.1.1.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "::ffff:169.254.169.254", "::ffff:93.184.216.34", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "2002:7f00:1::1", "2002:a00:1::", "2001:0:7f00:1::1", "not an address", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    web = Web({"inside.example/": Canned()}, {"inside.example": [address]})
    assert refused("http://inside.example/", web) == "refused"
    assert not web.opened


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "2002:808:808::1"])
def test_public_addresses_are_not(address: str) -> None:
    check_public(address, "a page")


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    web = Web({"example.org/": Canned()}, {"example.org": [PUBLIC, "10.0.0.1"]})
    assert refused("http://example.org/", web) == "refused"
    assert not web.opened


def test_a_redirect_into_a_private_network_is_refused() -> None:
    leads = Canned(302, {"location": "http://inside.example/"}, ())
    web = Web({"example.org/": leads, "inside.example/": Canned()}, {"inside.example": ["169.254.169.254"]})
    assert refused("https://example.org/", web) == "refused"
    assert [t.host for t in web.opened] == ["example.org"]
    assert leads.closed


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript:alert(1)",
        "http://",
        "http://a:b@example.org/",
        "http://example.org:99999/",
    ],
)
def test_a_redirect_to_something_else_than_a_page_is_refused(location: str) -> None:
    web = Web({"example.org/": Canned(301, {"location": location}, ())})
    assert refused("https://example.org/", web) == "address"


def test_three_redirects_are_followed_and_each_is_looked_up() -> None:
    replies = {f"example.org/{i}": Canned(302, {"location": f"/{i + 1}"}, ()) for i in range(3)}
    web = Web({**replies, "example.org/3": Canned()})
    assert read("https://example.org/0", web).words
    assert len(web.looked) == 4


def test_four_redirects_are_too_many() -> None:
    web = Web({"example.org/": Canned(302, {"location": "/"}, ())})
    assert refused("https://example.org/", web) == "redirects"
    assert len(web.opened) == 4


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Canned(404), "http"),
        (Canned(500), "http"),
        (Canned(302, {}, ()), "http"),
        (Canned(headers={"content-type": "image/png"}), "not-text"),
        (Canned(headers={}), "not-text"),
        (Canned(headers={"content-type": "text/html", "content-encoding": "br"}), "not-text"),
        (Canned(headers={"content-type": "text/html", "content-encoding": "gzip"}, body=(b"no gzip",)), "damaged"),
        (
            Canned(
                headers={"content-type": "text/html", "content-encoding": "gzip"},
                body=(gzip.compress(b"x" * 9_000_000),),
            ),
            "too-large",
        ),
        (Canned(body=[b"x" * 60_000] * 100), "too-large"),
        (Canned(body=()), "empty"),
    ],
)
def test_replies_that_are_no_page(reply: Canned, reason: str) -> None:
    assert refused("https://example.org/", Web({"example.org/": reply})) == reason


def test_a_body_compressed_without_being_asked_is_read() -> None:
    reply = Canned(
        headers={"content-type": "text/html", "content-encoding": "gzip"}, body=(gzip.compress(HTML.encode()),)
    )
    assert read("https://example.org/", Web({"example.org/": reply})).words


def test_the_charset_of_the_server_is_believed() -> None:
    reply = Canned(
        headers={"content-type": "text/plain; charset=ISO-8859-1"},
        body=("Café au lait is not the cause of it.".encode("latin-1"),),
    )
    assert read("https://example.org/", Web({"example.org/": reply})).sentences[0].text.startswith("Café")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "address"),
        ("file:///etc/passwd", "address"),
        ("http:///x", "address"),
        ("http://[::1", "address"),
        ("http://user:word@example.org/", "address"),
        ("http://" + "a" * 70 + ".example/", "address"),
    ],
)
def test_addresses_that_are_none(url: str, reason: str) -> None:
    assert refused(url, Web({})) == reason


def test_a_host_that_is_not_found_or_does_not_answer() -> None:
    def dead(target: Target, seconds: float) -> Canned:
        raise ConnectionRefusedError(target, seconds)

    assert refused("http://nowhere.example/", Web({}, {"nowhere.example": []})) == "unreachable"
    with pytest.raises(PageUnreadable) as caught:
        read_page("http://example.org/", fetch=True, resolver=Web({}).resolve, opener=dead)
    assert caught.value.reason == "unreachable"


def test_ten_seconds_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(fetch.time, "monotonic", lambda: now[0])

    class Slow(Canned):
        def read(self, most: int) -> bytes:
            now[0] += 3
            return super().read(most)

    assert refused("https://example.org/", Web({"example.org/": Slow(body=[b"x"] * 9)})) == "timeout"


def served(answer: Callable[[socket.socket], None]) -> tuple[int, threading.Thread]:
    """Serve one connection on this machine; return its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listener, contextlib.suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                answer(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return listener.getsockname()[1], thread


def test_the_request_says_no_more_than_it_must() -> None:
    asked: list[bytes] = []

    def answer(connection: socket.socket) -> None:
        asked.append(connection.recv(65_536))
        connection.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nSet-Cookie: a=b\r\nContent-Length: 3\r\n\r\nabc"
        )

    port, thread = served(answer)
    reply = open_address(Target("http", "example.org", port, "127.0.0.1", "/x?y"), 5)
    assert (reply.status, reply.headers["content-type"], reply.read(10), reply.read(10)) == (
        200,
        "text/plain",
        b"abc",
        b"",
    )
    reply.close()
    thread.join()
    head, *lines = asked[0].decode().strip().split("\r\n")
    assert head == "GET /x?y HTTP/1.1"
    names = {line.split(":")[0] for line in lines}
    assert names == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert f"Host: example.org:{port}" in lines
    assert "unblush" not in asked[0].decode().lower()


@pytest.mark.parametrize("drip", [b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"])
def test_a_server_that_drips_is_left_when_time_is_up(drip: bytes) -> None:
    def answer(connection: socket.socket) -> None:
        connection.recv(65_536)
        connection.sendall(drip)
        for _ in range(100):
            connection.sendall(b"a")
            time.sleep(0.1)

    port, thread = served(answer)
    began = time.monotonic()
    target = Target("http", "example.org", port, "127.0.0.1", "/")
    with contextlib.suppress(OSError, HTTPException), contextlib.closing(open_address(target, 1.0)) as reply:
        while reply.read(100):
            pass
    assert time.monotonic() - began < 4
    thread.join(5)


def test_only_the_extractor_of_the_finder_of_main_text_is_imported() -> None:
    folder = Path(unblush.pages.__file__).parent
    imports = {
        line.strip()
        for file in folder.glob("*.py")
        for line in file.read_text().splitlines()
        if re.search(r"^\s*(from|import) ", line)
    }
    found = {line.split("  #")[0] for line in imports if "trafilatura" in line}
    assert found == {"from trafilatura import extract"}
    network = {
        file.name
        for file in folder.glob("*.py")
        if re.search(r"import (socket|http|urllib|ssl)|from urllib", file.read_text())
    }
    assert network == {"fetch.py"}
