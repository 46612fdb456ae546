"""The way out, by link, by key and by Esc: the page and its place in the history are replaced."""

from __future__ import annotations

from browser import modes
from browser.server import ELSEWHERE_TITLE
from browser.test_comings_and_goings import KEPT_NOTHING, START, answered


def gone(me):
    """Ask that the page is another, and that Back brings no answer back."""
    me.page.wait_for_url(f"{me.other_site}**")
    assert me.page.title() == ELSEWHERE_TITLE
    for _ in range(6):
        before = me.page.url
        me.page.go_back()
        if me.page.url == before == "about:blank":
            break
        if me.page.url.startswith(me.site):
            me.page.locator("h1").wait_for()
            me.page.wait_for_load_state("networkidle")
            assert me.heading in (START, KEPT_NOTHING)
            assert me.page.locator("main input[name=token]").count() == 0


def test_the_link_leaves(me):
    answered(me)
    me.page.locator("#leave").click()
    gone(me)


def test_the_link_leaves_by_the_keyboard(meet):
    me = meet(modes.KEYBOARD)
    answered(me)
    me.page.reload()
    me.page.locator("#leave").focus()
    me.page.keyboard.press("Enter")
    gone(me)


def test_esc_three_times_leaves(me):
    answered(me)
    for _ in range(3):
        me.page.keyboard.press("Escape")
    gone(me)


def test_esc_twice_and_something_else_stays(me):
    answered(me)
    for key in ("Escape", "Escape", "Shift", "Escape"):
        me.page.keyboard.press(key)
    me.page.wait_for_load_state("networkidle")
    assert me.page.url.startswith(me.site)


def test_the_first_page_is_left_too(me):
    me.given_i_open_the_first_page()
    for _ in range(3):
        me.page.keyboard.press("Escape")
    gone(me)


def test_without_scripts_the_link_leads_away(meet):
    me = meet(modes.NO_SCRIPT)
    answered(me)
    me.page.locator("#leave").click()
    me.page.wait_for_url(f"{me.other_site}**")
    assert me.page.title() == ELSEWHERE_TITLE


def test_who_left_can_begin_again(me):
    answered(me)
    me.page.locator("#leave").click()
    me.page.wait_for_url(f"{me.other_site}**")
    answered(me)
    me.mark()
    me.page.go_back()
    me.wait_for_the_next_page()
    assert me.page.locator("main input[name=token]").count() > 0
