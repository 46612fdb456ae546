"""Reads the body of a request whole before anybody works on it: bounded in bytes and in time, in memory alone."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unblush.interfaces.asgi.exchange import ErrorPage, headers_named, refuse
from unblush.interfaces.asgi.settings import Settings

FORM_SECONDS: Final = 20.0
UPLOAD_SECONDS: Final = 120.0
MOST_HELD: Final = 100_000_000
"""Bytes that all requests under way may hold together."""

_DISCARDED: Final = 8
"""How many times the bound is read and thrown away, so that a browser still reads the answer to an upload too large."""

_REFUSALS: Final = {"large": (413, "too-large"), "late": (408, "timeout"), "busy": (503, "too-many")}


class BoundedBodies:
    """Refuses with 413 what is too large, with 408 what comes too slowly, with 503 what would hold too much at once."""

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        error_page: ErrorPage,
        uploads: Collection[str],
        *,
        form_seconds: float = FORM_SECONDS,
        upload_seconds: float = UPLOAD_SECONDS,
        most_held: int = MOST_HELD,
    ) -> None:
        self._app = app
        self._error_page = error_page
        self._uploads = frozenset(uploads)
        self._form = (settings.largest_form, form_seconds)
        self._upload = (settings.largest_upload, upload_seconds)
        self._most_held = most_held
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body, then pass it on in one piece."""
        if scope["type"] != "http" or not _has_body(scope):
            await self._app(scope, receive, send)
            return
        may_upload = scope["method"] == "POST" and scope["path"] in self._uploads
        most, seconds = self._upload if may_upload else self._form
        body = bytearray()
        try:
            try:
                async with asyncio.timeout(seconds):
                    end = "large" if _length(scope) > most * _DISCARDED else await self._read(receive, body, most)
            except TimeoutError:
                end = "late"
            if end == "whole":
                await self._app(scope, _replay(bytes(body), receive), send)
            elif end in _REFUSALS:
                status, reason = _REFUSALS[end]
                retry = [(b"retry-after", b"5")] if status == 503 else []
                # what is left of the body must not be read as the next request
                await refuse(send, self._error_page, status, reason, [*retry, (b"connection", b"close")])
        finally:
            self._held -= len(body)

    async def _read(self, receive: Receive, body: bytearray, most: int) -> str:
        """Fill `body` and say how it ended: "whole", "large", "busy", or "gone" with the person."""
        came = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return "gone"
            part = message.get("body", b"")
            came += len(part)
            if came <= most:
                if self._held + len(part) > self._most_held:
                    return "busy"
                body += part
                self._held += len(part)
            elif came > most * _DISCARDED:
                return "large"
            if not message.get("more_body", False):
                return "whole" if came <= most else "large"


def _length(scope: Scope) -> int:
    """Return the bytes that a request announces; 0 where it does not say."""
    return max((int(said) for said in headers_named(scope, b"content-length") if said.isdecimal()), default=0)


def _has_body(scope: Scope) -> bool:
    return bool(headers_named(scope, b"transfer-encoding")) or _length(scope) > 0


def _replay(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives the body once and then listens to the connection again."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def once() -> Message:
        return waiting.pop() if waiting else await receive()

    return once
