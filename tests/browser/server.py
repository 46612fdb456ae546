"""A real server in a thread of the tests, and a page of somebody else to leave for."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ELSEWHERE_TITLE = "Somewhere else"
PATIENCE = 30.0
"""Seconds after which a server that has not started is given up."""


@contextmanager
def running(app: ASGIApp, port: int = 0) -> Iterator[str]:
    """Serve an app on this machine until the block ends, and give its address; a port of 0 takes a free one."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, lifespan="auto", timeout_graceful_shutdown=1, server_header=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    given_up = time.monotonic() + PATIENCE
    while not server.started:
        if time.monotonic() > given_up or not thread.is_alive():
            raise RuntimeError("the server of the browser tests did not start")
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listener.close()


async def _elsewhere(request: Request) -> Response:
    del request
    head = f'<title>{ELSEWHERE_TITLE}</title><link rel="icon" href="data:,">'
    return HTMLResponse(f'<!doctype html><html lang="en"><head>{head}</head><body><h1>Weather</h1></body></html>')


def elsewhere() -> ASGIApp:
    """Return a site of somebody else, which remembers the headers of those who came."""
    return Starlette(routes=[Route("/", _elsewhere)])


def without_cookies(app: ASGIApp) -> ASGIApp:
    """Return an app as a browser meets it that neither takes nor gives cookies."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        async def bare(message: Message) -> None:
            kept = [header for header in message.get("headers", []) if header[0].lower() != b"set-cookie"]
            await send({**message, "headers": kept} if "headers" in message else message)

        await app(scope, receive, bare)

    return wrapped
