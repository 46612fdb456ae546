"""Every format gives the same sentences, under the same headings, at their places."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from lib.pages import BODY, HTML, KEPT, MARKDOWN, MHTML, PDF_LINES, PLAIN, pdf_of
from unblush.pages import WHY, PageText, read_bytes, read_page, read_text
from unblush.pages.traced import normalise


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("reading a file opened a socket")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


def places_hold(page: PageText, *, markdown: bool = False) -> None:
    """Offsets lead to the text, sentences and dropped pieces are in order, and nothing overlaps."""
    end = 0
    for sentence in page.sentences:
        assert normalise(page.original[sentence.start : sentence.end], markdown=markdown) == sentence.text
        assert end <= sentence.start < sentence.end
        end = sentence.end
    end = 0
    for piece in page.dropped:
        assert end <= piece.start < piece.end
        assert piece.why in WHY
        assert len(piece.text) <= 80
        end = piece.end
    kept = [range(s.start, s.end) for s in page.sentences]
    for piece in page.dropped:
        assert not any(spans.start < piece.end and piece.start < spans.stop for spans in kept), piece


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", HTML.encode()),
        ("PAGE.HTM", HTML.encode()),
        ("no ending", HTML.encode()),
        ("utf16.html", HTML.replace('<meta charset="utf-8">', "").encode("utf-16")),
        ("latin.html", HTML.replace("utf-8", "iso-8859-1").replace("©", "&copy;").encode("latin-1")),
        ("page.mhtml", MHTML.encode()),
        ("page.mht", MHTML.encode()),
        ("saved", MHTML.encode()),
        ("page.md", MARKDOWN.encode()),
    ],
)
def test_pages_with_markup_give_the_same_sentences(name: str, data: bytes) -> None:
    page = read_bytes(data, name)
    assert tuple(sentence.text for sentence in page.sentences) == KEPT
    assert page.title == "Why fluid runs out"
    assert page.language == "en"
    assert page.words == sum(len(text.split()) for text in KEPT)
    heading = {sentence.text: sentence.heading for sentence in page.sentences}
    kind = {sentence.text: sentence.kind for sentence in page.sentences}
    assert heading[BODY[0]] == "Why does fluid run out?"
    assert heading["It is not an illness."] == "Standing up"
    assert heading["a fever"] == "On the toilet: See somebody soon if there is"
    assert heading[BODY[3]] == "On the toilet"
    assert (kind["On the toilet"], kind["a fever"], kind["clear | from a gland"]) == ("heading", "list", "table")
    assert kind["I was so afraid for weeks, and it was nothing but a little fluid."] == "quote"
    places_hold(page, markdown=name == "page.md")


def test_html_says_what_was_dropped_and_why() -> None:
    why = {piece.text: piece.why for piece in read_bytes(HTML.encode(), "page.html").dropped}
    assert why["We use cookies to make this site better."] == "cookies"
    assert why["Home"] == why["Contact us"] == why["Accept"] == "menu"
    assert why["By Ann Example, 12 March 2024"] == "byline"
    assert why["Somebody at a desk"] == "caption"
    assert why["Words for robots that no reader of this page can see at all."] == "hidden"
    assert why["© 2024 Example Pages. All rights reserved."] == "copyright"
    assert why["Bob: I have had this for years and a pill cured it."]
    assert not any("script" in text or "color" in text for text in why)


def test_plain_text_loses_its_furniture_and_keeps_its_headings() -> None:
    page = read_text(PLAIN)
    assert page.title == "Why does fluid run out?"
    assert [(s.text, s.heading, s.kind) for s in page.sentences] == [
        ("Why does fluid run out?", "", "heading"),
        (BODY[0], "Why does fluid run out?", "text"),
        ("Standing up", "", "heading"),
        ("It is not an illness.", "Standing up", "text"),
        ("Most people see it now and then, and they forget it.", "Standing up", "text"),
        (BODY[1], "Standing up", "text"),
        ("On the toilet", "", "heading"),
        (BODY[2], "On the toilet", "text"),
        ("See somebody soon if there is:", "On the toilet", "text"),
        ("blood in it", "On the toilet: See somebody soon if there is", "list"),
        ("a fever", "On the toilet: See somebody soon if there is", "list"),
        ("pain that stays", "On the toilet: See somebody soon if there is", "list"),
        (BODY[3], "On the toilet", "text"),
    ]
    places_hold(page)


def test_plain_text_says_what_was_dropped_and_why() -> None:
    page = read_text(PLAIN)
    why = {piece.text: piece.why for piece in page.dropped}
    assert why["Home"] == why["About us"] == why["Blog / Questions / Why does fluid run out?"] == "menu"
    assert why["Article written byAnn Example, midwife and owner of Example Kits."] == "byline"
    assert (
        why["Picture caption appears here"]
        == why["someone at a desk"]
        == why["logo-top logo-foot icon-heart"]
        == "caption"
    )
    assert why["Some links here are affiliate links, which pay us."] == "advert"
    assert why["How to sleep well"] == why["March 04, 2024 2 min read"] == why["Ten foods for the heart"] == "teaser"
    assert why["Share this page on:"] == "share"
    assert why["Address: 1 Example Street, Sampletown"] == why["Phone: +1(555)010 0100"] == "address"
    assert why["© 2024 Example Pages, all rights reserved"] == "copyright"
    assert why["Terms of Use"] == why["Our products"] == why["View All"] == "menu"
    assert why["Happy Gut"] in {"menu", "repeated"}
    assert [sign.text for sign in page.seller_signs] == [
        "Article written byAnn Example, midwife and owner of Example Kits.",
        "Some links here are affiliate links, which pay us.",
        "Please feel free to contact us!",
        "Our products",
    ]


def test_a_pdf_gives_whole_sentences_across_its_lines() -> None:
    page = read_bytes(pdf_of(PDF_LINES), "page.pdf")
    assert [s.text for s in page.sentences] == [
        "Standing up",
        BODY[0],
        "It goes by itself within a day.",
        BODY[1],
    ]
    assert page.sentences[1].heading == "Standing up"
    assert [piece.why for piece in page.dropped] == ["page-number", "page-number"]
    places_hold(page)


def test_a_file_standard_input_and_a_text_are_the_same_page(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(PLAIN, encoding="utf-8")
    assert read_page(str(file)) == read_page("-", data=PLAIN.encode()) == read_text(PLAIN)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("That is why it runs out.Drops are small.", 2),
        ("It came (though not at once!) after sex.", 1),
        ("Dr. Example gave approx. 0.1 ml, e.g. a drop. It is 38.5 °C.", 2),
        ("They put it in a wash. Some of it comes out.", 2),
        ("Was it so?Yes it was.", 2),
        ("See https://example.org/Page.Html for more of it.", 1),
        ("He has a Ph.D. in it.", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, sentences: int) -> None:
    page = read_text(text)
    assert len(page.sentences) == sentences
    places_hold(page)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(BODY), "en"),
        ("Blood in it. Bad smell. Burning pain. Odd colour. Fever. Chills.", "en"),
        (
            "Después del sexo es normal que salga algo de líquido, y no es un signo de enfermedad para la mujer.",
            "other",
        ),
        (
            "Nach dem Sex läuft oft etwas Flüssigkeit heraus, und das ist nicht ein Zeichen von einer Krankheit.",
            "other",
        ),
        ("Sex ke baad thoda paani nikalna aam baat hai aur yeh bimari ka sanket nahi hai.", "other"),
        ("सेक्स के बाद कुछ तरल निकलना आम बात है और यह बीमारी का संकेत नहीं है।", "other"),
        ("セックスの後に少し液体が出るのは普通です。 病気 では ありません。 心配 しないで ください。", "other"),
    ],
)
def test_a_page_in_another_language_says_so(text: str, language: str) -> None:
    assert read_text(text).language == language


@pytest.mark.parametrize(
    "text",
    [
        "Home\nAbout us\nContact us\nPrivacy policy\nTerms of use\nSearch\n© 2024 Example",
        "Latest articles\n\nShare this page\n\nSubscribe to our newsletter\n\nAll rights reserved",
    ],
)
def test_a_page_of_furniture_has_no_sentence_and_is_no_error(text: str) -> None:
    page = read_text(text)
    assert page.sentences == ()
    assert page.dropped
    assert page.words == 0


def test_a_page_about_something_else_is_read_like_any_other() -> None:
    page = read_text("Tomatoes\n\nTomatoes like sun, and they want water every day. Plant them in May.")
    assert [s.heading for s in page.sentences] == ["", "Tomatoes", "Tomatoes"]
    assert not page.dropped
