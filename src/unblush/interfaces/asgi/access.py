"""Writes one line a request that says how the server does, and nothing about the person."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_log = logging.getLogger("unblush.access")


class AccessLog:
    """Logs time, method, route, status, milliseconds and bytes of each request, as one JSON line.

    The route is a name or pattern of ours, never the path that was asked for: a path can hold what a person typed.
    """

    def __init__(self, app: ASGIApp, clock: Callable[[], float] = time.perf_counter) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and log how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin = self._clock()
        status = sent = 0

        async def count(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, count)
        finally:
            line = {
                "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "method": scope["method"] if scope["method"] in _METHODS else "other",
                "route": _route_of(scope),
                "status": status,  # 0: the person went away before there was an answer
                "ms": round((self._clock() - begin) * 1000, 1),
                "bytes": sent,
            }
            _log.info(json.dumps(line))


def _route_of(scope: Scope) -> str:
    """Return the pattern of the route that answered, or "other" where none did."""
    route = scope.get("route")
    return str(getattr(route, "path", None) or getattr(route, "name", None) or "other")
