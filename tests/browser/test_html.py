"""Every kind of page is valid HTML, by the Nu checker, as the server sends it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from browser import examples
from browser.checker import invalid, lacking
from browser.conftest import missing
from browser.crawl import crawl, one_of_each_kind
from interfaces.web.visitor import SAME_ORIGIN, Visitor
from unblush.interfaces.web.app import build_app
from unblush.interfaces.web.render import Renderer, words_for_web
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
    found = {address: text for address, (_, text, _) in crawl(client).items() if text}
    for number, address in enumerate(one_of_each_kind([*found])):
        pages[f"read-{number}"] = found[address]
    visitor = Visitor(client).begin("penile_fluid").press("begun").answer(n="44")
    for kind in ("page", "file"):
        sent = {"token": visitor.token, "as": kind}
        pages[f"summary-{kind}"] = client.post("/summary", data=sent, headers=SAME_ORIGIN).text
    for name, address, sent in (
        ("conceive", "/conceive", {"age": "34", "cycle": "28", "sex_on": "11,13"}),
        ("conceive-mistake", "/conceive", {"age": "340", "sex_on": "never"}),
        ("budget", "/budget", {"leak": "30"}),
        ("budget-mistake", "/budget", {"how": "withdrawal", "volume": "2", "concentration": "30", "motility": "40"}),
    ):
        pages[name] = client.post(address, data=sent, headers=SAME_ORIGIN).text
    for name, text in (("check", "Peeing after sex prevents pregnancy. Buy our pills."), ("check-mistake", " ")):
        pages[name] = client.post("/check", files={"text": (None, text)}, headers=SAME_ORIGIN).text
    pages["no-such-page"] = client.get("/no-such-page").text
    renderer = Renderer(words_for_web(web_pack.catalogue))
    for name, source in examples.pages(examples.macros()).items():
        pages[f"example-{name}"] = renderer.component(source)
    pages["planted"] = pages["damaged"].replace("</h1>", "</h2>")
    found = invalid(pages, tmp_path)
    assert any(line.startswith("planted:") for line in found), "the checker finds nothing"
    assert not (wrong := [line for line in found if not line.startswith("planted:")]), "\n".join(wrong)
