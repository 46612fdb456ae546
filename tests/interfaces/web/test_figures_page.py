"""The page of figures prints what was recorded, failures included, and says which content it was measured on."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from unblush.evaluation.figures import SCHEMA, recorded_figures
from unblush.interfaces.web.figures_page import figures_context
from unblush.interfaces.web.render import words_for_web

DOCS = Path(__file__).resolve().parents[3] / "docs"


def printed_in(file: str, name: str) -> str:
    text = (DOCS / file).read_text()
    return re.search(rf"<!-- begin {name} -->\n(.*?)\n<!-- end {name} -->", text, re.DOTALL)[1]


def test_every_failure_stands_on_the_page(client):
    page = client.get("/figures")
    said = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())
    assert page.status_code == 200
    for failure in recorded_figures()["cases"]["failures"]:
        assert failure["case"].replace("_", " ") in said
    for row in recorded_figures()["published_results"]["rows"]:
        assert row["computed"] in said


def test_it_says_whether_they_were_measured_on_what_runs(web_desk):
    words = words_for_web(web_desk.words)
    figures = recorded_figures()
    assert figures["schema"] == SCHEMA
    same = figures_context(words, figures, figures["pack_digest"])
    other = figures_context(words, figures, "0" * 64)
    assert "the very content" in same.measured_on
    assert "000000000000" in other.measured_on
    assert figures["pack_digest"][:12] in other.measured_on


@pytest.mark.parametrize(
    ("file", "name", "part"),
    [
        ("evaluation.md", "evaluation", "cases"),
        ("claims.md", "claims", "claims"),
        ("conception.md", "points", "published_results"),
    ],
)
def test_docs_and_page_show_the_same_figures(file, name, part):
    shown = printed_in(file, name)
    for line in recorded_figures()[part]["printed"]:
        assert line in shown, "run: unblush pack figures --write, and just docs"
