"""A site over the shipped pack, and a visitor of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from interfaces.web.visitor import Visitor
from unblush.compiled.store import CompiledPack
from unblush.interfaces.asgi.settings import Settings
from unblush.interfaces.web.app import build_app
from unblush.interfaces.web.seal import Sealer
from unblush.interview.desk import Desk
from unblush.shipped import open_pack


@pytest.fixture(scope="session")
def web_pack() -> CompiledPack:
    return open_pack()


@pytest.fixture(scope="session")
def web_desk(web_pack: CompiledPack) -> Desk:
    return Desk(web_pack)


@pytest.fixture
def client(web_pack: CompiledPack) -> Iterator[TestClient]:
    with TestClient(
        build_app(Settings(engine="plain", requests_per_minute=100_000, burst=100_000), web_pack, Sealer()),
        base_url="http://localhost:8000",
    ) as client:
        yield client


@pytest.fixture
def visitor(client: TestClient) -> Visitor:
    return Visitor(client)
