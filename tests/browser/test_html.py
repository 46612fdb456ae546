"""Every kind of page is valid HTML, by the Nu checker, as the server sends it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from browser.checker import invalid, lacking
from browser.conftest import missing
from interfaces.web.visitor import Visitor
from unblush.interfaces.web.app import build_app
from unblush.interfaces.web.seal import Sealer


@pytest.fixture(scope="session", autouse=True)
def checker() -> None:
    if what := lacking():
        missing(what)


@pytest.fixture
def client(web_pack, settings) -> Iterator[TestClient]:
    with TestClient(build_app(settings, web_pack, Sealer()), base_url="http://localhost:8000") as client:
        yield client


def test_every_page_is_valid_html(client, web_pack, tmp_path):
    pages: dict[str, str] = {}

    def keep(visitor: Visitor, name: str) -> Visitor:
        pages[name] = visitor.page.text
        return visitor

    for complaint in web_pack.numbers:
        visitor = keep(Visitor(client).begin(complaint), f"{complaint}-before").press("begun")
        for number in range(1, 40):
            keep(visitor, f"{complaint}-{number:02}")
            if 'name="do" value="answer"' not in visitor.page.text:
                visitor.press("go_on")
            elif 'name="n"' in visitor.page.text:
                keep(visitor.answer(n="-1"), f"{complaint}-{number:02}-mistake").answer(n="28")
            else:
                keep(visitor.answer(), f"{complaint}-{number:02}-mistake").answer("none")
            if 'value="result"' in visitor.page.text:
                break
        keep(visitor, f"{complaint}-check").press("result")
        keep(visitor, f"{complaint}-result")
    client.cookies.clear()
    visitor = Visitor(client).begin("penile_fluid", language="ar-XB").press("begun").answer(n="30")
    keep(visitor.answer("sudden_testicle_pain"), "interrupt").press("check").press("change:urgent_private")
    keep(visitor.answer("none"), "confirm")
    broken = "gAAAAA"
    keep(visitor.press("begun", token=broken), "damaged")
    keep(visitor._post({"do": "begin"}), "start-mistake")
    for address in addresses(client):
        pages[f"get-{address.strip('/').replace('/', '-') or 'start'}"] = client.get(address).text
    pages["get-no-such-page"] = client.get("/no-such-page").text
    pages["planted"] = pages["damaged"].replace("</h1>", "</h2>")
    found = invalid(pages, tmp_path)
    assert any(line.startswith("planted:") for line in found), "the checker finds nothing"
    assert not (wrong := [line for line in found if not line.startswith("planted:")]), "\n".join(wrong)


def addresses(client: TestClient) -> list[str]:
    """Return every address that can simply be opened and is a page."""
    plain = [route.path for route in _routes(client.app) if "GET" in (route.methods or ()) and "{" not in route.path]
    return [path for path in plain if client.get(path).headers.get("content-type", "").startswith("text/html")]


def _routes(app: object) -> list[Route]:
    """Return the routes of an app, through whatever is wrapped around it."""
    while not hasattr(app, "routes"):
        app = app.app
    return [route for route in app.routes if isinstance(route, Route)]
