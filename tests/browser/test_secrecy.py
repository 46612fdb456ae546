"""What somebody answers is nowhere but on their page: a strange answer is planted, and looked for everywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Request, Response

from browser import modes
from browser.server import PATIENCE

HOURS = "37.125"
AGE = "22.5"
WORD = "zanzibarquux"
MARKERS = (HOURS, WORD, AGE, "37.1 ", "fainting", "belly", "pain", "pregnan", "unwanted")


class Served:
    """A server in a process of its own, in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.before = self.files()
        environment = {
            **os.environ,
            **dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), str(home)),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUNBUFFERED": "1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "unblush", "serve", "--port", "0", "--engine", "numpy"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=home,
            env=environment,
        )
        self.said = ""
        while not (found := re.search(r"http://localhost:(\d+)/", self.said)):
            line = self.process.stdout.readline()
            assert line, f"the server ended at once: {self.said}"
            self.said += line
        self.address = f"http://127.0.0.1:{found[1]}"

    def files(self) -> dict[str, bytes]:
        """Return every file in the server's home."""
        return {str(path): path.read_bytes() for path in self.home.rglob("*") if path.is_file()}

    def end(self) -> None:
        """End the server, and read what it said to its last line."""
        self.process.terminate()
        self.said += self.process.communicate(timeout=PATIENCE)[0]


@pytest.fixture
def served(tmp_path) -> Iterator[Served]:
    server = Served(tmp_path)
    yield server
    if server.process.poll() is None:
        server.process.kill()
        server.process.communicate()


@pytest.mark.parametrize("mode", [modes.BASIC, modes.NO_SCRIPT], ids=["script", "no script"])
def test_no_answer_is_found_anywhere_but_on_the_page(meet, served, mode):
    me = meet(mode, served.address)
    seen: list[str] = []
    requests: list[Request] = []
    responses: list[Response] = []

    def keep(request: Request) -> None:
        requests.append(request)

    def keep_answer(response: Response) -> None:
        responses.append(response)

    me.context.on("request", keep)
    me.context.on("response", keep_answer)

    def look() -> None:
        seen.append(f"title {me.page.title()}")
        seen.append(f"address {me.page.url}")

    me.given_i_have_begun("There was sex or semen, and a pregnancy is not wanted")
    me.when_i_am_asked("About how many hours ago was it?", number=HOURS)
    look()
    me.when_i_press("Continue")
    me.when_i_am_asked("How old are you?", number=AGE)
    look()
    me.when_i_am_asked("Does one of these fit?", "None of these")
    me.when_i_am_asked("Could a pregnancy come from this?", "Yes, I could become pregnant")
    me.when_i_am_asked("Is any of this true right now?", "Sudden or very bad pain low in the belly", "Fainting")
    look()
    me.when_i_press("Show me everything that helps now")
    look()
    me.then_the_heading_is("Your result")
    me.page.goto(f"{me.site}/ask")
    me.when_i_write(f"does {WORD} leak out?", "question")
    me.when_i_press("Ask")
    look()
    me.page.goto(f"{me.site}/check")
    me.when_i_write(f"Peeing after sex prevents pregnancy, says {WORD}.", "text")
    me.when_i_press("Check it")
    look()
    assert {request.method for request in requests} == {"GET", "POST"}
    for request in requests:
        headers = request.all_headers()
        assert not headers.pop("referer", "")
        seen.append(f"request {request.method} {request.url} {headers}")
    for response in responses:
        seen.append(f"response {response.status} {response.url} {response.headers_array()}")
    seen.append(f"cookies {me.context.cookies()}")
    seen.append(f"storage {me.context.storage_state()}")
    if mode.javascript:
        seen.append(f"session {me.page.evaluate('() => JSON.stringify({...sessionStorage})')}")
    served.end()
    seen.append(f"server {served.said}")
    for line in seen:
        for marker in MARKERS:
            assert marker.lower() not in line.lower()
    assert served.files() == served.before
    assert served.process.returncode == 0
    # the one way by which it may travel, which also shows that it was said
    sent = " ".join(request.post_data or "" for request in requests)
    assert HOURS in sent
    assert AGE in sent
    assert WORD in sent
