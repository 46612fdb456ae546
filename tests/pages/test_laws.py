"""What holds for every text, every tag soup and every run of bytes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lib.pages import BODY, HTML, MARKDOWN, PLAIN
from unblush.errors import PageUnreadable
from unblush.pages import WHY, PageText, read_bytes, read_text
from unblush.pages.traced import normalise, traced

PIECES = st.sampled_from(
    [
        *BODY, "Home", "Latest articles", "• ", "1) ", "- ", "\n", "\n\n", "\n\n\n", ".", "Yes.No",
        "March 4, 2024 1 min read", " / ", "Read more", ":", "\xa0", "\u200b", "\u00ad", "a-\nb", "©", "…",
        "(Read More Here)", "**", "[a](b)", "<b>", "| a | b |", "# ", "> ",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=40).map("".join))
TAGS = st.sampled_from(
    [
        "<p>", "</p>", "<div hidden>", "</div>", "<ul><li>", "</ul>", "<h2>", "</h2>", "<table><tr><td>",
        "</table>", "<br>", "<nav>", "</nav>", "<script>", "</script>", "<!--", "-->", "&nbsp;", "&#0;", "<b",
        ">", "<title>", "<svg>", "<blockquote>", "\0", *BODY,
    ]
)  # fmt: skip


def holds(page: PageText, *, markdown: bool = False) -> None:
    end = 0
    for sentence in page.sentences:
        assert end <= sentence.start < sentence.end <= len(page.original)
        assert sentence.text == sentence.text.strip()
        assert normalise(page.original[sentence.start : sentence.end], markdown=markdown) == sentence.text
        end = sentence.end
    spans = sorted([(s.start, s.end) for s in page.sentences] + [(d.start, d.end) for d in page.dropped])
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert {piece.why for piece in page.dropped} <= set(WHY)
    assert page.language in {"en", "other"}


@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    holds(read_text(text))


@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_text(text) == read_text(text)


@given(TEXTS)
def test_any_markdown_is_read_or_refused(text: str) -> None:
    try:
        page = read_bytes(text.encode("utf-8", "replace"), "page.md")
    except PageUnreadable:
        return
    for sentence in page.sentences:
        assert 0 <= sentence.start < sentence.end <= len(page.original)


@given(st.lists(st.one_of(TAGS, st.text(max_size=20)), max_size=40).map("".join))
def test_any_tag_soup_is_read_or_refused(text: str) -> None:
    try:
        holds(read_bytes(text.encode("utf-8", "replace"), "page.html"))
    except PageUnreadable:
        return


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "%PDF-1.4\n", "MIME-Version: 1.0\n"]),
    st.sampled_from(["a.pdf", "a.mhtml", "a", "a.html"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, begins: str, name: str) -> None:
    try:
        read_bytes(begins.encode() + data, name)
    except PageUnreadable:
        return


@given(st.sampled_from([PLAIN, HTML, MARKDOWN]), st.integers(0, 3000), st.integers(0, 3000))
def test_a_page_cut_out_anywhere_is_read_or_refused(page: str, start: int, length: int) -> None:
    text = page[start : start + length]
    holds(read_text(text))
    try:
        holds(read_bytes(text.encode(), "page.html"))
    except PageUnreadable:
        return


@given(TEXTS, st.booleans())
def test_every_character_that_is_left_knows_where_it_stood(text: str, markdown: bool) -> None:
    words = traced(text, 0, len(text), markdown=markdown)
    for index, character in enumerate(words.text):
        if character != " ":
            assert text[words.origin(index)] == character
