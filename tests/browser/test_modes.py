"""The same stories for people who use a browser in another way, and what those ways ask of single pages."""

from __future__ import annotations

import io
import unicodedata

import pytest
from pypdf import PdfReader

from browser import modes
from browser.looks import LEAST_BORDER, border_contrast
from browser.person import heard
from browser.stories import a_boy_of_15_wakes_up_wet, a_condom_leaked_30_hours_ago, waters_break_at_34_weeks

WAYS = [
    (modes.KEYBOARD, a_boy_of_15_wakes_up_wet),
    (modes.KEYBOARD, waters_break_at_34_weeks),
    (modes.NARROW, a_condom_leaked_30_hours_ago),
    (modes.ZOOMED, waters_break_at_34_weeks),
    (modes.DARK, waters_break_at_34_weeks),
    (modes.RIGHT_TO_LEFT, waters_break_at_34_weeks),
    (modes.RIGHT_TO_LEFT_NARROW, a_condom_leaked_30_hours_ago),
]


def on_paper(me):
    """Return the words of the page as it is printed."""
    paper = PdfReader(io.BytesIO(me.page.pdf(format="A4")))
    # letters that are drawn as one are two again
    return heard(unicodedata.normalize("NFKC", " ".join(page.extract_text() for page in paper.pages)))


@pytest.mark.parametrize(("mode", "story"), WAYS, ids=[f"{mode.name}-{story.__name__}" for mode, story in WAYS])
def test_a_story_ends_well_in_another_way(meet, mode, story):
    me = meet(mode)
    story(me)
    assert me.page.locator("html").get_attribute("dir") == ("rtl" if mode.language != "en" else "ltr")
    me.then_the_page_is_accessible()


def test_the_first_tab_leads_past_the_top(meet):
    me = meet(modes.KEYBOARD)
    me.given_i_open_the_first_page()
    me.page.keyboard.press("Tab")
    skip = me.page.locator(".skip")
    assert skip.evaluate("el => el === document.activeElement")
    assert skip.bounding_box()["x"] >= 0
    me.page.keyboard.press("Enter")
    assert me.page.url.endswith("#main")
    me.page.keyboard.press("Tab")
    assert me.page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("mode", [modes.BASIC, modes.NO_SCRIPT], ids=["script", "no script"])
def test_a_mistake_is_said_at_the_top_and_takes_the_focus(meet, mode):
    me = meet(mode)
    me.given_i_have_begun()
    me.when_i_am_asked("How old are you?", number="never")
    assert me.page.title().startswith("Error: ")
    summary = me.page.locator(".summary-of-errors")
    assert summary.evaluate("el => el === document.activeElement")
    me.then_the_page_is_accessible()
    summary.locator("a").click()
    assert me.page.locator("#n").evaluate("el => el === document.activeElement")
    assert me.page.locator("#n").input_value() == "never"
    me.when_i_am_asked("How old are you?", number="30")
    me.when_i_am_asked("Is any of this true right now?")
    assert me.page.title().startswith("Error: ")
    me.then_the_page_is_accessible()
    summary.locator("a").click()
    assert me.page.locator("#a-1").evaluate("el => el === document.activeElement")


def test_the_first_page_says_what_is_missing(me):
    me.given_i_open_the_first_page()
    me.when_i_press("Begin")
    assert me.page.title().startswith("Error: ")
    me.then_the_page_is_accessible()


@pytest.mark.parametrize("mode", [modes.BASIC, modes.DARK], ids=["light", "dark"])
def test_the_borders_of_controls_can_be_seen(meet, mode):
    me = meet(mode)
    me.given_i_have_begun()
    found = {"text": border_contrast(me.page.locator("#n"))}
    me.when_i_am_asked("How old are you?", number="30")
    found["checkbox"] = border_contrast(me.page.locator("#a-1"))
    found["choice"] = border_contrast(me.page.locator(".choice").first)
    me.given_i_open_the_first_page()
    found["radio"] = border_contrast(me.page.locator("#complaint-1"))
    found["select"] = border_contrast(me.page.locator("#zone"))
    assert {name: contrast for name, contrast in found.items() if contrast < LEAST_BORDER} == {}


def test_none_of_these_stands_alone(me):
    me.given_i_have_begun()
    me.when_i_am_asked("How old are you?", number="30")
    me.when_i_choose("Blood you can see in the urine")
    me.when_i_choose("None of these")
    assert me.page.locator(":checked").evaluate_all("all => all.map((el) => el.value)") == ["none"]
    me.when_i_choose("Blood you can see in the urine")
    assert "none" not in me.page.locator(":checked").evaluate_all("all => all.map((el) => el.value)")


def test_the_clock_of_the_device_is_chosen(me):
    me.given_i_open_the_first_page()
    assert me.page.locator("#zone").input_value() == "Europe/London"


def test_the_result_is_printed_with_its_sources_and_without_the_buttons(me):
    waters_break_at_34_weeks(me)
    text = on_paper(me)
    for words in (
        "Get help now",
        "Watery fluid before 37 weeks",
        "What would change this",
        "Preterm prelabour rupture",
    ):
        assert words in text
    for words in ("Leave this page", "Change my answers", "Save it on this device", "Nothing you type is kept"):
        assert words not in text


def test_the_page_for_a_clinician_is_accessible_and_is_printed(me):
    waters_break_at_34_weeks(me)
    with me.page.context.expect_event("response", lambda response: "/summary" in response.url):
        me.mark()
        me.button("Show the page for a clinician").click()
    me.wait_for_the_next_page()
    me.then_the_page_is_accessible()
    text = on_paper(me)
    assert "Leave this page" not in text
    assert "34" in text
