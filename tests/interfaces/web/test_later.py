"""Pages that are brought in later answer like all others, whenever they are asked for."""

from __future__ import annotations

import threading

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from unblush.interfaces.web.later import Later


async def said(request: Request) -> Response:
    return PlainTextResponse(request.scope["route"].path)


@pytest.fixture
def built() -> list[str]:
    return []


@pytest.fixture
def client(built: list[str]) -> TestClient:
    first = [Route("/", said, methods=["GET"])]

    def build() -> list[Route]:
        built.append(threading.current_thread().name)
        return [Route("/later", said, methods=["GET"]), Route("/later/{name}", said, methods=["GET"])]

    return TestClient(Starlette(routes=[*first, Later(build, first)]))


def test_the_first_page_waits_for_nothing_else(client, built):
    assert client.get("/").text == "/"
    assert built == []


def test_who_asks_first_brings_them_in_once(client, built):
    assert client.get("/later").text == "/later"
    assert client.get("/later/one").text == "/later/{name}"
    assert len(built) == 1


@pytest.mark.parametrize(
    ("method", "path", "status"), [("POST", "/", 405), ("POST", "/later", 405), ("GET", "/no", 404)]
)
def test_a_wrong_method_and_an_unknown_path_are_refused_as_ever(client, method, path, status):
    assert client.request(method, path).status_code == status
