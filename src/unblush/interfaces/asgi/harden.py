"""Puts the layers around an application in their one order: what no page needs to think of stands here."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

from starlette.types import ASGIApp, Receive, Scope, Send

from unblush.interfaces.asgi.access import AccessLog
from unblush.interfaces.asgi.bodies import BoundedBodies
from unblush.interfaces.asgi.crashes import ErrorPages
from unblush.interfaces.asgi.cross_site import OwnPagesOnly
from unblush.interfaces.asgi.exchange import ErrorPage
from unblush.interfaces.asgi.headers import PrivateHeaders
from unblush.interfaces.asgi.hosts import KnownHosts
from unblush.interfaces.asgi.rate import LimitedRate
from unblush.interfaces.asgi.settings import Settings

UPLOADS = ("/check",)


def harden(
    app: ASGIApp,
    settings: Settings,
    error_page: ErrorPage,
    *,
    uploads: Collection[str] = UPLOADS,
    clock: Callable[[], float] = time.monotonic,
) -> ASGIApp:
    """Return an application behind all layers.

    `error_page` gives the HTML for a status and a reason; `uploads` are the paths that take a file.
    """
    # read from the last line up: the last is what a request meets first
    inner: ASGIApp = BoundedBodies(app, settings, error_page, uploads)
    inner = OwnPagesOnly(inner, error_page, secure=settings.secure)
    inner = KnownHosts(inner, settings, error_page)
    inner = LimitedRate(inner, settings, error_page, clock)
    inner = ErrorPages(inner, error_page)
    inner = AccessLog(inner)
    inner = PrivateHeaders(inner, secure=settings.secure)
    return _without_sockets(inner)


def _without_sockets(app: ASGIApp) -> ASGIApp:
    """Return an application that knows pages alone: no page of ours opens a WebSocket."""

    async def pages_alone(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        await app(scope, receive, send)

    return pages_alone
