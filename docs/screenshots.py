"""Takes the pictures of the pages that the README shows, on a phone, light and dark, into docs/pictures/."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser import modes
from browser.chromium import FLAGS, program
from browser.person import Person
from browser.server import running
from unblush.interfaces.asgi.settings import Settings
from unblush.interfaces.web.app import build_app
from unblush.interfaces.web.seal import Sealer
from unblush.shipped import open_pack

WHERE = ROOT / "docs" / "pictures"
COLOURS = (64, 48, 32, 24, 16)
LARGEST = 60_000
"""The most bytes of one picture; it gets as many colours as that allows."""


def start(me: Person) -> None:
    """Show the first page."""
    me.given_i_open_the_first_page()


def question(me: Person) -> None:
    """Show a question with pictures."""
    me.given_i_have_begun()
    me.when_i_am_asked("How old are you?", number="23")
    for part in ("Is any of this true right now?", "And is any of this true", "Some things have a time limit"):
        me.when_i_am_asked(part, "None of these")
    me.when_i_am_asked("When do you notice the fluid?", "On the toilet, when pushing out a stool")


def emergency(me: Person) -> None:
    """Show what stops the questions."""
    me.given_i_have_begun()
    me.when_i_am_asked("How old are you?", number="23")
    me.when_i_am_asked("Is any of this true right now?", "Sudden or very bad pain in a testicle")


def deadlines(me: Person) -> None:
    """Show how much time is left."""
    me.given_i_have_begun("There was sex or semen, and a pregnancy is not wanted")
    me.when_i_am_asked("About how many hours ago was it?", number="30")


def result(me: Person) -> None:
    """Show a result."""
    question(me)
    me.when_i_am_asked("Which of these is nearest to how it looks?", "White or milky, a few thin drops")
    me.when_i_am_asked("How are your bowels?", "None of these")
    me.when_i_am_asked("Does one of these trouble you?", "Fear that losing semen harms or weakens the body")
    while me.heading != "Check your answers":
        me.when_i_am_asked("", "None of these")
    me.when_i_press("Show my result")


VIEWS: tuple[Callable[[Person], None], ...] = (start, question, emergency, deadlines, result)


def drawn(shot: bytes) -> bytes:
    """Return a picture with few colours, which is small.

    Raises:
        SystemExit: where it is too large even so.
    """
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    for colours in COLOURS:
        small = io.BytesIO()
        image.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
        if small.tell() <= LARGEST:
            return small.getvalue()
    raise SystemExit(f"a picture has {small.tell():,} bytes, more than {LARGEST:,}")


def main() -> None:
    if (found := program()) is None:
        raise SystemExit("no chromium: apt-get install chromium, or set UNBLUSH_CHROMIUM to its path")
    site = build_app(Settings(engine="numpy"), open_pack(), Sealer())
    with running(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        for mode in (modes.BASIC, modes.DARK):
            for view in VIEWS:
                sharp = replace(mode, scale=2, still=True)
                context = browser.new_context(**sharp.options())
                me = Person(context, sharp, address, address)
                view(me)
                me.page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
                picture = drawn(me.page.screenshot())
                name = f"page-{view.__name__}-{mode.scheme}.png"
                (WHERE / name).write_bytes(picture)
                print(f"docs/pictures/{name} {len(picture):,} bytes")
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
