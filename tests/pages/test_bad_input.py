"""What is no page, or a hostile one, ends in a clear error or is read, within a second, and never leaks a word."""

from __future__ import annotations

import contextlib
import io
import logging
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lib.pages import BODY, HTML, PDF_LINES, pdf_of
from unblush.errors import MissingExtra, PageUnreadable
from unblush.pages import read_bytes, read_page, read_text

P = f"<p>{BODY[0]}</p>"
MEGABYTE = 1_000_000


def locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(PDF_LINES))))
    writer.encrypt("a password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.html", b" \n\t\r\n", "empty"),
        ("a.html", b"\0" * 1000, "empty"),
        ("a.docx", b"PK\x03\x04" + b"x" * 100, "binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + b"x" * 100, "binary"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.html", b"x" * (5 * MEGABYTE + 1), "too-large"),
        ("a.txt", b"Some words. " * 400_000, "too-large"),
        ("a.txt", b"A line\n" * 20_000, "too-tangled"),
        ("a.txt", b"a! " * 60_000, "too-tangled"),
        ("a.html", b"<div>" * 50_000 + P.encode(), "too-tangled"),
        ("a.html", b"<" * (4 * MEGABYTE), "too-large"),
        ("a.html", b"<table>" + b"<tr><td>a<td>b" * 20_000, "too-tangled"),
        ("a.mhtml", b"MIME-Version: 1.0\nContent-Type: image/png\n\nxx", "damaged"),
        ("a.mhtml", b'Content-Type: multipart/mixed; boundary="x"\n\n' + b"--x\n" * 500_000, "damaged"),
        ("a.pdf", b"%PDF-1.4\nthis is none", "damaged"),
        ("a.pdf", b"Just words under a wrong name", "damaged"),
        ("a.pdf", pdf_of([[""]]), "not-text"),
        ("a.pdf", locked_pdf(), "encrypted"),
    ],
)
def test_what_is_no_page_ends_in_an_error_that_says_how_to_mend_it(name: str, data: bytes, reason: str) -> None:
    began = time.perf_counter()
    with pytest.raises(PageUnreadable) as caught:
        read_bytes(data, name)
    assert time.perf_counter() - began < 3  # a second on a quiet machine
    assert caught.value.reason == reason
    assert (caught.value.exit_code, caught.value.problem_type) == (8, "unblush:page-unreadable")
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n  Mend: " in str(caught.value)


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 10_000 + P * 3,
        "<b><i>" * 5_000 + P,
        f'<p title="{"x" * 4_800_000}">a</p>{P}',
        P.replace("fluid", "flu\0id") * 3,
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body>&b;' + P,
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>' + P,
        "<!--" * 300_000 + "-->" + P,
        "<script>" + "x</" * 1_000_000 + "</script>" + P,
        "<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">" + P,
        "<nav>" * 200 + "</nav>" * 200 + P,
        "<iframe src=https://example.org></iframe><img src=https://example.org/x.png>" + P,
        "<title>" + "t" * 100_000 + "</title>" + P,
    ],
    ids=lambda source: source[:20],
)
def test_hostile_html_is_read_like_any_other(source: str) -> None:
    began = time.perf_counter()
    page = read_bytes(source.encode(), "a.html")
    assert time.perf_counter() - began < 3
    text = " ".join(sentence.text for sentence in page.sentences)
    assert BODY[0].split(" ", 6)[-1] in text
    assert "root:" not in page.original
    assert len(page.title) <= 300


def test_a_long_line_of_anything_ends_soon() -> None:
    for text in (
        "x" * 199_000,
        "." * 11_000,
        "( " * 99_000,
        "a / " * 49_000,
        "[a](" * 49_000,
        "_ " * 99_000,
        "by A, " * 30_000,
    ):
        began = time.perf_counter()
        read_text(text)
        read_bytes(text.encode(), "a.md")
        assert time.perf_counter() - began < 5, text[:10]


@pytest.mark.parametrize("name", ["nowhere.txt", ".", "a\0b", "x" * 5000])
def test_a_path_that_cannot_be_opened(name: str) -> None:
    with pytest.raises(PageUnreadable) as caught:
        read_page(name)
    assert caught.value.reason == "missing"


def test_a_file_is_read_up_to_the_limit_only(tmp_path: Path) -> None:
    file = tmp_path / "big.txt"
    with file.open("wb") as out:
        out.truncate(50 * MEGABYTE)
    with pytest.raises(PageUnreadable) as caught:
        read_page(str(file))
    assert caught.value.reason == "too-large"


def test_standard_input_without_anything_is_empty() -> None:
    with pytest.raises(PageUnreadable, match="standard input: it is empty"):
        read_page("-")


def test_control_characters_in_a_name_do_not_reach_the_terminal() -> None:
    with pytest.raises(PageUnreadable) as caught:
        read_page("\x1b[31mred.txt")
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    ("missing", "data", "name"),
    [
        ("nupunkt", b"Some words.", "a.txt"),
        ("trafilatura", HTML.encode(), "a.html"),
        ("lxml", HTML.encode(), "a.html"),
        ("pypdf", pdf_of(PDF_LINES), "a.pdf"),
    ],
)
def test_a_missing_library_is_named_with_its_extra(
    monkeypatch: pytest.MonkeyPatch, missing: str, data: bytes, name: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtra, match=r"unblush\[articles\]"):
        read_bytes(data, name)


def test_no_word_of_a_page_is_logged(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    marker = "Zanzibarmarker"
    broken = pdf_of([[f"{marker} runs out."]]).replace(b"startxref", b"startxxxx").replace(b"xref", b"xxxx")
    with caplog.at_level(logging.DEBUG):
        for data, name in (
            (HTML.replace("fluid", marker).encode(), "a.html"),
            (f"<p>{marker}".encode(), "a.html"),
            (broken, "a.pdf"),
            (f"{marker} runs out.".encode(), "a.txt"),
        ):
            with contextlib.suppress(PageUnreadable):
                read_bytes(data, name)
    assert marker not in caplog.text
    assert capfd.readouterr() == ("", "")


LOADS_LATE = """
import sys
from unblush.pages import read_page
loaded = {name.split(".")[0] for name in sys.modules} & {"trafilatura", "lxml", "nupunkt", "pypdf"}
print(read_page(sys.argv[1]).words, *loaded)
"""


@pytest.mark.parametrize("ending", ["html", "txt", "md", "pdf"])
def test_a_page_of_three_thousand_words_is_read_whole(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"page.{ending}"
    paragraphs = [f"{i} times we looked. {text}" for i in range(45) for text in BODY]
    if ending == "html":
        file.write_text("<html><body><article><h1>A page</h1>" + "".join(f"<p>{p}</p>" for p in paragraphs))
    elif ending == "pdf":
        halves = [
            [line for p in paragraphs[i : i + 20] for line in (p[:90], p[90:])] for i in range(0, len(paragraphs), 20)
        ]
        file.write_bytes(pdf_of(halves))
    else:
        file.write_text("# A page\n\n" + "\n\n".join(paragraphs))
    out = subprocess.run(
        [sys.executable, "-c", LOADS_LATE, str(file)], capture_output=True, text=True, check=True
    ).stdout
    words, *loaded = out.split()
    assert int(words) >= 3000
    assert loaded == [], "libraries load when a page is read, not before"
