"""The interview over HTTP, as a visitor meets it: every button, and every way in which a page can be out of date."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient

from interfaces.web.visitor import Visitor
from unblush.compiled.store import CompiledPack
from unblush.interfaces.asgi.settings import Settings
from unblush.interfaces.web.app import build_app
from unblush.interfaces.web.seal import Sealer


def test_an_interview_runs_from_the_first_page_to_the_result(visitor):
    visitor.begin("penile_fluid").until(
        "Your result", How_old="15", When_do_you="on_waking", nearest_to_how="semen_like"
    )
    assert visitor.page.status_code == 200
    assert "Wet dream" in visitor.text
    assert "Sources" in visitor.text


def test_the_emergencies_stand_before_the_first_question(visitor):
    visitor.begin("penile_fluid")
    assert visitor.heading == "Before you begin"
    assert "999" in visitor.text
    assert "An erection that has lasted more than four hours" in visitor.text


def test_an_emergency_interrupts_at_once(visitor):
    visitor.begin("penile_fluid").press("begun").answer(n="30")
    visitor.answer("sudden_testicle_pain")
    assert visitor.heading == "Get help now"
    visitor.press("go_on")
    assert visitor.heading != "Get help now"
    visitor.press("stop")
    assert "Get help now" in visitor.text


def test_what_is_urgent_is_not_taken_back_unasked(visitor):
    visitor.begin("penile_fluid").press("begun").answer(n="30").answer("sudden_testicle_pain")
    visitor.press("check").press("change:urgent_private").answer("none")
    assert "You took back an answer" in visitor.heading
    kept = visitor.token
    visitor.press("keep")
    assert visitor.heading == "Get help now"
    visitor.press("take_back", token=kept)
    assert visitor.heading != "Get help now"


def test_back_shows_the_earlier_answer_and_keeps_the_later_ones(visitor):
    visitor.begin("penile_fluid").press("begun").answer(n="31").answer("none").answer("none")
    here = visitor.heading
    visitor.press("back").press("back").press("back")
    assert visitor.heading.startswith("How old")
    assert 'value="31"' in visitor.page.text
    visitor.answer(n="32")
    assert visitor.heading == here


def test_deadlines_are_shown_before_any_other_question(visitor):
    visitor.begin("unwanted_pregnancy_risk").press("begun").answer(n="20")
    assert "time limit" in visitor.heading
    assert "hours left" in visitor.text or "days left" in visitor.text


def test_a_day_and_a_time_can_be_said_where_the_zone_is_known(visitor):
    visitor.begin("unwanted_pregnancy_risk", zone="Europe/London").press("begun")
    visitor.answer(n="", day="1", time="22:15")
    assert "time limit" in visitor.heading


def test_without_a_zone_only_hours_are_asked_and_no_date_is_said(client):
    visitor = Visitor(client).begin("unwanted_pregnancy_risk", region="us").press("begun")
    assert 'name="day"' not in visitor.page.text
    visitor.answer(n="20")
    assert "until" not in visitor.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Tick what fits"),
        ({"a": ["none", "blood_in_urine"]}, "not both"),
        ({"a": ["unknown", "declined"]}, "not both"),
        ({"a": ["there_is_no_such_answer"]}, "on this page"),
    ],
)
def test_an_answer_that_does_not_fit_is_said_beside_the_question(visitor, fields, said):
    visitor.begin("penile_fluid").press("begun").answer(n="30").press("answer", **fields)
    assert visitor.title.startswith("Error: ")
    assert said in visitor.text
    assert 'href="#a-1"' in visitor.page.text
    assert visitor.heading.startswith("Is any of this true right now?")


def test_a_wrong_number_stays_in_its_field(visitor):
    visitor.begin("penile_fluid").press("begun").answer(n="<b>old</b>")
    assert "&lt;b&gt;old&lt;/b&gt;" in visitor.page.text
    assert "<b>old" not in visitor.page.text


def test_the_same_form_sent_twice_ends_on_the_same_page(visitor):
    visitor.begin("penile_fluid").press("begun")
    token = visitor.token
    first = visitor.press("answer", n="30", token=token).heading
    assert visitor.press("answer", n="30", token=token).heading == first


def test_two_tabs_do_not_touch_each_other(client):
    one = Visitor(client).begin("penile_fluid").press("begun")
    two = Visitor(client).begin("sex_without_consent").press("begun")
    one.answer(n="30")
    there = two.heading
    two.answer(n="5")
    assert one.heading.startswith("Is any of this true right now?")
    assert two.heading not in (there, one.heading)


def test_cookies_may_be_off(client):
    visitor = Visitor(client)
    visitor.begin("penile_fluid")
    client.cookies.clear()
    visitor.press("begun").answer(n="30")
    assert visitor.page.status_code == 200


def test_the_cookie_holds_nothing_but_a_nonce(client):
    Visitor(client).begin("penile_fluid")
    (cookie,) = client.cookies.jar
    assert (cookie.name, len(cookie.value)) == ("unblush", 32)
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "strict"


@pytest.mark.parametrize(
    ("token", "status", "said"),
    [("", 400, "Nothing was kept here"), ("gAAAAA", 400, "We could not read this page")],
)
def test_a_token_that_is_none_says_so(client, token, status, said):
    visitor = Visitor(client).begin("penile_fluid")
    visitor.press("begun", token=token)
    assert (visitor.page.status_code, visitor.heading) == (status, said)


def test_a_page_that_is_too_old_says_so(web_pack: CompiledPack):
    times = iter([1000.0, 1000.0 + 3 * 3600])
    app = build_app(Settings(engine="plain"), web_pack, Sealer(clock=lambda: next(times)))
    visitor = Visitor(TestClient(app, base_url="http://localhost")).begin("penile_fluid")
    assert visitor.press("begun").heading == "This page is too old"
    assert visitor.page.status_code == 410


def test_a_bookmark_of_an_interview_tells_how_to_begin_again(client):
    page = client.get("/interview")
    assert page.status_code == 200
    assert "Nothing was kept here" in page.text


def test_a_token_of_another_pack_asks_to_begin_again(web_pack: CompiledPack):
    sealer = Sealer()
    app = build_app(Settings(engine="plain"), web_pack, sealer)
    visitor = Visitor(TestClient(app, base_url="http://localhost")).begin("penile_fluid")
    plain = sealer.open(visitor.token)
    plain["i"]["pack"] = "0" * 64
    visitor.press("begun", token=sealer.seal(plain))
    assert (visitor.page.status_code, visitor.heading) == (409, "The questions have changed")


def test_no_answer_stands_in_a_title_or_an_address(visitor):
    visitor.begin("penile_fluid").press("begun").answer(n="30").answer("sudden_testicle_pain")
    assert visitor.title == "Please stop here - Unblush"
    assert str(visitor.page.url).endswith("/interview")


def test_going_back_in_the_browser_keeps_what_was_said_since(visitor):
    visitor.begin("penile_fluid").press("begun")
    first = visitor.token
    visitor.answer(n="31").answer("none")
    newest, here = visitor.token, visitor.heading
    visitor.press("revisit", token=newest, there=first)
    assert visitor.heading.startswith("How old")
    assert 'value="31"' in visitor.page.text
    visitor.answer(n="33")
    assert visitor.heading == here
    visitor.press("revisit", token=visitor.token, there=newest)
    assert visitor.heading == here


def test_going_back_to_another_interview_shows_that_one(client):
    old = Visitor(client).begin("penile_fluid").press("begun")
    new = Visitor(client).begin("sex_without_consent")
    new.press("revisit", token=new.token, there=old.token)
    assert new.heading == old.heading


def test_the_log_names_the_route_and_nothing_that_was_said(visitor, caplog):
    with caplog.at_level("INFO", logger="unblush.access"):
        visitor.begin("penile_fluid").press("begun").answer(n="37")
    assert [json.loads(record.message)["route"] for record in caplog.records] == ["/interview"] * 3
    assert "37" not in "".join(re.sub(r'"(time|ms|bytes)": [^,}]+', "", record.message) for record in caplog.records)


def test_several_explanations_are_drawn_on_one_scale_and_a_single_one_is_not(client):
    several = Visitor(client).begin("penile_fluid")
    several.until("Your result", How_old="24", When_do_you="by_itself", nearest_to_how="yellow_green_pus")
    assert several.page.text.count('id="ranges-title"') == 1
    assert "Gonorrhoea: about 3 to 9 in 10" in several.text
    one = Visitor(client).begin("penile_fluid")
    one.until("Your result", How_old="15", When_do_you="on_waking", nearest_to_how="semen_like")
    assert 'id="ranges-title"' not in one.page.text
