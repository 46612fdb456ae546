"""A page to check, pasted or uploaded: the report, what cannot be read, and nothing on the disk."""

from __future__ import annotations

import html
import re
import tempfile
import time

import pytest
from starlette.testclient import TestClient

from interfaces.web.visitor import SAME_ORIGIN
from unblush.compiled.terms import words_of
from unblush.errors import MissingExtra
from unblush.interfaces.asgi.settings import Settings
from unblush.interfaces.web import check_page, uploads
from unblush.interfaces.web.app import build_app
from unblush.interfaces.web.seal import Sealer
from unblush.interview.desk import Desk

SAID = "One drop of semen is made from forty drops of blood. Buy our herbal capsules now."
PAGE = f"<!doctype html><title>Nightfall</title><body><h1>Nightfall</h1><p>{SAID}</p></body>"


@pytest.fixture
def no_disk(monkeypatch):
    """Let every way to a temporary file fail."""

    def refuse(*_: object, **__: object):
        raise AssertionError("a temporary file was asked for")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "mkdtemp", "_mkstemp_inner"):
        monkeypatch.setattr(tempfile, name, refuse)


def text_of(page) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def paste(client: TestClient, text: str):
    # a browser sends the empty file field along
    files = {"text": (None, text), "file": ("", b"", "application/octet-stream")}
    return client.post("/check", files=files, headers=SAME_ORIGIN)


def upload(client: TestClient, name: str, data: bytes):
    return client.post("/check", data={"text": ""}, files={"file": (name, data)}, headers=SAME_ORIGIN)


def test_the_form_has_its_labels(client):
    page = client.get("/check").text
    assert 'enctype="multipart/form-data"' in page
    assert 'for="text"' in page
    assert 'for="file"' in page
    assert page.count("<h1") == 1


def test_a_pasted_text_gets_a_verdict_in_words(client):
    page = paste(client, SAID)
    said = text_of(page)
    assert page.status_code == 200
    assert "[x] not so" in said
    assert "One drop of semen is made from forty drops of blood." in said
    assert "What it leaves out" in said
    assert "Sources" in said
    assert page.text.count("<h1") == 1
    assert re.search("<title>(.*?)</title>", page.text)[1] == "Check a page - Unblush"


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM", "page", "page.md", "../../etc/page.txt"])
def test_a_file_is_read_by_its_ending(client, name):
    page = upload(client, name, (SAID if name.endswith(("md", "txt")) else PAGE).encode())
    assert page.status_code == 200
    assert "[x] not so" in text_of(page)
    assert "etc/page" not in page.text


@pytest.mark.usefixtures("no_disk")
def test_a_large_upload_never_touches_the_disk(client):
    page = upload(client, "page.html", PAGE.replace("<body>", f"<body><!--{'x' * 4_000_000}-->").encode())
    assert page.status_code == 200
    assert "[x] not so" in text_of(page)


@pytest.mark.usefixtures("no_disk")
def test_the_framework_alone_would_have_used_the_disk(client, monkeypatch):
    monkeypatch.setattr(uploads._InMemory, "spool_max_size", 1024 * 1024)
    page = upload(client, "page.html", PAGE.replace("<body>", f"<body><!--{'x' * 4_000_000}-->").encode())
    assert page.status_code == 500


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("page.txt", b" \n ", "nothing to read"),
        ("page.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "not a page or a text"),
        ("page.docx", b"PK\x03\x04" + bytes(50), "not a page or a text"),
        ("page.pdf", b"%PDF-1.4 broken", "could not read this file"),
        ("page.pdf", b"no pdf at all, only text", "could not read this file"),
        ("page.txt", b"word " * 100_000, "too long"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(client, name, data, said):
    page = upload(client, name, data)
    assert page.status_code == 422
    assert said in text_of(page)
    assert "<title>Error: " in page.text
    assert re.search(r'href="#(file|text)"', page.text)


def test_no_text_stays_in_memory(client):
    paste(client, SAID)
    assert words_of.cache_info().currsize == 0


def test_nothing_given_is_said(client):
    page = paste(client, "  ")
    assert page.status_code == 422
    assert "nothing to read" in text_of(page)


def test_more_than_the_bound_is_refused(web_desk: Desk):
    client = TestClient(
        build_app(Settings(largest_upload=10_000), web_desk.pack, Sealer()), base_url="http://localhost"
    )
    assert upload(client, "page.txt", b"x" * 200_000).status_code == 413
    assert paste(client, "x" * 20_000).status_code == 413


def test_what_is_no_form_of_ours_is_refused(client):
    sent = client.post("/check", content=b"text=hello", headers=SAME_ORIGIN)
    assert sent.status_code == 400
    kind = {"Content-Type": "multipart/form-data"}
    assert client.post("/check", content=b"text=hello", headers={**SAME_ORIGIN, **kind}).status_code == 400


def test_without_the_part_that_reads_pages_it_says_so(client, monkeypatch):
    def missing(_: str):
        raise MissingExtra("articles", "reading pages")

    monkeypatch.setattr(check_page, "read_text", missing)
    page = paste(client, SAID)
    assert page.status_code == 503
    assert "cannot read pages here" in text_of(page)


def test_a_page_that_takes_too_long_is_given_up(client, monkeypatch):
    monkeypatch.setattr(check_page, "SECONDS", 0.01)
    monkeypatch.setattr(check_page, "read_text", lambda _: time.sleep(0.5))
    page = paste(client, SAID)
    assert page.status_code == 422
    assert "too long to read" in text_of(page)


@pytest.mark.usefixtures("no_disk")
@pytest.mark.parametrize("path", ["/interview", "/ask", "/conceive", "/budget"])
def test_no_other_page_takes_a_file(client, path):
    sent = client.post(path, files={"n": ("page.html", b"x" * 20_000)}, headers=SAME_ORIGIN)
    assert sent.status_code == 400


def test_hostile_text_comes_back_as_text(client):
    page = paste(client, "<script>marker()</script> One drop of semen is made from forty drops of blood.")
    assert "<script>marker" not in page.text
    assert "marker" not in client.get("/check").text
