"""No log knows a person: a marker is planted wherever a request can carry one, and searched for in every line."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import logging.config
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lib.tiny_site import site
from unblush.interfaces.asgi.logs import WithoutValues, log_config
from unblush.interfaces.asgi.places import causes_of
from unblush.interfaces.asgi.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
MARKER = "marker-of-this-test"
ADDRESS = "192.0.2.77"


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]):
    """Log as a server does, and give everything that was written."""
    root = logging.getLogger()
    before = (list(root.handlers), root.level)
    config = log_config()
    written = io.StringIO()
    config["handlers"]["lines"]["stream"] = written
    logging.config.dictConfig(config)

    def all_lines() -> str:
        both = capsys.readouterr()
        return written.getvalue() + both.out + both.err

    yield all_lines
    root.handlers[:], root.level = before
    for name in config["loggers"]:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.NOTSET)


@pytest.mark.parametrize("path", ["/", "/boom", "/form", "/nowhere", "/question/{marker}", "/{marker}"])
@pytest.mark.parametrize("method", ["GET", "POST", "MARKER"])
def test_a_marker_in_a_request_is_in_no_line(lines, path: str, method: str) -> None:
    client = TestClient(site(Settings()), base_url="http://localhost:8000", client=(ADDRESS, 4711))
    client.request(
        method.replace("MARKER", MARKER),
        path.format(marker=MARKER),
        params={"q": MARKER, MARKER: "1"},
        headers={
            "sec-fetch-site": "same-origin",
            "x-note": MARKER,
            "user-agent": MARKER,
            "referer": f"http://localhost/{MARKER}",
            "cookie": f"a={MARKER}",
            "content-type": "application/x-www-form-urlencoded",
        },
        content=f"answer={MARKER}".encode(),
    )
    text = lines()
    assert text
    assert MARKER not in text
    assert ADDRESS not in text
    for line in text.splitlines():
        json.loads(line)


def test_a_line_has_these_words_and_no_others(lines) -> None:
    TestClient(site(Settings()), base_url="http://localhost").get(f"/question/{MARKER}")
    (line,) = [json.loads(line) for line in lines().splitlines()]
    assert set(line) == {"time", "method", "route", "status", "ms", "bytes"}
    documented = re.search(r"```json\n(.*)\n```", (ROOT / "docs" / "serving.md").read_text())
    assert documented is not None
    assert set(json.loads(documented[1])) == set(line)
    assert (line["method"], line["route"], line["status"], line["bytes"]) == ("GET", "/question/{name}", 200, 4)


def test_a_refusal_is_logged_as_other(lines) -> None:
    TestClient(site(Settings()), base_url="http://evil.example").get("/")
    (line,) = [json.loads(line) for line in lines().splitlines()]
    assert (line["route"], line["status"]) == ("other", 400)


def test_a_crash_says_types_and_places(lines) -> None:
    TestClient(site(Settings()), base_url="http://localhost").get("/boom", params={"q": MARKER})
    first = json.loads(lines().splitlines()[0])
    assert [cause["type"] for cause in first["error"]] == ["ValueError", "KeyError"]
    assert any("tiny_site.py:" in place for place in first["error"][0]["at"])
    assert not any(place.startswith("/") for cause in first["error"] for place in cause["at"])


def test_what_other_packages_log_loses_its_values(lines) -> None:
    try:
        int(MARKER)
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in %s", MARKER)
        logging.getLogger("somebody").warning("first line\n%s", MARKER)
        logging.getLogger("asyncio").error("Task failed\nfuture: " + MARKER)  # noqa: G003, TRY400 - as asyncio does
    logging.getLogger("somebody").info("not said")
    text = lines()
    assert MARKER not in text
    said = [json.loads(line) for line in text.splitlines()]
    assert [line["what"] for line in said] == ["Exception in %s", "first line", "Task failed"]
    assert said[0]["error"][0]["type"] == "ValueError"


def test_an_empty_message_is_a_line_too() -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "", (), None)
    assert json.loads(WithoutValues().format(record))["what"] == ""


def test_groups_and_circles_of_exceptions_come_to_an_end() -> None:
    async def group() -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(fail())

    async def fail() -> None:
        raise OSError(MARKER)

    with pytest.raises(ExceptionGroup) as caught:
        asyncio.run(group())
    causes = causes_of(caught.value)
    assert [cause["type"] for cause in causes][:2] == ["ExceptionGroup", "OSError"]
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert len(causes_of(first)) == 2
