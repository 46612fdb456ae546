"""The pages that can simply be opened: no link leads nowhere, and one of each kind passes axe on a narrow phone."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from browser import examples, modes
from browser.crawl import crawl, one_of_each_kind
from unblush.interfaces.web.app import build_app
from unblush.interfaces.web.seal import Sealer


@pytest.fixture(scope="module")
def found(web_pack, settings):
    with TestClient(build_app(settings, web_pack, Sealer()), base_url="http://localhost:8000") as client:
        return crawl(client)


def test_no_link_leads_nowhere(found):
    assert len(found) > 10
    dead = [f"{address}, from {whence}" for address, (status, _, whence) in found.items() if status != 200]
    assert not dead, "\n".join(dead)


def test_one_page_of_each_kind_is_accessible(meet, found):
    me = meet(modes.NARROW)
    for address in one_of_each_kind([address for address, (_, text, _) in found.items() if text]):
        me.page.goto(f"{me.site}{address}")
        me.axe_everywhere = True
        me.look_at_the_page()
    me.then_the_page_is_accessible()


@pytest.mark.parametrize(
    ("address", "fields", "button", "heading"),
    [
        ("/check", {"text": "Peeing after sex prevents pregnancy."}, "Check it", "What this page says"),
        ("/conceive", {"age": "34", "cycle": "28", "sex_on": "11,13"}, "Show the chance", "The chance of a pregnancy"),
        ("/budget", {"leak": "30"}, "Show how many stay", "Where the sperm go"),
    ],
    ids=["check", "conceive", "budget"],
)
def test_what_a_tool_answers_is_accessible(meet, address, fields, button, heading):
    me = meet(modes.NARROW)
    me.page.goto(f"{me.site}{address}")
    for field, text in fields.items():
        me.when_i_write(text, field)
    me.when_i_press(button)
    assert me.heading.startswith(heading)
    me.then_the_page_is_accessible()


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("will lying with my legs up stop it leaking out", "Ask in your own words"),
        ("I want to kill myself", "Please"),
        (examples.LONG, "Ask in your own words"),
        ("", "Ask in your own words"),
    ],
    ids=["known", "emergency", "not known", "empty"],
)
def test_an_answer_in_own_words_is_accessible(meet, question, heading):
    me = meet(modes.NARROW)
    me.page.goto(f"{me.site}/ask")
    me.when_i_write(question, "question")
    me.when_i_press("Ask")
    assert me.heading.startswith(heading)
    assert me.page.title().startswith("Error: ") == (not question)
    me.then_the_page_is_accessible()
