"""Somebody who visits the site with a browser: what is given, what they do, and what they are told, as sentences."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request

from browser.looks import faults, violations
from browser.modes import Mode

LEVELS = {
    "now": "Get help now",
    "today": "Be seen today",
    "within a few days": "Be seen within a few days",
    "within two weeks": "Be seen within two weeks",
    "when it suits me": "Talk to a doctor when it suits you",
    "not at all": "You can look after this yourself",
}
"""How soon to be seen, and what the result says of it."""

_BACK_TO_ENGLISH = str.maketrans("äëïöüÄËÏÖÜ", "aeiouAEIOU", "\u202b\u202c~")
_REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
_MOST_TABS = 120
_FOCUS_SHOWS = """() => {
  const el = document.activeElement;
  const drawn = (e) => { const s = getComputedStyle(e); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; };
  const choice = el.closest('.choice');
  if (!drawn(el) && !(choice && drawn(choice))) return `no focus is seen on ${el.outerHTML.slice(0, 90)}`;
  const box = el.getBoundingClientRect(), top = document.querySelector('.top');
  const bar = top && getComputedStyle(top).position === 'sticky' ? top.getBoundingClientRect() : null;
  if (bar && !top.contains(el) && box.bottom > bar.top && box.bottom <= bar.bottom && box.top >= bar.top)
    return `the bar covers ${el.outerHTML.slice(0, 90)}`;
  return '';
}"""


def heard(text: str) -> str:
    """Return a text in English, also where the page speaks the made-up language."""
    return " ".join(text.translate(_BACK_TO_ENGLISH).split())


class Person:
    """One visitor with a browser of their own; `strange` collects what no visitor should meet."""

    def __init__(self, context: BrowserContext, mode: Mode, site: str, other_site: str) -> None:
        self.context, self.mode, self.site, self.other_site = context, mode, site, other_site
        self.strange: list[str] = []
        self.axe_everywhere = False
        self._allowed = (site, other_site.rstrip("/"))
        context.on("console", self._console)
        context.on("weberror", lambda error: self.strange.append(f"script error: {error.error}"))
        context.on("request", self._request)
        self.page: Page = context.new_page()

    def _console(self, message: ConsoleMessage) -> None:
        # the browser's own note on a page whose status says that a form was refused
        if not _REFUSED.match(message.text):
            self.strange.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "about") and f"{parts.scheme}://{parts.netloc}" not in self._allowed:
            self.strange.append(f"a request to somebody else: {request.url}")

    # given

    def given_i_open_the_first_page(self) -> None:
        """Open the site."""
        self.page.goto(f"{self.site}/")
        if self.mode.language != "en":
            self.page.locator("select[name=language]").select_option(self.mode.language)
        self.look_at_the_page()

    def given_i_have_begun(self, what: str = "Fluid comes out of my penis, or my semen seems odd") -> None:
        """Open the site, say what brings one here, and pass the emergencies."""
        self.given_i_open_the_first_page()
        self.when_i_begin_with(what)
        self.when_none_of_it_is_an_emergency()

    # when

    def when_i_begin_with(self, what: str, where: str = "United Kingdom") -> None:
        """Say what brings one here, and where one lives."""
        self.when_i_choose(what)
        self.when_i_choose(where)
        self.when_i_press("Begin")

    def when_none_of_it_is_an_emergency(self) -> None:
        """Go on past the list of emergencies."""
        self.then_the_heading_is("Before you begin")
        self.when_i_press("None of these, go on")

    def when_i_am_asked(self, question: str, *chosen: str, number: str = "") -> None:
        """Answer the question on the screen, which begins like this."""
        assert self.heading.startswith(question), f"asked {self.heading!r} instead of {question!r}"
        for one in chosen:
            self.when_i_choose(one)
        if number:
            self.when_i_write(number)
        self.when_i_press("Continue")

    def when_i_choose(self, label: str) -> None:
        """Choose one answer on the page."""
        said = self.page.locator("label.choice").filter(has=self.page.locator(".said"))
        labels = [heard(text) for text in said.locator(".said").evaluate_all(_FIRST_WORDS)]
        exact = [index for index, text in enumerate(labels) if text == label]
        near = [index for index, text in enumerate(labels) if text.startswith(label)]
        assert exact or len(near) == 1, f"{label!r} is none of {labels}"
        choice = said.nth((exact or near)[0])
        if self.mode.keyboard:
            self._choose_by_keys(choice.locator("input"))
        else:
            choice.click()

    def when_i_write(self, text: str, field: str = "n") -> None:
        """Write into the field of the page."""
        where = self.page.locator(f"[name={field}]:not([type=hidden])")
        if self.mode.keyboard:
            self.reach(where)
            self.page.keyboard.type(text)
        else:
            where.fill(text)

    def when_i_press(self, label: str) -> None:
        """Press a button, and wait for the page that follows."""
        self.page.evaluate(_MARK)
        self._press(self.button(label))
        self.wait_for_the_next_page()
        self.look_at_the_page()

    # then

    def then_the_heading_is(self, heading: str) -> None:
        """Read the main heading."""
        assert self.heading == heading

    def then_i_am_told_to_be_seen(self, when: str) -> None:
        """Read at the top of the result how soon to be seen."""
        self.then_the_heading_is("Your result")
        assert heard(self.page.locator(".care-top").first.inner_text()).endswith(LEVELS[when])

    def then_it_is_most_likely(self, name: str) -> None:
        """Read the first explanation."""
        assert heard(self.page.locator("section.card h3").first.inner_text()) == name

    def then_i_read(self, words: str) -> None:
        """Find some words on the page."""
        assert words in self.words

    def then_i_look_over_my_answers(self, *said: str) -> None:
        """Find answers on the page that lists them, and go on to the result."""
        self.then_the_heading_is("Check your answers")
        for one in said:
            self.then_i_read(one)
        self.when_i_press("Show my result")

    def then_the_page_is_accessible(self) -> None:
        """Ask axe, where scripts are on, and look for what axe does not see."""
        found = faults(self.page)
        if self.mode.javascript:
            found += violations(self.page)
        found, self.strange = [*self.strange, *found], []
        assert not found, "\n".join(dict.fromkeys(found))

    # what is on the screen

    @property
    def heading(self) -> str:
        """The main heading of the page."""
        return heard(self.page.locator("h1").inner_text())

    @property
    def words(self) -> str:
        """Every word on the page."""
        return heard(self.page.locator("body").inner_text())

    def button(self, label: str) -> Locator:
        """Find a button or a link that looks like one."""
        buttons = self.page.locator("button:not([aria-hidden]), a.button")
        labels = [heard(text) for text in buttons.all_text_contents()]
        assert label in labels, f"{label!r} is none of {labels}"
        return buttons.nth(labels.index(label))

    def reach(self, target: Locator) -> None:
        """Press Tab until something has the focus, and ask at each stop that the focus is seen."""
        for _ in range(_MOST_TABS):
            self.page.keyboard.press("Tab")
            hidden = self.page.evaluate(_FOCUS_SHOWS)
            if hidden:
                self.strange.append(hidden)
            if target.evaluate(_HAS_FOCUS):
                return
        raise AssertionError(f"Tab never comes to {target}")

    def wait_for_the_next_page(self) -> None:
        """Wait until the page that was marked has been replaced, by the browser or by a script."""
        self.page.locator("h1:not([data-was])").wait_for(state="attached")
        self.page.wait_for_load_state("load")

    def mark(self) -> None:
        """Mark the page, to know it from the next."""
        self.page.evaluate(_MARK)

    def _press(self, button: Locator) -> None:
        if self.mode.keyboard:
            self.reach(button)
            self.page.keyboard.press("Enter")
        else:
            button.click()

    def _choose_by_keys(self, control: Locator) -> None:
        self.reach(control)
        if control.get_attribute("type") == "radio":
            for _ in range(_MOST_TABS):
                if control.evaluate("el => el === document.activeElement"):
                    break
                self.page.keyboard.press("ArrowDown")
        if not control.is_checked():
            self.page.keyboard.press("Space")
        assert control.is_checked()

    def look_at_the_page(self) -> None:
        """Note what is wrong with the page on the screen."""
        found = faults(self.page)
        if self.axe_everywhere and self.mode.javascript:
            found += violations(self.page)
        self.strange += [f"on {self.heading!r}: {fault}" for fault in found]


_FIRST_WORDS = "all => all.map((el) => el.firstChild.textContent)"
_MARK = "() => { document.querySelector('h1').dataset.was = 'here'; }"
# a group of radio buttons is one stop of the Tab key
_HAS_FOCUS = """(el) => el === document.activeElement
  || (el.type === 'radio' && document.activeElement.type === 'radio' && document.activeElement.name === el.name)"""
