"""Pages to read, and a question in a person's own words, as a visitor meets them."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from interfaces.web.visitor import SAME_ORIGIN
from unblush.compiled.terms import words_of
from unblush.interfaces.asgi.settings import Settings
from unblush.interfaces.web.app import build_app
from unblush.interfaces.web.seal import Sealer
from unblush.interfaces.web.topic_pages import topic_code, topic_codes
from unblush.interview.desk import Desk

FIXED = ("/", "/topics", "/ask", "/check", "/conceive", "/budget", "/how", "/figures", "/privacy", "/safety", "/review")


def text_of(page) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def title_of(page) -> str:
    return re.search("<title>(.*?)</title>", page.text)[1]


def ask(client: TestClient, question: str, **more: str):
    return client.post("/ask", data={"question": question, "region": "uk", **more}, headers=SAME_ORIGIN)


@pytest.mark.parametrize("path", FIXED)
def test_a_page_for_everybody_has_one_heading_and_speaks_for_a_region(client, path):
    page = client.get(path)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert client.get(path).content == page.content
    assert client.get(f"{path}?region=uk").status_code == 200
    assert client.get(f"{path}?region=no-such&language=no-such").content == page.content


def test_every_link_between_the_pages_leads_somewhere(client):
    pages = [client.get(path).text for path in FIXED]
    pages.append(client.get(f"/topics/{topic_code('nocturnal_emission')}?region=in").text)
    targets = {html.unescape(target) for page in pages for target in re.findall(r'href="(/[^"#]*)"', page)}
    for target in sorted(targets):
        assert client.get(target).status_code == 200, target


def test_no_two_topics_have_one_address(web_desk: Desk):
    assert len(topic_codes(web_desk.words)) == len(web_desk.words.conditions)


def test_every_topic_can_be_read_and_its_title_and_address_are_silent(client, web_desk: Desk):
    for name, condition in web_desk.words.conditions.items():
        page = client.get(f"/topics/{topic_code(name)}")
        assert page.status_code == 200, name
        assert title_of(page) == "Reading - Unblush"
        assert condition.plain in text_of(page)
        assert "unblush topic" not in page.text
        assert "unblush ask" not in page.text


def test_every_topic_is_in_the_list_once(client, web_desk: Desk):
    listed = re.findall(r'href="/topics/([0-9a-f]{6})"', client.get("/topics").text)
    assert sorted(listed) == sorted(topic_codes(web_desk.words))


def test_no_two_links_say_the_same_and_lead_elsewhere(client):
    for path in ("/topics", "/review"):
        links = re.findall(r'<a href="(/topics/[0-9a-f]{6})">(.*?)</a>', client.get(path).text)
        assert len({title for _, title in links}) == len(links)


def test_there_is_no_other_topic(client):
    for code in ("000000", "nocturnal_emission", "0"):
        assert client.get(f"/topics/{code}").status_code == 404


def test_pages_name_the_services_of_a_region(client):
    for path in (f"/topics/{topic_code('dhat_semen_loss_anxiety')}", "/safety"):
        assert client.get(f"{path}?region=uk").text != client.get(f"{path}?region=us").text


def test_the_button_of_a_topic_begins_its_interview(client):
    page = client.get(f"/topics/{topic_code('nocturnal_emission')}?region=uk").text
    form = re.search(r'<form method="post" action="/interview".*?</form>', page, re.DOTALL)[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert fields == {"complaint": "penile_fluid", "region": "uk", "whom": "self", "do": "begin"}
    assert "Before you begin" in client.post("/interview", data=fields, headers=SAME_ORIGIN).text


def test_a_question_is_answered_with_its_sources(client):
    page = ask(client, "will lying with my legs up stop it leaking out")
    assert page.status_code == 200
    assert "Sources" in page.text
    assert re.search(r'href="/topics/[0-9a-f]{6}', page.text) or 'action="/interview"' in page.text
    assert page.text.count("<h1") == 1


def test_a_cry_for_help_is_met_first(client):
    page = ask(client, "my testicle suddenly hurts so badly and I feel sick")
    heading = re.search("<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)[1]
    assert "should not wait" in heading
    assert page.text.count("<h1") == 1
    assert page.text.index("999") < page.text.index('id="question"')


def test_what_we_do_not_know_is_said(client):
    page = ask(client, "how do I repair a bicycle chain")
    assert "We do not know" in page.text
    assert "Sources" not in page.text


def test_no_question_stays_in_memory(client):
    ask(client, "is pre-cum always free of sperm")
    assert words_of.cache_info().currsize == 0


def test_an_empty_question_is_said_beside_the_field(client):
    page = ask(client, "  \x00 ")
    assert title_of(page).startswith("Error: ")
    assert 'href="#question"' in page.text
    assert 'aria-describedby="question-hint question-mistake"' in page.text


def test_a_question_comes_back_escaped_and_in_no_title_or_address(client):
    page = ask(client, "<script>marker-of-this-test</script>")
    assert "&lt;script&gt;marker-of-this-test" in page.text
    assert "<script>marker" not in page.text
    assert "marker" not in title_of(page)
    assert "marker" not in str(page.url)


def test_nothing_that_was_asked_is_kept(client):
    before = client.get("/ask").content
    ask(client, "marker-of-this-test is pre-cum free of sperm")
    assert client.get("/ask").content == before


def test_safety_shows_every_red_flag_with_its_source(client, web_desk: Desk):
    said = text_of(client.get("/safety?region=uk"))
    for flag in web_desk.words.flags.values():
        assert " ".join(flag.title.split()) in said
    for region in web_desk.words.regions.values():
        assert region.services["crisis"][1:] in said


def test_the_review_page_says_item_by_item_who_signed(client, web_desk: Desk):
    said = text_of(client.get("/review"))
    drafts = sum(not condition.reviewed_by for condition in web_desk.words.conditions.values())
    assert said.count("Nobody yet") == drafts
    assert web_desk.pack.digest[:12] in said


def test_pages_are_rendered_once_in_the_made_up_language_too(web_desk: Desk):
    client = TestClient(
        build_app(Settings(pseudo_language=True, engine="plain"), web_desk.pack, Sealer()), base_url="http://localhost"
    )
    page = client.get("/how?language=ar-XB")
    assert 'dir="rtl"' in page.text
    assert page.content != client.get("/how").content
