"""`unblush serve` as a real process: ready, closed without losing anyone, and clear where it cannot begin."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MARKER = "marker-of-this-test"
LIMIT = 60
"""Seconds after which a test gives up; nothing here measures time."""

TINY = (
    "import sys; from unblush.interfaces.cli import main, serve; "
    "serve.APP = 'lib.tiny_site:from_environment'; main.main(sys.argv[1:])"
)


def environment(**more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(ROOT), "PYTHONPATH": str(ROOT / "tests"), **more}


def serve(*arguments: str, app: str = TINY, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", app, "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False, env=environment(**more))


class Server:
    """A server that is running; `out` and `err` have everything it wrote when it has ended."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.out = self.err = ""
        assert process.stdout is not None
        self.first = process.stdout.readline()
        found = re.search(r"http://localhost:(\d+)/", self.first)
        assert found is not None, self.first + (process.stderr.read() if process.stderr else "")
        self.port = int(found[1])

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        try:
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def until_ready(self) -> None:
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            status, text = self.get("/health/ready")
            if status == 200:
                assert text == '{"state":"ready"}'
                return
            time.sleep(0.05)
        raise AssertionError("never ready")

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        code = self.process.wait(LIMIT)
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        # not `communicate`: it passes over what reading the first line has left in the buffer
        self.out, self.err = self.first + self.process.stdout.read(), self.process.stderr.read()
        return code


@contextmanager
def running(*arguments: str, **more: str) -> Iterator[Server]:
    command = [sys.executable, "-u", "-c", TINY, "serve", "--port", "0", "--engine", "plain", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(**more)
    )
    try:
        yield Server(process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(LIMIT)
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_is_ready_says_what_it_keeps_and_ends_well(number: int) -> None:
    with running() as server:
        server.until_ready()
        assert server.get("/health/live")[0] == 200
        assert server.get("/")[0] == 200
        assert server.get("/", Host="evil.example")[0] == 400
        assert server.get(f"/question/{MARKER}?answer={MARKER}")[0] == 200
        assert server.get(f"/boom?answer={MARKER}")[0] == 500
        assert server.end(number) == 0
    assert "Nothing that people answer is kept" in server.out
    assert "Without --keys a restart ends all interviews" in server.out
    assert "Warning" not in server.out
    assert "Nothing was kept" in server.out
    assert MARKER not in server.out + server.err
    lines = [json.loads(line) for line in server.err.splitlines()]
    assert {"/", "/question/{name}", "/boom", "other"} <= {line.get("route") for line in lines}


def test_a_request_under_way_is_answered_before_the_end() -> None:
    with running() as server:
        server.until_ready()
        got: list[tuple[int, str]] = []
        asking = threading.Thread(target=lambda: got.append(server.get("/slow?seconds=2")))
        asking.start()
        time.sleep(0.5)  # the request is under way; nothing is measured
        assert server.end() == 0
        asking.join(LIMIT)
    assert got == [(200, "<p>at last")]


def test_a_signal_while_it_starts_ends_it_well() -> None:
    with running() as server:
        assert server.end() == 0
    assert "Traceback" not in server.err


def test_a_port_in_use_is_said_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = serve("--port", str(taken.getsockname()[1]))
    assert done.returncode == 9
    assert "cannot be listened on (Address already in use)" in done.stderr
    assert "Mend: end the other server, or give another --port" in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "more", "says"),
    [
        (("--host", "192.0.2.1"), {}, "cannot be listened on"),
        (("--host", "no such host"), {}, "is no address of this machine"),
        (("--port", "70000"), {}, "70000 is no port"),
        (("--workers", "0"), {}, "above 0"),
        (("--keys", "/no/such.keys"), {}, "--new-keys /no/such.keys"),
        (("--allow-host", "*"), {}, "name the site"),
        ((), {"UNBLUSH_SERVE": "{"}, "UNBLUSH_SERVE: is not one JSON object"),
        ((), {"UNBLUSH_SERVE": '{"burts": 1}'}, "Did you mean 'burst'?"),
    ],
)
def test_what_cannot_be_served_says_how_to_mend_it(arguments: tuple[str, ...], more: dict, says: str) -> None:
    done = serve(*arguments, **more)
    assert done.returncode == 9, done.stderr
    assert says in done.stderr
    assert "Mend: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_pages_that_cannot_start_end_in_the_same_code(workers: str) -> None:
    app = TINY.replace("tiny_site:from_environment", "tiny_site:no_such_factory")
    done = serve("--port", "0", "--workers", workers, app=app)
    assert done.returncode == 9, done.stderr
    assert "cannot start" in done.stderr


def test_keys_are_made_rotated_and_let_interviews_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "unblush.keys"
    done = serve("--new-keys", str(path))
    assert done.returncode == 0, done.stderr
    assert "new key" in done.stdout
    assert path.read_text().splitlines()[-1] not in done.stdout
    assert serve("--new-keys", str(path)).returncode == 9
    with running("--keys", str(path)) as server:
        _, token = server.get(f"/seal?a={MARKER}")
        assert server.end() == 0
        assert "restart ends" not in server.out
    assert "2 in all" in serve("--rotate-keys", str(path)).stdout
    with running("--keys", str(path)) as server:
        assert MARKER in server.get(f"/open?token={token}")[1]
    with running() as server:
        assert server.get(f"/open?token={token}")[0] == 500


def test_keys_that_others_may_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "unblush.keys"
    serve("--new-keys", str(path))
    path.chmod(0o644)
    done = serve("--keys", str(path))
    assert done.returncode == 9
    assert f"chmod 600 {path}" in done.stderr


def test_workers_share_the_keys_that_were_made_for_them() -> None:
    with running("--workers", "2") as server:
        server.until_ready()
        _, token = server.get("/seal?a=1")
        # each connection may meet another worker
        assert {server.get(f"/open?token={token}")[0] for _ in range(20)} == {200}
        assert server.end() == 0
    assert token not in server.out + server.err


def test_serving_others_without_tls_or_a_name_is_warned_of() -> None:
    with running("--host", "0.0.0.0") as server:  # noqa: S104 - for as long as this test
        server.until_ready()
        assert server.end() == 0
    assert "Warning: others on your network can reach this page" in server.out
    assert "--allow-host" in server.out
    with running("--host", "0.0.0.0", "--tls", "--allow-host", "site.example") as server:  # noqa: S104
        assert server.get("/", Host="site.example")[0] == 200
        assert server.end() == 0
    assert "Warning" not in server.out


def test_settings_of_the_environment_hold_where_the_command_line_is_silent() -> None:
    with running(UNBLUSH_SERVE='{"burst": 2, "requests_per_minute": 1}') as server:
        assert [server.get("/")[0] for _ in range(3)] == [200, 200, 429]


def test_only_a_trusted_proxy_is_believed() -> None:
    limits = '{"burst": 1, "requests_per_minute": 1}'
    with running("--proxy-headers", UNBLUSH_SERVE=limits) as server:
        asked = [server.get("/", **{"X-Forwarded-For": f"192.0.2.{number}"})[0] for number in range(3)]
        assert asked == [200, 200, 200]
    with running("--proxy-headers", "--trusted-proxy", "192.0.2.200", UNBLUSH_SERVE=limits) as server:
        asked = [server.get("/", **{"X-Forwarded-For": f"192.0.2.{number}"})[0] for number in range(3)]
        assert asked == [200, 429, 429]


def test_without_the_extra_it_names_the_extra() -> None:
    hidden = (
        "import sys, importlib.util as u; found = u.find_spec; "
        "u.find_spec = lambda name, *a: None if name == 'uvicorn' else found(name, *a); "
    )
    done = serve(app=hidden + TINY)
    assert done.returncode == 7
    assert "pip install 'unblush[web]'" in done.stderr
