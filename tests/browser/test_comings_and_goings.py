"""Back, forward, reload, two tabs, no cookies, old pages, a new server: each ends well and says so."""

from __future__ import annotations

import contextlib

import pytest
from cryptography.fernet import Fernet
from playwright.sync_api import Error

from browser import modes
from browser.server import running, without_cookies
from unblush.interfaces.web.app import build_app
from unblush.interfaces.web.seal import Sealer

AGE = "How old are you?"
NOW = "Is any of this true right now?"
TOO = "And is any of this true right now?"
LIMIT = "Some things have a time limit"
TIMES = "When do you notice the fluid?"
NONE = "None of these"
START = "What brings you here?"
KEPT_NOTHING = "Nothing was kept here"

either_way = pytest.mark.parametrize("mode", [modes.BASIC, modes.NO_SCRIPT], ids=["script", "no script"])


def answered(me, age="31"):
    """Answer the first questions and stand before the fourth."""
    me.given_i_have_begun()
    me.when_i_am_asked(AGE, number=age)
    me.when_i_am_asked(NOW, NONE)
    me.when_i_am_asked(TOO, NONE)
    assert me.heading.startswith(LIMIT)


@either_way
def test_the_back_button_of_the_page_keeps_what_was_said(meet, mode):
    me = meet(mode)
    answered(me)
    for asked in (TOO, NOW, AGE):
        me.when_i_press("Back")
        assert me.heading.startswith(asked)
    assert me.page.locator("#n").input_value() == "31"
    me.when_i_am_asked(AGE, number="32")
    assert me.heading.startswith(LIMIT)


def test_back_and_forward_of_the_browser_walk_through_the_questions(me):
    answered(me)
    for go, asked in (("back", TOO), ("back", NOW), ("back", AGE), ("forward", NOW), ("forward", TOO)):
        me.mark()
        me.page.go_back() if go == "back" else me.page.go_forward()
        me.wait_for_the_next_page()
        assert me.heading.startswith(asked), go
    # and on from there, with what was said
    assert me.page.locator("input[value=none]").is_checked()
    me.when_i_press("Continue")
    assert me.heading.startswith(LIMIT)


def test_a_changed_answer_after_back_keeps_the_later_ones(me):
    answered(me)
    for asked in (TOO, NOW, AGE):
        me.mark()
        me.page.go_back()
        me.wait_for_the_next_page()
        assert me.heading.startswith(asked)
    assert me.page.locator("#n").input_value() == "31"
    me.when_i_am_asked(AGE, number="32")
    assert me.heading.startswith(LIMIT)


def reloaded(page):
    """Reload a page as soon as it can be reloaded."""
    for _ in range(50):
        with contextlib.suppress(Error):
            page.reload()
            return
        page.wait_for_timeout(100)
    raise AssertionError("the page cannot be reloaded")


def test_back_without_scripts_ends_on_a_page_of_ours_after_a_reload(meet):
    me = meet(modes.NO_SCRIPT)
    answered(me)
    # the browser's own page, which asks whether to send the form again, and takes a moment to open
    with contextlib.suppress(Error):
        me.page.go_back()
    reloaded(me.page)
    assert me.heading.startswith((TOO, NOW, KEPT_NOTHING))
    me.then_the_page_is_accessible()


@either_way
def test_a_reload_shows_the_same_question(meet, mode):
    me = meet(mode)
    answered(me)
    me.page.reload()
    me.page.locator(f"h1:has-text('{LIMIT}')").wait_for()
    me.when_i_am_asked(LIMIT, NONE)
    assert me.heading.startswith(TIMES)


@either_way
def test_a_double_click_on_continue_answers_once(meet, mode):
    me = meet(mode)
    answered(me)
    me.when_i_choose(NONE)
    me.mark()
    me.button("Continue").dblclick(no_wait_after=True)
    me.wait_for_the_next_page()
    assert me.heading.startswith(TIMES)
    me.when_i_choose("In the night, or on waking up")
    me.when_i_press("Continue")
    assert me.page.title() == "Question - Unblush"


def test_two_tabs_do_not_touch_each_other(me):
    answered(me)
    first = me.page
    me.page = me.context.new_page()
    me.given_i_have_begun("Something sexual happened that I did not want, or could not agree to")
    second = me.heading
    me.page, other = first, me.page
    me.when_i_am_asked(LIMIT, NONE)
    assert me.heading.startswith(TIMES)
    me.page = other
    assert me.heading == second
    me.page.locator("button:not([aria-hidden])", has_text="Back").click()
    me.page.locator("h1:has-text('Before you begin')").wait_for()


@either_way
def test_cookies_may_be_off(meet, mode, web_pack, settings):
    with running(without_cookies(build_app(settings, web_pack, Sealer()))) as address:
        me = meet(mode, address)
        answered(me)
        assert me.context.cookies() == []


@either_way
def test_a_bookmark_of_the_interview_says_that_nothing_was_kept(meet, mode):
    me = meet(mode)
    me.page.goto(f"{me.site}/interview")
    me.then_the_heading_is(KEPT_NOTHING)
    me.then_the_page_is_accessible()
    me.page.locator("a.button").click()
    me.page.locator(f"h1:has-text('{START}')").wait_for()


@either_way
def test_a_page_that_is_too_old_says_so(meet, mode, web_pack, settings):
    now = [1_000_000.0]
    with running(build_app(settings, web_pack, Sealer(clock=lambda: now[0]))) as address:
        me = meet(mode, address)
        answered(me)
        now[0] += 3 * 3600
        me.when_i_press("Continue")
        me.then_the_heading_is("This page is too old")
        me.then_the_page_is_accessible()


@either_way
def test_a_page_that_was_tampered_with_says_so(meet, mode):
    me = meet(mode)
    answered(me)
    me.page.locator("main input[name=token]").first.evaluate("el => { el.value = el.value.replace(/.{9}$/, 'A') }")
    me.when_i_press("Continue")
    me.then_the_heading_is("We could not read this page")
    me.then_the_page_is_accessible()


@pytest.mark.parametrize("same_keys", [True, False], ids=["same keys", "new keys"])
def test_a_server_that_was_started_anew(meet, web_pack, settings, same_keys):
    key = Fernet.generate_key()
    with running(build_app(settings, web_pack, Sealer(keys=[key]))) as address:
        me = meet(modes.BASIC, address)
        answered(me)
    new = Sealer(keys=[key]) if same_keys else Sealer()
    with running(build_app(settings, web_pack, new), port=int(address.rpartition(":")[2])):
        me.when_i_choose(NONE)
        me.when_i_press("Continue")
        if same_keys:
            assert me.heading.startswith(TIMES)
        else:
            me.then_the_heading_is("We could not read this page")
            me.then_i_read("or the server was started anew")


def test_an_emergency_that_is_taken_back_is_asked_about_once_more(me):
    me.given_i_have_begun()
    me.when_i_am_asked(AGE, number="30")
    me.when_i_am_asked(NOW, "Sudden or very bad pain in a testicle")
    me.then_the_heading_is("Get help now")
    me.then_the_page_is_accessible()
    me.when_i_press("I chose that by mistake")
    me.page.locator("dd button").nth(1).click()
    me.page.locator("fieldset").wait_for()
    me.when_i_choose(NONE)
    me.when_i_press("Continue")
    assert me.page.title() == "Is that right? - Unblush"
    me.then_the_page_is_accessible()
    me.when_i_press("Yes, what I say now is right")
    assert me.heading.startswith(TOO)
