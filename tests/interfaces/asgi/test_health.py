"""A server is ready when a turn has run, not before; it climbs to a faster engine without a request noticing."""

from __future__ import annotations

import signal
import threading

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from unblush.compiled.store import CompiledPack
from unblush.engine.backend import PLAIN, Engine
from unblush.errors import MissingExtra
from unblush.interfaces.asgi import engines as engines_module
from unblush.interfaces.asgi.engines import LADDER, Engines
from unblush.interfaces.asgi.health import Health
from unblush.interview.desk import Desk

LIMIT = 30


def client(health: Health) -> TestClient:
    return TestClient(Starlette(routes=health.routes(), lifespan=health.lifespan))


def joined() -> None:
    for thread in threading.enumerate():
        if thread.name == "unblush-start":
            thread.join(LIMIT)


def test_it_is_alive_before_it_is_ready_and_drains_at_the_end() -> None:
    go, later = threading.Event(), threading.Event()
    health = Health(lambda: go.wait(LIMIT) and None, later.set)
    with client(health) as asked:
        assert asked.get("/health/live").json() == {"state": "live"}
        assert asked.get("/health/ready").status_code == 503
        assert asked.get("/health/ready").json() == {"state": "starting"}
        go.set()
        joined()
        assert asked.get("/health/ready").json() == {"state": "ready"}
        assert asked.get("/health/ready").status_code == 200
        assert later.is_set()
        health.state = "draining"
        assert asked.get("/health/ready").status_code == 503
    assert health.state == "draining"


@pytest.mark.parametrize("early", [True, False])
def test_a_failure_is_said_only_where_nobody_can_be_answered(early: bool, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise ValueError("marker-of-this-test")

    health = Health(fail if early else lambda: None, fail)
    with client(health) as asked:
        joined()
        assert asked.get("/health/ready").status_code == (503 if early else 200)
    assert "ValueError" in caplog.text
    assert "marker-of-this-test" not in caplog.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_drains_first_and_then_goes_on_to_the_server(number: int) -> None:
    health = Health(lambda: None)
    heard: list[str] = []
    before = signal.signal(number, lambda *_: heard.append(health.state))
    try:
        changed = health._watch_signals()
        signal.raise_signal(number)
        assert heard == ["draining"]
        for one, handler in changed.items():
            signal.signal(one, handler)
    finally:
        signal.signal(number, before)


def test_the_best_engine_is_taken_when_it_is_warm(pack: CompiledPack) -> None:
    engines = Engines("best")
    assert engines.current is PLAIN
    seen: list[tuple[str, str]] = []

    def warm(engine: Engine) -> None:
        seen.append((engine.name, engines.current.name))
        desk = Desk(pack, engine)
        desk.turn(desk.begin("penile_fluid"))

    engines.climb(warm)
    assert seen == [("numpy", "plain"), ("numba", "numpy")]
    assert engines.current.name == "numba"


def test_it_stays_where_it_is_told_to_or_where_there_is_nothing_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    for named, reached in {"plain": "plain", "numpy": "numpy"}.items():
        engines = Engines(named)
        engines.climb(lambda _: None)
        assert engines.current.name == reached
    stopped = Engines("best")
    stopped.stop()
    stopped.climb(lambda _: None)
    assert stopped.current is PLAIN

    def missing(name: str) -> Engine:
        raise MissingExtra("fast", name)

    monkeypatch.setattr(engines_module, "engine_named", missing)
    monkeypatch.setattr(engines_module, "find_spec", lambda _: None)
    alone = Engines("best")
    alone.climb(lambda _: None)
    assert alone.current is PLAIN
    for named in LADDER:
        with pytest.raises(MissingExtra):
            Engines(named)
