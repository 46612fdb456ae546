"""One server and one browser for all tests here; each test gets people who visit with a browser of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.chromium import FLAGS, program
from browser.modes import BASIC, Mode
from browser.person import Person
from browser.server import elsewhere, running
from unblush.compiled.store import CompiledPack
from unblush.interfaces.asgi.settings import Settings
from unblush.interfaces.web.app import build_app
from unblush.interfaces.web.seal import Sealer
from unblush.shipped import open_pack

HERE = Path(__file__).resolve().parent
REQUIRED = os.environ.get("UNBLUSH_BROWSER") == "required"
Meet = Callable[..., Person]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def missing(what: str) -> None:
    """Skip a test for want of a program, or fail it where the programs are required."""
    if REQUIRED:
        pytest.fail(f"UNBLUSH_BROWSER=required, and there is no {what}")
    pytest.skip(f"no {what}")


@pytest.fixture(scope="session")
def web_pack() -> CompiledPack:
    return open_pack()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if (found := program()) is None:
        missing("chromium: apt-get install chromium, or set UNBLUSH_CHROMIUM to its path")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def other_site() -> Iterator[str]:
    """The address of somebody else's site, where the way out of ours leads in these tests."""
    with running(elsewhere()) as address:
        yield f"{address}/"


@pytest.fixture(scope="session")
def settings(other_site: str) -> Settings:
    return Settings(
        exit_to=other_site, pseudo_language=True, engine="numpy", requests_per_minute=100_000, burst=100_000
    )


@pytest.fixture(scope="session")
def site(web_pack: CompiledPack, settings: Settings) -> Iterator[str]:
    """The address of the site."""
    with running(build_app(settings, web_pack, Sealer())) as address:
        yield address


@pytest.fixture
def meet(browser: Browser, site: str, other_site: str) -> Iterator[Meet]:
    """Gives people who visit the site, and asks afterwards that nothing strange happened to any of them."""
    people: list[Person] = []

    def opened(mode: Mode = BASIC, address: str = site, **more: object) -> Person:
        mode = replace(mode, **more)
        context = browser.new_context(**mode.options())
        context.set_default_timeout(15_000)
        people.append(Person(context, mode, address, other_site))
        return people[-1]

    yield opened
    strange = [line for person in people for line in person.strange]
    for person in people:
        person.context.close()
    assert not strange


@pytest.fixture
def me(meet: Meet) -> Person:
    """One visitor with a usual browser."""
    return meet()
