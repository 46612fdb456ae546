"""The budgets of the web page, against a real server on this machine; nothing here passes or fails.

Prints, in one run: bytes of every page; requests a second of pages without inference beside a bare "hello" of the same
framework; server time of question pages with 50 people clicking every two seconds; a burst of 50; start-up; memory
over many requests; first paint on a throttled phone, where Chromium is installed.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import httpx2

PEOPLE = 50
WORKERS = 1
"""Beside the process that asks there is one for results: the second core is taken."""
EVERY = 2.0
COMPLAINTS = ("penile_fluid", "vaginal_fluid", "unwanted_pregnancy_risk", "infection_exposure")
SERVED: list[dict[str, object]] = []
"""The lines of the access log, as the servers wrote them."""
OPEN_WIDE = {"requests_per_minute": 10_000_000, "burst": 1_000_000}
PAINTED = """() => new Promise((said) => new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") said(entry.startTime);
}).observe({ type: "paint", buffered: true }))"""
HELLO = """
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
async def hello(request):
    return HTMLResponse("hello")
app = Starlette(routes=[Route("/", hello)])
"""


def percentile(values: list[float], share: float) -> float:
    """Return a percentile of some values, 0 where there are none."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else 0.0


def free_port() -> int:
    """Return a port that is free now."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, ready: str, environment: dict[str, str]) -> Iterator[tuple[int, float]]:
    """Run a server; give its process id, and the seconds until it first answered."""
    began = time.perf_counter()
    with tempfile.NamedTemporaryFile("ab") as log:
        process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=log, stderr=log)
        try:
            first = 0.0
            while True:
                try:
                    answer = httpx2.get(f"http://127.0.0.1:{port}{ready}")
                    first = first or time.perf_counter() - began
                    if answer.status_code == 200:
                        break
                except httpx2.TransportError:
                    if process.poll() is not None:
                        raise SystemExit(Path(log.name).read_text()) from None
                    time.sleep(0.01)
            yield process.pid, first
            lines = Path(log.name).read_text().splitlines()
            SERVED.extend(json.loads(line) for line in lines if line.startswith('{"time"'))
        finally:
            process.terminate()
            process.wait()


@contextmanager
def site(workers: int = 1, *, apart: bool = False, warm: float = 0.0) -> Iterator[tuple[str, int, float]]:
    """Run `unblush serve`; give its address, process id and the seconds until its first page."""
    port = free_port()
    command = [sys.executable, "-m", "unblush", "serve", "--port", str(port), "--workers", str(workers)]
    command += ["--results-apart"] if apart else []
    # an installed package has its bytecode beside it
    environment = {"UNBLUSH_SERVE": json.dumps(OPEN_WIDE), "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": ""}
    with serving(command, port, "/", environment) as (pid, first):
        time.sleep(warm)
        yield f"http://127.0.0.1:{port}", pid, first


def memory(pid: int) -> float:
    """Return the resident megabytes of a process and its children."""
    total = 0
    pids = [pid]
    for one in pids:
        children = Path(f"/proc/{one}/task/{one}/children")
        if children.exists():
            pids += [int(child) for child in children.read_text().split()]
        for line in Path(f"/proc/{one}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                total += int(line.split()[1])
    return total / 1024


def token_of(page: str) -> str:
    """Return the sealed token of a page."""
    found = re.search(r'name="token" value="([^"]+)"', page)
    return found[1] if found else ""


def fields_of(page: str, rng: random.Random) -> dict[str, object]:
    """Return what a person sends from a page: mostly none, sometimes an answer."""
    sent: dict[str, object] = {"token": token_of(page)}
    if 'value="begun"' in page:
        return {**sent, "do": "begun"}
    if 'name="n"' in page:
        return {**sent, "do": "answer", "n": str(rng.choice((20, 30, 40)))}
    if 'name="a"' in page:
        offered = [v for v in re.findall(r'name="a" value="([^"]+)"', page) if v not in ("none", "unknown", "declined")]
        some = offered and rng.random() < 0.3 and "right now" not in page
        return {**sent, "do": "answer", "a": [rng.choice(offered)] if some else ["none"]}
    if 'value="result"' in page:
        return {**sent, "do": "result"}
    return {**sent, "do": "go_on"}


class Line:
    """One kept connection that posts forms: a whole client would take longer than the server does."""

    def __init__(self, address: str) -> None:
        self.host, _, port = address.removeprefix("http://").partition(":")
        self.port = int(port)
        self.ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, sent: dict[str, object]) -> str:
        """Send a form and return the page."""
        if self.ends is None:
            self.ends = await asyncio.open_connection(self.host, self.port)
        reader, writer = self.ends
        body = urlencode(sent, doseq=True)
        head = [f"POST {path} HTTP/1.1", f"Host: {self.host}:{self.port}", "Sec-Fetch-Site: same-origin"]
        head += ["Accept-Encoding: gzip"]
        head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}", "", ""]
        writer.write(("\r\n".join(head) + body).encode())
        try:
            answer = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except asyncio.IncompleteReadError:
            self.ends = None  # the server closed a connection that rested too long
            return await self.post(path, sent)
        length = int(re.search(r"content-length: (\d+)", answer)[1])  # type: ignore[index]
        page = await reader.readexactly(length)
        return (gzip.decompress(page) if "content-encoding: gzip" in answer else page).decode()

    def close(self) -> None:
        """Hang up."""
        if self.ends is not None:
            self.ends[1].close()


class Person:
    """One visitor, who begins again when the result was read."""

    def __init__(self, line: Line, rng: random.Random) -> None:
        self.line, self.rng, self.page = line, rng, ""
        self.times: dict[str, list[float]] = {"question": [], "result": []}

    async def click(self) -> None:
        """Press a button, and note how long the server took."""
        if not self.page or "Your result" in self.page:
            complaint = self.rng.choice(COMPLAINTS)
            sent: dict[str, object] = {"do": "begin", "complaint": complaint, "region": "uk", "whom": "self"}
        else:
            sent = fields_of(self.page, self.rng)
        kind = "result" if sent["do"] == "result" else "question"
        began = time.perf_counter()
        self.page = await self.line.post("/interview", sent)
        self.times[kind].append(1e3 * (time.perf_counter() - began))


async def crowd(address: str, seconds: float) -> tuple[list[float], list[float]]:
    """Let 50 people click every two seconds; return the times of question pages and of results, in ms."""
    people = [Person(Line(address), random.Random(number)) for number in range(PEOPLE)]

    async def live(person: Person) -> None:
        await asyncio.sleep(person.rng.random() * EVERY)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            began = time.perf_counter()
            await person.click()
            await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - began)))
        person.line.close()

    await asyncio.gather(*map(live, people))
    return [t for p in people for t in p.times["question"]], [t for p in people for t in p.times["result"]]


async def burst(address: str, rounds: int) -> list[float]:
    """Let 50 people in the midst of interviews click at the same moment; return how long each round took, in ms."""
    people = [Person(Line(address), random.Random(100 + number)) for number in range(PEOPLE)]
    for person in people:
        for _ in range(person.rng.randrange(2, 10)):
            await person.click()
    took = []
    for _ in range(rounds):
        pages = [person.page for person in people]
        began = time.perf_counter()
        await asyncio.gather(*(person.click() for person in people))
        took.append(1e3 * (time.perf_counter() - began))
        for person, page in zip(people, pages, strict=True):
            person.page = page
    for person in people:
        person.line.close()
    return took


def loaded(url: str, seconds: float) -> float:
    """Return the requests a second that wrk gets from an address."""
    out = subprocess.run(
        ["wrk", "-t1", "-c8", f"-d{max(1, round(seconds))}s", url], capture_output=True, text=True, check=True
    )
    found = re.search(r"Requests/sec:\s+([\d.]+)", out.stdout)
    return float(found[1]) if found else 0.0


def pages_beside_hello(seconds: float, rounds: int) -> None:
    """Print requests a second of pages without inference beside a bare hello, interleaved."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "hello.py").write_text(HELLO)
        port = free_port()
        command = [sys.executable, "-m", "uvicorn", "--app-dir", folder, "--no-access-log", "--log-level", "error"]
        command += ["--port", str(port), "hello:app"]
        with serving(command, port, "/", {}), site() as (address, _, _):
            rates: dict[str, list[float]] = {}
            for _ in range(rounds):
                for name, url in [
                    ("hello", f"http://127.0.0.1:{port}/"),
                    *((path, address + path) for path in ("/", "/topics", "/privacy", "/how")),
                ]:
                    rates.setdefault(name, []).append(loaded(url, seconds))
    hello = statistics.median(rates.pop("hello"))
    print(f"  bare hello                 {hello:8.0f} requests/s")
    for name, found in rates.items():
        rate = statistics.median(found)
        print(f"  {name:<26} {rate:8.0f} requests/s   {rate / hello:.2f} of hello (budget 0.50)")


def sizes(address: str) -> None:
    """Print the largest pages, as they are sent and as a proxy would compress them."""
    found: list[tuple[int, int, str]] = []
    with httpx2.Client(base_url=address, timeout=30) as client:
        paths = {"/"}
        seen: set[str] = set()
        while paths - seen:
            path = min(paths - seen)
            seen.add(path)
            answer = client.get(path)
            if answer.headers.get("content-type", "").startswith("text/html"):
                found.append((len(answer.content), len(gzip.compress(answer.content)), path))
                paths |= {link for link in re.findall(r'href="(/[^"?#]*)', answer.text) if "/static/" not in link}
        for complaint in COMPLAINTS:
            person = asyncio.run(walk(address, complaint))
            found += [
                (len(page.encode()), len(gzip.compress(page.encode())), f"{complaint}: {name}") for name, page in person
            ]
    for plain, packed, path in sorted(found, reverse=True)[:6]:
        print(f"  {path:<44} {plain / 1024:6.1f} KB   {packed / 1024:5.1f} KB compressed (budget 60)")


async def walk(address: str, complaint: str) -> list[tuple[str, str]]:
    """Return the pages of one interview with their headings."""
    person = Person(Line(address), random.Random(7))
    sent: dict[str, object] = {"do": "begin", "complaint": complaint, "region": "uk", "whom": "self"}
    person.page = await person.line.post("/interview", sent)
    pages = []
    for _ in range(40):
        heading = re.sub(r"<[^>]+>", "", (re.search(r"<h1[^>]*>(.*?)</h1>", person.page, re.DOTALL) or [""] * 2)[1])
        pages.append((heading.strip()[:24], person.page))
        if "Your result" in heading:
            break
        await person.click()
    person.line.close()
    return pages


def first_paint(address: str) -> None:
    """Print when the first page and a question are first painted on a throttled phone: 1.6 Mbit/s, 150 ms, CPU / 4."""
    chromium = os.environ.get("UNBLUSH_CHROMIUM", "/usr/bin/chromium")
    if not Path(chromium).exists():
        print("  first paint: Chromium is not installed")
        return
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*quiet, "--disable-sync"])
        paints = []
        for _ in range(5):
            page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
            session = page.context.new_cdp_session(page)
            session.send("Network.enable")
            slow = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
            session.send("Network.emulateNetworkConditions", slow)
            session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            page.goto(address)
            paints.append(page.evaluate(PAINTED))
            page.context.close()
        browser.close()
    print(f"  first paint, throttled phone     median {statistics.median(paints):6.0f} ms   (budget 1000)")


def clicking(seconds: float, warm: float) -> None:
    """Print how long pages take with 50 people clicking, at their end and by the server's own log."""
    SERVED.clear()
    with site(workers=WORKERS, apart=True, warm=warm) as (address, _, _):
        questions, results = asyncio.run(crowd(address, seconds))
    asked = [float(str(line["ms"])) for line in SERVED if line["route"] == "/interview"]
    largest = max(int(str(line["bytes"])) for line in SERVED)
    print(f"50 people clicking every two seconds: {len(questions)} question pages, {len(results)} results")
    for name, found, budget in (
        ("question page, at their end", questions, "(budget 20)"),
        ("result, at their end", results or [0.0], ""),
        ("all of them, by the server's log", asked, ""),
    ):
        median, late = statistics.median(found), percentile(found, 0.99)
        print(f"  {name:<34} median {median:7.1f} ms   p99 {late:7.1f} ms   {budget}")
    print(f"  largest page sent {largest / 1024:6.1f} KB   (budget 60)")


def bursting(warm: float) -> None:
    """Print how long 50 clicks at one moment take, the largest pages, and the first paint."""
    with site(workers=WORKERS, apart=True, warm=warm) as (address, _, _):
        took = asyncio.run(burst(address, 15))
        print(f"  burst of 50                        median {statistics.median(took):7.1f} ms", end="")
        print(f"   worst {max(took):7.1f} ms   (budget 300)")
        print("the largest pages")
        sizes(address)
        first_paint(address)


def starting(rounds: int) -> None:
    """Print how long it takes from the command to the first page."""
    starts = []
    for _ in range(rounds):
        with site() as (_, _, first):
            starts.append(1e3 * first)
    print(f"  first page after start             median {statistics.median(starts):7.0f} ms   (budget 1000)")


def remembering(requests: int, warm: float) -> None:
    """Print the memory of a server over many requests."""
    with site(warm=warm) as (address, pid, _):
        rate = loaded(address, 5)
        before = memory(pid)
        seconds = max(5.0, requests / max(rate, 1.0) / 4)
        marks = []
        for _ in range(4):
            loaded(address, seconds)
            marks.append(memory(pid))
        asyncio.run(crowd(address, 20))
        after = memory(pid)
    shown = ", ".join(f"{mark:.0f}" for mark in marks)
    print(f"memory over about {4 * seconds * rate:,.0f} requests: {before:.0f} MB, then {shown} MB", end="")
    print(f"; after 20 s of interviews {after:.0f} MB")


def main() -> None:
    """Print every budget of the web page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long 50 people click")
    parser.add_argument("--requests", type=int, default=100_000, help="over how many requests memory is watched")
    parser.add_argument("--warm", type=float, default=25, help="how long a server may warm its fastest engine")
    given = parser.parse_args()
    print(json.dumps({"python": sys.version.split()[0], "cores": os.cpu_count()}))
    clicking(given.seconds, given.warm)
    bursting(given.warm)
    starting(7)
    print("pages without inference, beside a bare hello page of the same framework, interleaved")
    pages_beside_hello(3, 5)
    remembering(given.requests, given.warm)


if __name__ == "__main__":
    main()
