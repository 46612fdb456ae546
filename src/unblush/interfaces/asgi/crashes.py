"""Turns what went wrong inside into a page of ours: crashes, and the bare one-line answers of the framework."""

from __future__ import annotations

import json
import logging
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unblush.interfaces.asgi.exchange import ErrorPage, refuse
from unblush.interfaces.asgi.places import causes_of

REASONS: Final = {404: "not-found", 405: "method", 413: "too-large", 500: "error"}
"""The reason for each status that an application may answer with a bare line instead of a page."""

_log = logging.getLogger("unblush.error")


class ErrorPages:
    """Answers a crash with 500 and a page, and gives bare error lines their page.

    Of a crash only the types and the places in the code are logged.
    """

    def __init__(self, app: ASGIApp, error_page: ErrorPage) -> None:
        self._app = app
        self._error_page = error_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and look at what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = replaced = False

        async def look(message: Message) -> None:
            nonlocal begun, replaced
            if message["type"] == "http.response.start":
                begun = True
                if message["status"] >= 400 and _is_bare(message):
                    replaced = True
                    status = message["status"]
                    kept = [pair for pair in message["headers"] if pair[0].lower() in (b"allow", b"retry-after")]
                    await refuse(send, self._error_page, status, REASONS.get(status, "error"), kept)
                    return
            # the bare line itself is dropped
            if not replaced:
                await send(message)

        try:
            await self._app(scope, receive, look)
        except Exception as error:  # noqa: BLE001 - whatever it was, a person gets a page and no log its message
            _log.error(json.dumps({"error": causes_of(error)}))
            if not begun:
                await refuse(send, self._error_page, 500, "error")


def _is_bare(message: Message) -> bool:
    kinds = [value for name, value in message.get("headers", ()) if name.lower() == b"content-type"]
    return not kinds or kinds[0].startswith(b"text/plain")
