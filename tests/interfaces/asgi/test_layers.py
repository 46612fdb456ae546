"""What every page gets without thinking of it: headers, names, other sites, bounds, rates, and errors as pages."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.types import Message, Scope

from lib.tiny_site import error_page, site
from unblush.interfaces.asgi.bodies import BoundedBodies
from unblush.interfaces.asgi.headers import CONTENT_POLICY
from unblush.interfaces.asgi.rate import MOST_ADDRESSES, Buckets, counted_address
from unblush.interfaces.asgi.settings import Settings

OWN = {"sec-fetch-site": "same-origin"}
ALWAYS = {
    "content-security-policy": CONTENT_POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


def client(settings: Settings | None = None, base_url: str = "http://localhost:8000", **more: Any) -> TestClient:
    return TestClient(site(settings or Settings(), **more), base_url=base_url, follow_redirects=False)


def dressed(answer: Any) -> None:
    for name, value in ALWAYS.items():
        assert answer.headers.get_list(name) == [value], name
    assert "geolocation=()" in answer.headers["permissions-policy"]
    assert "strict-transport-security" not in answer.headers
    assert "server" not in answer.headers


# headers and errors


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status", "reason"),
    [
        ("GET", "/", {}, b"", 200, ""),
        ("HEAD", "/", {}, b"", 200, ""),
        ("POST", "/form", OWN, b"a=1", 200, ""),
        ("GET", "/nowhere", {}, b"", 404, "not-found"),
        ("GET", "/form", {}, b"", 405, "method"),
        ("POST", "/form", OWN, b"a" * 64_001, 413, "too-large"),
        ("POST", "/form", {"sec-fetch-site": "cross-site"}, b"a=1", 403, "cross-site"),
        ("GET", "/", {"host": "evil.example"}, b"", 400, "host"),
        ("GET", "/boom", {}, b"", 500, "error"),
    ],
)
def test_every_answer_is_dressed_and_every_error_is_a_page(
    method: str, path: str, headers: dict, body: bytes, status: int, reason: str
) -> None:
    answer = client().request(method, path, headers=headers, content=body)
    assert answer.status_code == status
    dressed(answer)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    if reason:
        assert answer.content == error_page(status, reason)
    assert ("x-robots-tag" in answer.headers) == (method == "POST")


def test_an_answer_to_too_many_requests_is_dressed_too() -> None:
    eager = client(Settings(burst=1, requests_per_minute=6), clock=lambda: 0.0)
    assert eager.get("/").status_code == 200
    answer = eager.get("/")
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "10"
    assert answer.content == error_page(429, "too-many")
    dressed(answer)


def test_the_answer_to_a_wrong_method_names_the_right_one() -> None:
    assert client().get("/form").headers["allow"] == "POST"


def test_tls_is_remembered_only_where_there_is_tls() -> None:
    answer = client(Settings(secure=True)).get("/")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/static/site.css?v=0123abcd", True),
        ("/static/site.0123abcd.css", True),
        ("/static/0123abcd4567/site.css", True),
        ("/static/site.css", False),
        ("/static/site.css?v=new", False),
        ("/?v=0123abcd", False),
        ("/nowhere/0123abcd.css", False),
    ],
)
def test_only_what_is_named_by_its_content_is_kept(path: str, kept: bool) -> None:
    assert (client().get(path).headers["cache-control"] == "public, max-age=31536000, immutable") == kept


def test_a_crash_in_the_middle_of_an_answer_ends_it_without_a_word() -> None:
    with pytest.raises(Exception, match=r"."):  # noqa: PT012 - the client of starlette sees an answer without an end
        answer = client().get("/half")
        assert b"half" not in answer.content
        assert answer.content != b"some"


def test_no_websocket_is_opened() -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), client().websocket_connect("/"):
        pass


# names


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("localhost", True),
        ("LOCALHOST:1", True),
        ("127.0.0.1:8000", True),
        ("127.8.8.8", True),
        ("[::1]:8000", True),
        ("site.example", True),
        ("Site.Example.:443", True),
        ("other.example:8443", True),
        ("192.0.2.7:8000", True),
        ("other.example", False),
        ("evil.example", False),
        ("site.example.evil.example", False),
        ("localhost.evil.example", False),
        ("evil.example:80@localhost", False),
        ("localhost:80:80", False),
        ("localhost/", False),
        ("", False),
        ("192.0.2.8", False),
    ],
)
def test_only_the_names_of_the_site_are_answered(host: str, known: bool) -> None:
    settings = Settings(host="192.0.2.7", hosts=("site.example", "other.example:8443"))
    assert client(settings).get("/", headers={"host": host}).status_code == (200 if known else 400)


def test_two_names_at_once_are_none() -> None:
    answer = client().get("/", headers=[("host", "localhost"), ("host", "localhost")])
    assert answer.status_code == 400


# other sites


@pytest.mark.parametrize(
    ("headers", "status", "checked"),
    [
        ({"sec-fetch-site": "same-origin"}, 200, True),
        ({"sec-fetch-site": "none"}, 200, True),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 200, True),  # Chromium under no-referrer
        ({"sec-fetch-site": "same-site"}, 403, None),
        ({"sec-fetch-site": "cross-site"}, 403, None),
        ({"sec-fetch-site": "cross-site", "origin": "http://localhost:8000"}, 403, None),
        ({"sec-fetch-site": ""}, 403, None),
        ({"origin": "http://localhost:8000"}, 200, True),
        ({"origin": "http://LOCALHOST:8000"}, 200, True),
        ({"origin": "https://localhost:8000"}, 200, True),  # a proxy took the TLS away
        ({"origin": "http://localhost"}, 403, None),
        ({"origin": "http://localhost:8001"}, 403, None),
        ({"origin": "http://evil.example"}, 403, None),
        ({"origin": "http://localhost:8000.evil.example"}, 403, None),
        ({"origin": "ftp://localhost:8000"}, 403, None),
        ({"origin": "localhost:8000"}, 403, None),
        ({"origin": "http://[::1"}, 403, None),
        ({"origin": "null"}, 200, False),  # a browser that does not say: the page asks for its nonce
        ({}, 200, False),
    ],
)
def test_other_sites_are_refused_and_silence_is_told_to_the_page(
    headers: dict, status: int, checked: bool | None
) -> None:
    answer = client().post("/form", headers=headers, content=b"a=1")
    assert answer.status_code == status
    if checked is not None:
        assert f"checked {checked}" in answer.text


def test_a_default_port_may_be_written_or_not() -> None:
    behind = client(Settings(secure=True, hosts=("site.example",)), base_url="http://site.example")
    assert behind.post("/form", headers={"origin": "https://site.example:443"}, content=b"a").status_code == 200
    assert behind.post("/form", headers={"origin": "http://site.example"}, content=b"a").status_code == 403


def test_two_origins_must_both_be_ours() -> None:
    headers = [("origin", "http://localhost:8000"), ("origin", "http://evil.example")]
    assert client().post("/form", headers=headers, content=b"a").status_code == 403


def test_reading_from_another_site_is_no_harm() -> None:
    assert client().get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 200


# bodies


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/form", 64_000, 200),
        ("/form", 64_001, 413),
        ("/check", 64_001, 200),
        ("/check", 5_000_000, 200),
        ("/check", 5_000_001, 413),
        ("/check/", 64_001, 413),
        ("/form", 100_000_000, 413),
    ],
)
def test_announced_bodies_are_bounded(path: str, size: int, status: int) -> None:
    answer = client().post(path, headers=OWN, content=b"a" * size)
    assert answer.status_code == status
    if status == 200:
        assert f"{size} bytes" in answer.text


@pytest.mark.parametrize(("parts", "status"), [(64, 200), (65, 413), (10_000, 413)])
def test_bodies_that_announce_nothing_are_bounded(parts: int, status: int) -> None:
    answer = client().post("/form", headers=OWN, content=(b"a" * 1000 for _ in range(parts)))
    assert answer.status_code == status


def ask(app: Any, messages: list[Message], **scope: Any) -> list[Message]:
    """Call an application itself; when the messages have run out, nothing more comes."""
    sent: list[Message] = []
    waiting = list(messages)

    async def receive() -> Message:
        if not waiting:
            await asyncio.sleep(60)
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    whole: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/form",
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"transfer-encoding", b"chunked")],
        **scope,
    }
    asyncio.run(app(whole, receive, send))
    return sent


async def never(*_: Any) -> None:
    raise AssertionError("the application must not be asked")


def part(size: int) -> Message:
    return {"type": "http.request", "body": b"a" * size, "more_body": True}


def test_a_body_that_never_ends_in_time_is_given_up() -> None:
    app = BoundedBodies(never, Settings(), error_page, (), form_seconds=0.05)
    sent = ask(app, [part(10)])
    assert sent[0]["status"] == 408
    assert sent[1]["body"] == error_page(408, "timeout")
    assert (b"connection", b"close") in sent[0]["headers"]
    assert app._held == 0


def test_bodies_together_hold_no_more_than_the_bound() -> None:
    app = BoundedBodies(never, Settings(), error_page, (), most_held=1000)
    assert ask(app, [part(600), part(600)])[0]["status"] == 503
    assert app._held == 0


def test_a_person_who_goes_away_is_not_answered() -> None:
    app = BoundedBodies(never, Settings(), error_page, ())
    assert ask(app, [part(10), {"type": "http.disconnect"}]) == []
    assert app._held == 0


def test_an_endless_body_is_not_read_to_its_end() -> None:
    app = BoundedBodies(never, Settings(), error_page, ())
    assert ask(app, [part(64_000)] * 9)[0]["status"] == 413


# rates


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_an_address_has_its_burst_and_then_its_rate() -> None:
    clock = Clock()
    buckets = Buckets(60, 5, clock)
    assert [buckets.wait("a") for _ in range(5)] == [0.0] * 5
    assert buckets.wait("a") == pytest.approx(1.0)
    assert buckets.wait("b") == 0.0
    clock.now += 1
    assert buckets.wait("a") == 0.0
    assert buckets.wait("a") > 0


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 5)), max_size=80))
def test_no_address_ever_has_more_than_burst_and_rate(asked: list[tuple[int, float]]) -> None:
    clock = Clock()
    buckets = Buckets(60, 3, clock)
    taken: dict[int, int] = {}
    for address, pause in asked:
        clock.now += pause
        if buckets.wait(str(address)) == 0.0:
            taken[address] = taken.get(address, 0) + 1
        assert taken.get(address, 0) <= 3 + (clock.now - 1000.0) + 1e-6


def test_addresses_take_bounded_memory_and_are_forgotten() -> None:
    clock = Clock()
    buckets = Buckets(60, 5, clock)
    for number in range(3 * MOST_ADDRESSES):
        buckets.wait(str(number))
    assert len(buckets) == MOST_ADDRESSES
    clock.now += 6
    buckets.wait("a")
    assert len(buckets) == 1


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("testclient", ""),
    ],
)
def test_a_household_counts_as_one(address: str, counted: str) -> None:
    assert counted_address({"client": (address, 1)}) == counted


def test_what_never_changes_and_health_are_free() -> None:
    eager = client(Settings(burst=1), clock=lambda: 0.0)
    assert [eager.get(path).status_code for path in ("/", "/static/a.css", "/", "/health/x")] == [200, 200, 429, 404]
    assert eager.get("/health/x", headers={"host": "10.0.0.7:8000"}).status_code == 404
