"""Every component has examples, and each passes what whole pages must pass; `test_html.py` checks their HTML."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route

from browser import modes
from browser.examples import EXAMPLES, macros, pages
from browser.looks import faults, violations
from browser.server import running
from unblush.interfaces.web.app import build_app
from unblush.interfaces.web.render import Renderer, words_for_web
from unblush.interfaces.web.seal import Sealer

PAGES = pages(macros())


@pytest.fixture(scope="module")
def renderer(web_pack) -> Renderer:
    return Renderer(words_for_web(web_pack.catalogue))


@pytest.fixture(scope="module")
def shown(renderer, web_pack, settings):
    """The address of a site with a page for each group of examples."""

    async def example(request: Request) -> Response:
        return HTMLResponse(renderer.component(PAGES[request.path_params["name"]]))

    site = build_app(settings, web_pack, Sealer())
    with running(Starlette(routes=[Route("/example/{name}", example), Mount("/", site)])) as address:
        yield address


@pytest.mark.parametrize("component", sorted(macros()))
def test_a_component_has_examples_of_all_it_can_do(component):
    examples = " ".join(EXAMPLES.get(component, {}).values())
    lacking_one = [name for name in macros()[component] if not re.search(rf"\b{name}\(", examples)]
    assert not lacking_one, f"give tests/browser/examples.py an example of {', '.join(lacking_one)}"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_examples_are_accessible(meet, shown, name):
    me = meet(modes.NARROW, address=shown)
    me.page.goto(f"{shown}/example/{name}")
    found = [fault for fault in faults(me.page) if not fault.startswith("the title ")]
    found += violations(me.page)
    assert not found, "\n".join(found)
